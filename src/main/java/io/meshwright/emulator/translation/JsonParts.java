package io.meshwright.emulator.translation;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Parts of JSON that are JSON or arrays themselves; those that DuckDB prints as GoogleSQL does. */
final class JsonParts {

    /** What DuckDB reads as GoogleSQL does. */
    static final Pattern SIMPLE_PATH = Pattern.compile("\\$(\\.[A-Za-z_][A-Za-z0-9_]*|\\[\\d+\\])*");

    /** Fractions, escapes and NULL: the reference's work. */
    private static final String DELICATE = "'[0-9][.eE]|\\\\|null'";

    /** DuckDB drops the sign of such a zero. */
    private static final String NEGATIVE_ZERO = "'(^|[:,\\[\\s])-0'";

    private final FunctionCall call;
    private final String path;
    private final String part;
    private final String exact;

    private JsonParts(FunctionCall call, String path) {
        this.call = call;
        this.path = path;
        this.part = "CAST(" + call.fill(tried(call, "json_extract({0}, '" + path + "')")) + " AS VARCHAR)";
        this.exact = ReferenceCall.expression(
                call.name() + "({0}, " + Literals.googleString(path) + ")",
                call.type(),
                List.of(call.type(0)),
                List.of(call.arg(0)),
                call.name());
    }

    private static Optional<JsonParts> of(FunctionCall call) {
        Optional<String> path = call.size() == 1 ? Optional.of("$") : call.string(1);
        return path.filter(text -> SIMPLE_PATH.matcher(text).matches()).map(text -> new JsonParts(call, text));
    }

    /** JSON_QUERY. */
    static Optional<String> query(FunctionCall call) {
        return of(call).map(parts -> parts.guarded(Duck.cast(parts.part, DuckType.of(call.type()))));
    }

    /** JSON_QUERY_ARRAY. */
    static Optional<String> array(FunctionCall call) {
        return of(call).map(parts -> parts.guarded(parts.elements("json_extract")));
    }

    /** JSON_VALUE_ARRAY: NULL where an element is an object or an array, which the reference finds out. */
    static Optional<String> values(FunctionCall call) {
        return of(call).map(parts -> parts.guarded("CASE WHEN regexp_matches(substr(" + parts.part
                + ", 2), '[\\[{]') THEN " + parts.exact + " ELSE " + parts.elements("json_extract_string") + " END"));
    }

    /** A field or element of a JSON value, which {@code exact} finds where DuckDB would print it otherwise. */
    static String part(String json, String path, String exact) {
        String part = "CAST(json_extract(" + json + ", '" + path + "') AS VARCHAR)";
        String text = "CAST(" + json + " AS VARCHAR)";
        return "CASE WHEN regexp_matches(" + part + ", " + DELICATE + ") OR (contains(" + text
                + ", '-0') AND regexp_matches(" + text + ", " + NEGATIVE_ZERO + ")) THEN " + exact + " ELSE CAST("
                + part
                + " AS JSON) END";
    }

    /** A template that is NULL where the text is no JSON; TRY itself takes no subqueries and hides other errors. */
    static String tried(FunctionCall call, String template) {
        if (Attempts.isPossible(call.arguments().subList(0, 1), call.sql())) {
            return "TRY(" + template + ")";
        }
        return call.type(0).isJson() ? template : template.replace("{0}", "CASE WHEN json_valid({0}) THEN {0} END");
    }

    private String elements(String function) {
        String each = call.fill(tried(call, function + "({0}, '" + path + "[*]')"));
        return "CASE WHEN starts_with(" + part + ", '[') THEN CAST(" + each + " AS " + DuckType.of(call.type())
                + ") END";
    }

    private String guarded(String plain) {
        String invalid = call.type(0).isString() ? "NOT json_valid(" + call.arg(0) + ") OR " : "";
        String zero = "regexp_matches(CAST(" + call.arg(0) + " AS VARCHAR), " + NEGATIVE_ZERO + ") OR ";
        return "CASE WHEN " + invalid + zero + "regexp_matches(" + part + ", " + DELICATE + ") THEN " + exact + " ELSE "
                + plain + " END";
    }
}
