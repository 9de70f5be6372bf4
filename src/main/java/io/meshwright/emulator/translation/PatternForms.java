package io.meshwright.emulator.translation;

import java.util.Optional;

/** Regular expressions. Both engines use RE2, so patterns known now have the same matches. */
final class PatternForms {

    private PatternForms() {}

    static void register(FunctionTable<FunctionForm>.Chapter forms) {
        forms.put("regexp_contains", call -> constantPattern(call, "regexp_matches({0}, {1})"));
        forms.put("regexp_extract", PatternForms::extract);
        forms.alias("regexp_substr", "regexp_extract");
        forms.put("regexp_extract_all", PatternForms::extractAll);
        forms.put("regexp_replace", PatternForms::replacePattern);
        forms.put("regexp_instr", PatternForms::place);
    }

    /** Both engines use RE2; patterns known now are checked at analysis. */
    private static Optional<String> constantPattern(FunctionCall call, String template) {
        return call.type(0).isString()
                        && call.string(1).filter(RegularExpression::isPlain).isPresent()
                ? Optional.of(call.fill(template))
                : Optional.empty();
    }

    /** One more than the length of the shortest text before a match. */
    private static Optional<String> place(FunctionCall call) {
        return call.size() != 2 || !call.type(0).isString()
                ? Optional.empty()
                : call.string(1)
                        .filter(RegularExpression::isPlain)
                        .filter(pattern ->
                                RegularExpression.groups(pattern) == 0 && !RegularExpression.matchesNothing(pattern))
                        .map(pattern -> call.fill("CASE WHEN regexp_matches({0}, {1}) THEN length(regexp_extract({0}, ")
                                + Duck.string("^((?s:.*?))(?:" + pattern + ")")
                                + call.fill(", 1)) + 1 WHEN {0} IS NOT NULL THEN 0 END"));
    }

    private static Optional<String> extract(FunctionCall call) {
        if (call.size() != 2 || !call.type(0).isString()) {
            return Optional.empty();
        }
        return call.string(1)
                .filter(RegularExpression::isPlain)
                .filter(pattern -> RegularExpression.groups(pattern) == 0)
                .map(pattern -> call.fill("CASE WHEN regexp_matches({0}, {1}) THEN regexp_extract({0}, {1}, 0) END"))
                .or(() -> call.string(1)
                        .filter(RegularExpression::isPlain)
                        .filter(pattern -> RegularExpression.groups(pattern) == 1
                                && RegularExpression.groupAlwaysTakesPart(pattern))
                        .map(pattern ->
                                call.fill("CASE WHEN regexp_matches({0}, {1}) THEN regexp_extract({0}, {1}, 1) END")));
    }

    private static Optional<String> extractAll(FunctionCall call) {
        return call.string(1)
                .filter(RegularExpression::isPlain)
                .filter(pattern -> call.type(0).isString()
                        && (RegularExpression.groups(pattern) == 0
                                || (RegularExpression.groups(pattern) == 1
                                        && RegularExpression.groupAlwaysTakesPart(pattern)))
                        && !RegularExpression.matchesNothing(pattern))
                .map(pattern -> call.fill("regexp_extract_all({0}, {1}, " + RegularExpression.groups(pattern) + ")"));
    }

    private static Optional<String> replacePattern(FunctionCall call) {
        boolean constant = call.string(2).filter(text -> !text.contains("\\")).isPresent()
                || call.string(2)
                        .filter(text -> text.matches("([^\\\\]|\\\\[0-9])*"))
                        .isPresent();
        return call.string(1)
                .filter(RegularExpression::isPlain)
                .filter(pattern -> constant && call.type(0).isString())
                .map(pattern -> call.fill("regexp_replace({0}, {1}, {2}, 'g')"));
    }
}
