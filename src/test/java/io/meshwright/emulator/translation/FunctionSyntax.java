package io.meshwright.emulator.translation;

import java.util.Locale;
import java.util.Map;

/** How a reader knows the operators that the analyzer has names for. */
final class FunctionSyntax {

    private static final Map<String, String> SHOWN = Map.ofEntries(
            Map.entry("$add", "X + Y"),
            Map.entry("$subtract", "X - Y"),
            Map.entry("$multiply", "X * Y"),
            Map.entry("$divide", "X / Y"),
            Map.entry("$unary_minus", "-X"),
            Map.entry("$bitwise_not", "~X"),
            Map.entry("$bitwise_and", "X & Y"),
            Map.entry("$bitwise_or", "X | Y"),
            Map.entry("$bitwise_xor", "X ^ Y"),
            Map.entry("$bitwise_left_shift", "X << Y"),
            Map.entry("$bitwise_right_shift", "X >> Y"),
            Map.entry("$concat_op", "X || Y"),
            Map.entry("$equal", "X = Y"),
            Map.entry("$not_equal", "X != Y"),
            Map.entry("$less", "X < Y"),
            Map.entry("$less_or_equal", "X <= Y"),
            Map.entry("$greater", "X > Y"),
            Map.entry("$greater_or_equal", "X >= Y"),
            Map.entry("$is_distinct_from", "X IS DISTINCT FROM Y"),
            Map.entry("$is_not_distinct_from", "X IS NOT DISTINCT FROM Y"),
            Map.entry("$like", "X LIKE Y"),
            Map.entry("$like_any", "X LIKE ANY (…)"),
            Map.entry("$like_all", "X LIKE ALL (…)"),
            Map.entry("$not_like_any", "X NOT LIKE ANY (…)"),
            Map.entry("$not_like_all", "X NOT LIKE ALL (…)"),
            Map.entry("$like_any_array", "X LIKE ANY UNNEST(…)"),
            Map.entry("$like_all_array", "X LIKE ALL UNNEST(…)"),
            Map.entry("$not_like_any_array", "X NOT LIKE ANY UNNEST(…)"),
            Map.entry("$not_like_all_array", "X NOT LIKE ALL UNNEST(…)"),
            Map.entry("$between", "X BETWEEN Y AND Z"),
            Map.entry("$in", "X IN (…)"),
            Map.entry("$in_array", "X IN UNNEST(…)"),
            Map.entry("$and", "X AND Y"),
            Map.entry("$or", "X OR Y"),
            Map.entry("$not", "NOT X"),
            Map.entry("$is_null", "X IS NULL"),
            Map.entry("$is_true", "X IS TRUE"),
            Map.entry("$is_false", "X IS FALSE"),
            Map.entry("$case_no_value", "CASE WHEN"),
            Map.entry("$case_with_value", "CASE X WHEN"),
            Map.entry("$make_array", "[X, …]"),
            Map.entry("$array_at_offset", "X[OFFSET(Y)]"),
            Map.entry("$array_at_ordinal", "X[ORDINAL(Y)]"),
            Map.entry("$safe_array_at_offset", "X[SAFE_OFFSET(Y)]"),
            Map.entry("$safe_array_at_ordinal", "X[SAFE_ORDINAL(Y)]"),
            Map.entry("$subscript", "JSON[Y]"),
            Map.entry("$subscript_with_key", "JSON[KEY(Y)]"),
            Map.entry("$subscript_with_offset", "JSON[OFFSET(Y)]"),
            Map.entry("$subscript_with_ordinal", "JSON[ORDINAL(Y)]"),
            Map.entry("$interval", "INTERVAL X PART"),
            Map.entry("$extract", "EXTRACT(PART FROM X)"),
            Map.entry("$extract_date", "EXTRACT(DATE FROM X)"),
            Map.entry("$extract_time", "EXTRACT(TIME FROM X)"),
            Map.entry("$extract_datetime", "EXTRACT(DATETIME FROM X)"),
            Map.entry("$count_star", "COUNT(*)"));

    private FunctionSyntax() {}

    static String shown(String name) {
        String shown = SHOWN.getOrDefault(name, name.toUpperCase(Locale.ROOT));
        if (shown.startsWith("$")) {
            throw new IllegalStateException("How is " + name + " written?");
        }
        return "`" + shown + "`";
    }
}
