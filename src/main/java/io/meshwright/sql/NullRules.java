package io.meshwright.sql;

import java.util.Set;

/** Which functions give NULL, by their names in GoogleSQL. A function that is not named here may give it any time. */
final class NullRules {

    /** Never NULL, whatever the arguments. */
    private static final Set<String> NEVER = Set.of(
            "$count_star",
            "count",
            "countif",
            "$is_null",
            "$is_true",
            "$is_false",
            "$is_distinct_from",
            "$is_not_distinct_from",
            "row_number",
            "rank",
            "dense_rank",
            "percent_rank",
            "cume_dist",
            "current_date",
            "current_timestamp",
            "current_datetime",
            "current_time",
            "rand",
            "generate_uuid",
            "$make_array",
            "grouping");

    /** NULL only when an argument is. */
    private static final Set<String> STRICT = Set.of(
            "$add",
            "$subtract",
            "$multiply",
            "$divide",
            "$unary_minus",
            "$equal",
            "$not_equal",
            "$less",
            "$less_or_equal",
            "$greater",
            "$greater_or_equal",
            "$and",
            "$or",
            "$not",
            "$between",
            "$in",
            "$like",
            "$concat_op",
            "concat",
            "lower",
            "upper",
            "trim",
            "ltrim",
            "rtrim",
            "length",
            "substr",
            "replace",
            "abs",
            "round",
            "floor",
            "ceil",
            "trunc",
            "mod",
            "div",
            "sign",
            "date",
            "date_add",
            "date_sub",
            "date_diff",
            "date_trunc",
            "timestamp_add",
            "timestamp_sub",
            "timestamp_diff",
            "timestamp_trunc",
            "timestamp_seconds",
            "timestamp_millis",
            "timestamp_micros",
            "datetime_trunc",
            "$extract",
            "$extract_date",
            "format_date",
            "format_timestamp",
            "starts_with",
            "ends_with",
            "regexp_contains",
            "regexp_replace",
            "greatest",
            "least",
            "to_hex",
            "md5",
            "sha256",
            "farm_fingerprint");

    /** NULL only over no rows, or when all arguments are. */
    private static final Set<String> AGGREGATES = Set.of(
            "sum",
            "avg",
            "min",
            "max",
            "any_value",
            "array_agg",
            "string_agg",
            "logical_and",
            "logical_or",
            "approx_count_distinct",
            "percentile_cont",
            "percentile_disc");

    private NullRules() {}

    static boolean isNever(String function) {
        return NEVER.contains(function);
    }

    static boolean isStrict(String function) {
        return STRICT.contains(function);
    }

    /** Whether an aggregate of a group, which has a row, is NULL only when its argument always is. */
    static boolean isOfGroup(String function) {
        return AGGREGATES.contains(function);
    }
}
