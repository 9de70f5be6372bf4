package io.meshwright.emulator.translation;

import com.google.zetasql.ZetaSQLType.TypeKind;
import java.util.List;
import java.util.Optional;

/** Text, regular expressions and hashes. */
final class StringForms {

    /** Where DuckDB computes the distance of two texts as quickly as any other way. */
    private static final int FEW_CELLS = 10_000;

    /** Everything Unicode calls white space, which TRIM takes off. */
    private static final String WHITE_SPACE = "'"
            + " \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
            + "\u2028\u2029\u202f\u205f\u3000' || E'\\t\\n\\x0b\\x0c\\r'";

    private StringForms() {}

    static void register(FunctionTable<FunctionForm>.Chapter forms) {
        forms.put("concat", StringForms::concat);
        forms.put("$concat_op", StringForms::concat);
        forms.put("length", call -> length(call));
        forms.put("char_length", text("length({0})"));
        forms.alias("character_length", "char_length");
        forms.put(
                "byte_length",
                call -> Optional.of(call.fill(call.type(0).isString() ? "strlen({0})" : "octet_length({0})")));
        forms.alias("octet_length", "byte_length");
        forms.put("lower", text(ascii("lower", "googlesql_lower")));
        forms.put("upper", text(ascii("upper", "googlesql_upper")));
        forms.put("starts_with", text("starts_with({0}, {1})"));
        forms.put("ends_with", text("suffix({0}, {1})"));
        forms.put("strpos", text("strpos({0}, {1})"));
        forms.put("instr", text("strpos({0}, {1})").withArguments(2));
        forms.put("substr", StringForms::substr);
        forms.alias("substring", "substr");
        forms.put("left", call -> head(call, "left({0}, CAST({1} AS INTEGER))"));
        forms.put("replace", StringForms::replace);
        forms.put("trim", call -> trim(call, "trim"));
        forms.put("ltrim", call -> trim(call, "ltrim"));
        forms.put("rtrim", call -> trim(call, "rtrim"));
        forms.put(
                "repeat",
                call -> head(
                        call,
                        // The least keeps DuckDB from computing a large constant before it looks at the condition.
                        "CASE WHEN {0} <> '' AND {1} > 1048576 // greatest(strlen({0}), 1) THEN CAST(error('Output of REPEAT exceeds max"
                                + " allowed output size of 1MB') AS VARCHAR)"
                                + " ELSE repeat({0}, least({1}, 1048576 // greatest(strlen({0}), 1))) END"));
        forms.put("lpad", call -> pad(call, "lpad"));
        forms.put("rpad", call -> pad(call, "rpad"));
        forms.put("split", StringForms::split);
        forms.put("right", call -> head(call, "right({0}, CAST({1} AS INTEGER))"));
        forms.put("reverse", text("googlesql_reverse({0})"));
        forms.put("unicode", text("CASE WHEN {0} = '' THEN 0 ELSE CAST(unicode({0}) AS BIGINT) END"));
        forms.put("translate", StringForms::translate);
        forms.put("format", FormatForms::write);
        forms.put(
                "to_code_points",
                text("CASE WHEN {0} = '' THEN CAST([] AS BIGINT[]) ELSE list_transform("
                        + "regexp_extract_all({0}, '(?s).'), lambda c: CAST(unicode(c) AS BIGINT)) END"));
        forms.put(
                "code_points_to_string",
                call -> or(
                        call,
                        "len(list_filter({0}, lambda c: coalesce(c BETWEEN 1 AND 55295, false))) = len({0})",
                        "coalesce(array_to_string(list_transform({0}, lambda c: chr(TRY_CAST(c AS INTEGER))), ''), '')"));
        forms.put("soundex", call -> or(call, "strlen({0}) = length({0})", "googlesql_soundex({0})"));
        forms.put(
                "normalize_and_casefold",
                call -> call.size() == 1 ? or(call, "strlen({0}) = length({0})", "lower({0})") : Optional.empty());
        forms.reference("code_points_to_bytes");
        forms.put(
                "initcap",
                call -> call.size() == 1
                        ? or(call, "strlen({0}) = length({0})", "googlesql_initcap({0})")
                        : Optional.empty());
        forms.put("ascii", StringForms::ascii);
        forms.put("chr", call -> or(call, "{0} BETWEEN 1 AND 55295", "chr(TRY_CAST({0} AS INTEGER))"));
        forms.put("edit_distance", StringForms::distance);
        forms.put("normalize", StringForms::normalize);
        forms.put("collate", call -> Optional.of(Collations.collate(call)));
        forms.put("$like", StringForms::like);
        forms.put("contains_substr", SubstringSearch::write);
    }

    /** A form for arguments that are all STRING. */
    private static FunctionForm text(String template) {
        return FunctionForm.of(template).whenAll(TypeKind.TYPE_STRING);
    }

    /** A template where a condition holds of the one argument, the reference elsewhere. */
    private static Optional<String> or(FunctionCall call, String condition, String template) {
        String exact = ReferenceCall.expression(
                call.name() + "({0})", call.type(), List.of(call.type(0)), List.of(call.arg(0)), call.name());
        return Optional.of(
                call.fill("CASE WHEN {0} IS NULL THEN NULL WHEN " + condition + " THEN " + template + " ELSE ") + exact
                        + " END");
    }

    private static Optional<String> distance(FunctionCall call) {
        if (call.size() != 2 || !call.all(TypeKind.TYPE_STRING)) {
            return Optional.empty();
        }
        return Optional.of(call.fill("CASE WHEN strlen({0}) = length({0}) AND strlen({1}) = length({1})"
                + " AND strlen({0}) * strlen({1}) < " + FEW_CELLS
                + " THEN CAST(levenshtein({0}, {1}) AS BIGINT) ELSE "
                + LongFunctions.call(EditDistance.FUNCTION, "{0}", "{1}") + " END"));
    }

    private static Optional<String> normalize(FunctionCall call) {
        String form = call.size() == 1 ? "NFC" : call.part(1);
        return form.isEmpty()
                ? Optional.empty()
                : Optional.of(call.fill("CASE WHEN strlen({0}) = length({0}) THEN {0} ELSE googlesql_normalize({0}, '"
                        + form + "') END"));
    }

    private static Optional<String> ascii(FunctionCall call) {
        return call.type(0).isString()
                ? or(call, "{0} <> '' AND unicode({0}) < 128", "CAST(unicode({0}) AS BIGINT)")
                : Optional.empty();
    }

    private static String ascii(String plain, String java) {
        return "CASE WHEN strlen({0}) = length({0}) THEN " + plain + "({0}) ELSE " + java + "({0}) END";
    }

    private static Optional<String> concat(FunctionCall call) {
        boolean texts = call.all(TypeKind.TYPE_STRING) || call.all(TypeKind.TYPE_BYTES);
        if (texts) {
            return Optional.of(joined(call.sql()));
        }
        return call.type().isArray() ? ArrayForms.concat(call) : Optional.empty();
    }

    /** In halves: DuckDB nests a chain as deep as it is long. */
    private static String joined(List<String> texts) {
        int half = texts.size() / 2;
        return half == 0
                ? texts.get(0)
                : "(" + joined(texts.subList(0, half)) + " || " + joined(texts.subList(half, texts.size())) + ")";
    }

    private static Optional<String> length(FunctionCall call) {
        return Optional.of(call.fill(call.type(0).isString() ? "length({0})" : "octet_length({0})"));
    }

    private static Optional<String> substr(FunctionCall call) {
        if (!call.type(0).isString()) {
            return Optional.empty();
        }
        boolean positive = call.integer(1)
                .filter(position -> position > 0 && position < Integer.MAX_VALUE)
                .isPresent();
        String start = positive
                ? call.arg(1)
                : call.fill(
                        "CASE WHEN {1} = 0 OR {1} < -length({0}) THEN 1 WHEN {1} > 4294967295 THEN 4294967295 ELSE {1} END");
        if (call.size() == 2) {
            return Optional.of("substr(" + call.arg(0) + ", " + start + ")");
        }
        boolean lengthKnown = call.integer(2)
                .filter(length -> length >= 0 && length < Integer.MAX_VALUE)
                .isPresent();
        String length = lengthKnown
                ? call.arg(2)
                : call.fill(
                        "CASE WHEN {2} < 0 AND {0} IS NOT NULL AND {1} IS NOT NULL THEN CAST(error('Third argument in SUBSTR() cannot be negative')"
                                + " AS BIGINT) WHEN {2} > 4294967295 THEN 4294967295 ELSE {2} END");
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

    /** Characters for characters, none of them twice. */
    private static Optional<String> translate(FunctionCall call) {
        boolean distinct = call.string(1)
                .filter(from -> from.codePoints().distinct().count()
                        == from.codePoints().count())
                .isPresent();
        return distinct && call.string(2).isPresent() && call.type(0).isString()
                ? Optional.of(call.fill("translate({0}, {1}, {2})"))
                : Optional.empty();
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
        boolean constant = call.size() == 1 || call.string(1).isPresent();
        if (call.string(1).filter(String::isEmpty).isPresent()) {
            return Optional.of(call.fill("CASE WHEN {0} = '' THEN [''] ELSE regexp_extract_all({0}, '(?s).') END"));
        }
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
}
