package io.meshwright.emulator.translation;

import java.util.List;
import java.util.Optional;

/** JSON. What DuckDB does not print as GoogleSQL does goes to the reference. */
final class JsonForms {

    private static final String SINGLE = "CAST(CAST(TRY_CAST(x AS REAL) AS VARCHAR) AS DOUBLE)";

    /** DuckDB drops the sign of such a number, which is a BIGINT to it as all negative ones. */
    private static final String NEGATIVE_ZERO = " = '0' THEN 'BIGINT' END THEN {exact}";

    private JsonForms() {}

    static void register(FunctionTable<FunctionForm>.Chapter forms) {
        forms.put("json_value", JsonForms::scalar);
        forms.put("json_extract_scalar", JsonForms::scalar);
        forms.reference(
                "$subscript_with_key $subscript_with_offset $subscript_with_ordinal json_array_append json_array_insert"
                        + " json_flatten json_keys json_remove json_set json_strip_nulls");
        forms.put("parse_json", JsonForms::parse);
        JsonTexts.register(forms);
        JsonValues.register(forms);
        forms.put("json_query", JsonParts::query);
        forms.put("json_extract", JsonParts::query);
        forms.put("json_query_array", JsonParts::array);
        forms.put("json_extract_array", JsonParts::array);
        forms.put("json_value_array", JsonParts::values);
        forms.put("json_extract_string_array", JsonParts::values);
        for (String name : List.of("lax_double", "lax_float", "double", "float")) {
            forms.put(name, call -> number(call, name, ""));
            forms.put(name + "_array", call -> number(call, name, "_array"));
        }
    }

    private static Optional<String> parse(FunctionCall call) {
        boolean exact = call.size() == 1
                || call.string(1).filter(mode -> mode.equals("exact")).isPresent();
        String text = PlainJson.shallow(call.arg(0));
        if (!exact) {
            return Optional.of(ReferenceCall.expression(
                    "PARSE_JSON({0}, wide_number_mode=>{1})",
                    call.type(), List.of(call.type(0), call.type(1)), List.of(text, call.arg(1)), "PARSE_JSON"));
        }
        return Optional.of("CASE WHEN " + call.arg(0) + " IS NOT NULL THEN coalesce("
                + Duck.cast(PlainJson.call(call.arg(0)), DuckType.of(call.type())) + ", "
                + ReferenceCall.expression(
                        "PARSE_JSON({0})", call.type(), List.of(call.type(0)), List.of(text), "PARSE_JSON")
                + ") END");
    }

    /** FLOAT and DOUBLE are other names of FLOAT64; LAX_FLOAT answers what fits 32 bits. */
    private static Optional<String> number(FunctionCall call, String name, String suffix) {
        String function = (name.startsWith("lax_") ? "lax_float64" : "float64") + suffix;
        String number = ReferenceCall.expression(
                function + "({0})", call.type(), List.of(call.type(0)), List.of(call.arg(0)), name + suffix);
        if (!name.equals("lax_float")) {
            return Optional.of(number);
        }
        return Optional.of(
                suffix.isEmpty()
                        ? SINGLE.replace("x", number)
                        : "list_transform(" + number + ", lambda x: " + SINGLE + ")");
    }

    /** Strings, booleans and whole numbers as they stand; other numbers keep their digits in the reference only. */
    private static Optional<String> scalar(FunctionCall call) {
        boolean simple = call.size() == 2
                && call.string(1)
                        .filter(path -> JsonParts.SIMPLE_PATH.matcher(path).matches())
                        .isPresent();
        if (!simple) {
            return Optional.empty();
        }
        String exact = ReferenceCall.expression(
                call.name() + "({0}, " + Literals.googleString(call.string(1).orElseThrow()) + ")",
                call.type(),
                List.of(call.type(0)),
                List.of(call.arg(0)),
                call.name());
        String type = JsonParts.tried(call, "json_type({0}, {1})");
        String text = JsonParts.tried(call, "json_extract_string({0}, {1})");
        String template = "CASE WHEN "
                + (call.type(0).isString() ? "NOT json_valid({0})" : "FALSE") + " THEN {exact}"
                + " ELSE CASE " + type + " WHEN 'VARCHAR' THEN " + text
                + " WHEN 'OBJECT' THEN NULL WHEN 'ARRAY' THEN NULL WHEN 'NULL' THEN NULL"
                + " WHEN 'BOOLEAN' THEN " + text
                + " WHEN 'DOUBLE' THEN {exact}"
                + (call.type(0).isString() ? " WHEN CASE WHEN " + text + NEGATIVE_ZERO : "")
                + " ELSE " + text + " END END";
        return Optional.of(call.fill(template, exact));
    }
}
