package io.meshwright.emulator.translation;

/** Functions of the GoogleSQL documentation that BigQuery's does not have: answered as the reference answers them. */
final class MoreFunctions {

    static final String CHAPTER = "GoogleSQL functions that BigQuery does not document";

    /** The first day after a date that has a name of the week, or its first three letters. */
    private static final String NEXT_DAY = "CASE WHEN {0} IS NULL OR {1} IS NULL THEN NULL"
            + " WHEN regexp_full_match(lower({1}), 'sun(day)?|mon(day)?|tue(sday)?|wed(nesday)?|thu(rsday)?|fri(day)?|sat(urday)?')"
            + " THEN {0} + CAST(1 + (list_position(['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'],"
            + " lower(left({1}, 3))) + 12 - isodow({0})) % 7 AS INTEGER)"
            + " ELSE CAST(error('Invalid day of the week: ' || {1}) AS DATE) END";

    /** A month has 31 days, save between the same days of two months and between the last. */
    private static final String MONTHS_BETWEEN = "CASE WHEN day({0}) = day({1})"
            + " OR (CAST({0} AS DATE) = last_day({0}) AND CAST({1} AS DATE) = last_day({1}))"
            + " THEN CAST((year({0}) - year({1})) * 12 + month({0}) - month({1}) AS DOUBLE)"
            + " ELSE (year({0}) - year({1})) * 12 + month({0}) - month({1}) + (day({0}) - day({1})"
            + " + (epoch(CAST({0} AS TIME)) - epoch(CAST({1} AS TIME))) / 86400) / 31.0::DOUBLE END";

    private MoreFunctions() {}

    static void register(FunctionTable<FunctionForm>.Chapter forms) {
        forms.put("zeroifnull", FunctionForm.of("coalesce({0}, 0)"));
        forms.put("nullifzero", FunctionForm.of("nullif({0}, 0)"));
        forms.put("next_day", FunctionForm.of(NEXT_DAY));
        forms.put("months_between", FunctionForm.of(MONTHS_BETWEEN));
        forms.reference("add_months approx_cosine_distance approx_dot_product approx_euclidean_distance array_avg"
                + " array_filter array_find array_find_all array_first_n array_includes array_includes_all"
                + " array_includes_any array_is_distinct array_last_n array_max array_min array_offset array_offsets"
                + " array_remove_first_n array_remove_last_n array_sum array_transform array_zip bool_array"
                + " dot_product float32 float32_array float64_array flatten iferror int64_array iserror json_contains"
                + " l1_norm l2_norm lax_bool_array lax_float32 lax_float32_array lax_float64_array lax_int64_array"
                + " lax_string_array manhattan_distance new_uuid nulliferror pi pi_bignumeric pi_numeric"
                + " range_is_end_unbounded range_is_start_unbounded regexp_extract_groups safe_to_json split_substr"
                + " string_array timestamp_from_unix_micros timestamp_from_unix_millis timestamp_from_unix_seconds"
                + " to_seconds_interval zstd_compress zstd_decompress_to_bytes zstd_decompress_to_string");
    }
}
