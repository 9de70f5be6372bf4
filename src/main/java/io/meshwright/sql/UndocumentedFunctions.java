package io.meshwright.sql;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Functions of GoogleSQL that BigQuery does not document: there their names are free for functions of others. */
public final class UndocumentedFunctions {

    /** In lower case. */
    public static final Set<String> NAMES = Set.of(("add_months approx_cosine_distance approx_dot_product"
                    + " approx_euclidean_distance array_avg array_filter array_find array_find_all array_first_n"
                    + " array_includes array_includes_all array_includes_any array_is_distinct array_last_n array_max"
                    + " array_min array_offset array_offsets array_remove_first_n array_remove_last_n array_sum"
                    + " array_transform array_zip bool_array dot_product elementwise_avg elementwise_sum flatten float32"
                    + " float32_array float64_array iferror int64_array is_first iserror json_contains l1_norm l2_norm"
                    + " lax_bool_array lax_float32 lax_float32_array lax_float64_array lax_int64_array lax_string_array"
                    + " manhattan_distance months_between new_uuid next_day nulliferror nullifzero pi pi_bignumeric"
                    + " pi_numeric range_is_end_unbounded range_is_start_unbounded regexp_extract_groups safe_to_json"
                    + " split_substr string_array timestamp_from_unix_micros timestamp_from_unix_millis"
                    + " timestamp_from_unix_seconds to_seconds_interval zeroifnull zstd_compress zstd_decompress_to_bytes"
                    + " zstd_decompress_to_string")
            .split(" "));

    private UndocumentedFunctions() {}

    /** Those whose names are taken by routines. */
    static Set<String> taken(List<SqlRoutine> routines) {
        return routines.stream()
                .map(routine -> routine.name().toLowerCase(Locale.ROOT))
                .filter(NAMES::contains)
                .collect(Collectors.toSet());
    }
}
