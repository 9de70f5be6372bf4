package io.meshwright.emulator.translation;

import com.google.zetasql.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a JSON value holds as a value of SQL, and its fields and elements; the plainest in DuckDB. */
final class JsonValues {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** By function, what the text of a value must be, and the value then. */
    private static final Map<String, String[]> SIMPLE = Map.of(
            "int64", new String[] {"-?[1-9]\\d{0,17}|0", "CAST({0} AS BIGINT)"},
            "float64", new String[] {"(-?[1-9]\\d{0,16}|0)(\\.\\d{1,17})?", "CAST({0} AS DOUBLE)"},
            "bool", new String[] {"true|false", "({0} = 'true')"},
            "string", new String[] {"\"[^\"\\\\]*\"", "substr({0}, 2, length({0}) - 2)"});

    private static final String TYPE = "CASE json_type({0}) WHEN 'OBJECT' THEN 'object' WHEN 'ARRAY' THEN 'array'"
            + " WHEN 'VARCHAR' THEN 'string' WHEN 'BOOLEAN' THEN 'boolean' WHEN 'NULL' THEN 'null' ELSE"
            + " CASE WHEN {0} IS NOT NULL THEN 'number' END END";

    private JsonValues() {}

    static void register(FunctionTable<FunctionForm>.Chapter forms) {
        forms.put("json_type", FunctionForm.of(TYPE));
        SIMPLE.forEach((name, shape) -> {
            forms.put(name, call -> value(call, shape));
            forms.put("lax_" + name, call -> value(call, shape));
        });
        forms.put("$subscript", JsonValues::subscript);
    }

    private static Optional<String> value(FunctionCall call, String[] shape) {
        boolean rounds = call.size() == 1
                || call.string(1).filter(mode -> mode.equals("round")).isPresent();
        if (!rounds || !call.type(0).isJson()) {
            return Optional.empty();
        }
        String text = "CAST(" + call.arg(0) + " AS VARCHAR)";
        String exact = ReferenceCall.expression(
                call.name() + "({0})", call.type(), List.of(call.type(0)), List.of(call.arg(0)), call.name());
        return Optional.of("CASE WHEN regexp_full_match(" + text + ", " + Duck.string(shape[0]) + ") THEN "
                + FunctionCall.fill(shape[1], List.of(text)) + " WHEN " + call.arg(0) + " IS NOT NULL THEN " + exact
                + " END");
    }

    private static Optional<String> subscript(FunctionCall call) {
        if (!call.type(0).isJson()) {
            return Optional.empty();
        }
        Optional<String> path = call.string(1)
                .filter(name -> NAME.matcher(name).matches())
                .map(name -> "$." + name)
                .or(() -> call.integer(1).filter(index -> index >= 0).map(index -> "$[" + index + "]"));
        return path.map(found -> JsonParts.part(
                call.arg(0),
                found,
                ReferenceCall.expression(
                        "{0}[{1}]", call.type(), List.of(call.type(0), call.type(1)), call.sql(), "JSON subscript")));
    }

    /** The field of a JSON value by its name. */
    static String field(String json, String name, Type type) {
        String exact = ReferenceCall.expression(
                "{0}[" + Literals.googleString(name) + "]", type, List.of(type), List.of(json), "JSON field access");
        return NAME.matcher(name).matches() ? JsonParts.part(json, "$." + name, exact) : exact;
    }
}
