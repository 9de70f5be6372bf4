package io.meshwright.emulator.translation;

import com.google.zetasql.ZetaSQLType.TypeKind;
import java.util.Map;
import java.util.Optional;

/** Text, regular expressions and hashes. */
final class StringForms {

    /** Everything Unicode calls white space, which TRIM takes off. */
    private static final String WHITE_SPACE = "'"
            + " \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
            + "\u2028\u2029\u202f\u205f\u3000' || E'\\t\\n\\x0b\\x0c\\r'";

    private StringForms() {}

    static void register(Map<String, FunctionForm> forms) {
        forms.put("concat", StringForms::concat);
        forms.put("$concat_op", StringForms::concat);
        forms.put("length", call -> length(call));
        forms.put("char_length", text("length({0})"));
        forms.put("character_length", text("length({0})"));
        forms.put(
                "byte_length",
                call -> Optional.of(call.fill(call.type(0).isString() ? "strlen({0})" : "octet_length({0})")));
        forms.put("octet_length", forms.get("byte_length"));
        forms.put("lower", text(ascii("lower", "googlesql_lower")));
        forms.put("upper", text(ascii("upper", "googlesql_upper")));
        forms.put("starts_with", text("starts_with({0}, {1})"));
        forms.put("ends_with", text("suffix({0}, {1})"));
        forms.put("strpos", text("strpos({0}, {1})"));
        forms.put("instr", text("strpos({0}, {1})").withArguments(2));
        forms.put("substr", StringForms::substr);
        forms.put("substring", StringForms::substr);
        forms.put("left", call -> head(call, "left({0}, CAST({1} AS INTEGER))"));
        forms.put("replace", StringForms::replace);
        forms.put("trim", call -> trim(call, "trim"));
        forms.put("ltrim", call -> trim(call, "ltrim"));
        forms.put("rtrim", call -> trim(call, "rtrim"));
        forms.put("repeat", call -> head(call, "repeat({0}, {1})"));
        forms.put("lpad", call -> pad(call, "lpad"));
        forms.put("rpad", call -> pad(call, "rpad"));
        forms.put("split", StringForms::split);
        forms.put("$like", StringForms::like);
        forms.put("contains_substr", FunctionForm.of("googlesql_contains_substr({0}, {1})"));
        forms.put("regexp_contains", call -> constantPattern(call, "regexp_matches({0}, {1})"));
        forms.put("regexp_extract", StringForms::extract);
        forms.put("regexp_substr", StringForms::extract);
        forms.put("regexp_extract_all", StringForms::extractAll);
        forms.put("regexp_replace", StringForms::replacePattern);
        forms.put("md5", text("unhex(md5({0}))"));
        forms.put("sha256", text("unhex(sha256({0}))"));
        forms.put("sha1", text("unhex(sha1({0}))"));
        forms.put("to_hex", FunctionForm.of("lower(hex({0}))"));
        forms.put(
                "extract",
                FunctionForm.of("CAST(len(from_json(decode({0}), '[\"VARCHAR\"]')) AS BIGINT)")
                        .whenAll(TypeKind.TYPE_BYTES));
        forms.put("to_base32", FunctionForm.of("googlesql_to_base32(hex({0}))"));
        forms.put("from_base32", FunctionForm.of("unhex(googlesql_from_base32({0}))"));
        forms.put("farm_fingerprint", text("googlesql_farm_fingerprint({0})"));
    }

    /** A form for arguments that are all STRING. */
    private static FunctionForm text(String template) {
        return FunctionForm.of(template).whenAll(TypeKind.TYPE_STRING);
    }

    private static String ascii(String plain, String java) {
        return "CASE WHEN strlen({0}) = length({0}) THEN " + plain + "({0}) ELSE " + java + "({0}) END";
    }

    private static Optional<String> concat(FunctionCall call) {
        boolean texts = call.all(TypeKind.TYPE_STRING) || call.all(TypeKind.TYPE_BYTES);
        if (texts) {
            return Optional.of("(" + String.join(" || ", call.sql()) + ")");
        }
        return call.type().isArray() ? ArrayForms.concat(call) : Optional.empty();
    }

    private static Optional<String> length(FunctionCall call) {
        return Optional.of(call.fill(call.type(0).isString() ? "length({0})" : "octet_length({0})"));
    }

    private static Optional<String> substr(FunctionCall call) {
        if (!call.type(0).isString()) {
            return Optional.empty();
        }
        boolean positive = call.integer(1).filter(position -> position > 0).isPresent();
        String start =
                positive ? call.arg(1) : call.fill("CASE WHEN {1} = 0 OR {1} < -length({0}) THEN 1 ELSE {1} END");
        if (call.size() == 2) {
            return Optional.of("substr(" + call.arg(0) + ", " + start + ")");
        }
        boolean lengthKnown = call.integer(2).filter(length -> length >= 0).isPresent();
        String length = lengthKnown
                ? call.arg(2)
                : call.fill("CASE WHEN {2} < 0 THEN CAST(error('Third argument in SUBSTR() cannot be negative')"
                        + " AS BIGINT) ELSE {2} END");
        return Optional.of("substr(" + call.arg(0) + ", " + start + ", " + length + ")");
    }

    private static Optional<String> head(FunctionCall call, String template) {
        boolean counted = call.integer(1)
                .filter(count -> count >= 0 && count < Integer.MAX_VALUE)
                .isPresent();
        return counted && call.type(0).isString() ? Optional.of(call.fill(template)) : Optional.empty();
    }

    private static Optional<String> replace(FunctionCall call) {
        if (!call.all(TypeKind.TYPE_STRING)) {
            return Optional.empty();
        }
        boolean known = call.string(1).filter(text -> !text.isEmpty()).isPresent();
        return Optional.of(call.fill(
                known
                        ? "replace({0}, {1}, {2})"
                        : "CASE WHEN {1} = '' AND {2} IS NOT NULL THEN {0} ELSE replace({0}, {1}, {2}) END"));
    }

    private static Optional<String> trim(FunctionCall call, String function) {
        if (!call.all(TypeKind.TYPE_STRING)) {
            return Optional.empty();
        }
        String characters = call.size() > 1 ? call.arg(1) : WHITE_SPACE;
        boolean usable = call.size() == 1
                || call.string(1).filter(text -> !text.isEmpty()).isPresent();
        return usable ? Optional.of(function + "(" + call.arg(0) + ", " + characters + ")") : Optional.empty();
    }

    private static Optional<String> pad(FunctionCall call, String function) {
        boolean counted = call.integer(1)
                .filter(length -> length >= 0 && length < 1_000_000)
                .isPresent();
        boolean padded = call.size() < 3
                || call.string(2).filter(text -> !text.isEmpty()).isPresent();
        return counted && padded && call.type(0).isString()
                ? Optional.of(function + "(" + call.arg(0) + ", CAST(" + call.arg(1) + " AS INTEGER), "
                        + (call.size() > 2 ? call.arg(2) : "' '") + ")")
                : Optional.empty();
    }

    private static Optional<String> split(FunctionCall call) {
        if (!call.all(TypeKind.TYPE_STRING)) {
            return Optional.empty();
        }
        boolean constant = call.size() == 1
                || call.string(1).filter(text -> !text.isEmpty()).isPresent();
        return constant
                ? Optional.of("string_split(" + call.arg(0) + ", " + (call.size() > 1 ? call.arg(1) : "','") + ")")
                : Optional.empty();
    }

    /** The pattern's escape is the backslash; one at its end is an error in both. */
    private static Optional<String> like(FunctionCall call) {
        if (!call.all(TypeKind.TYPE_STRING)) {
            return Optional.empty();
        }
        return call.string(1).filter(pattern -> !pattern.endsWith("\\")).isPresent()
                ? Optional.of(call.fill("({0} LIKE {1} ESCAPE '\\')"))
                : Optional.empty();
    }

    /** Both engines use RE2; patterns known now are checked at analysis. */
    private static Optional<String> constantPattern(FunctionCall call, String template) {
        return call.type(0).isString()
                        && call.string(1).filter(RegularExpression::isPlain).isPresent()
                ? Optional.of(call.fill(template))
                : Optional.empty();
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
                .filter(pattern -> call.type(0).isString() && RegularExpression.groups(pattern) == 0)
                .map(pattern -> call.fill("regexp_extract_all({0}, {1}, 0)"));
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
