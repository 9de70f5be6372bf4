package io.meshwright.sql;

import com.google.zetasql.AnalyzerOptions;
import java.util.List;
import java.util.Map;

/** BigQuery's system variables, written {@code @@name}. */
public final class SystemVariables {

    private static final String FRAMES = "ARRAY<STRUCT<line INT64, column INT64, filename STRING, location STRING>>";

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("current_job_id", "STRING"),
            Map.entry("dataset_id", "STRING"),
            Map.entry("dataset_project_id", "STRING"),
            Map.entry("error.formatted_stack_trace", "STRING"),
            Map.entry("error.message", "STRING"),
            Map.entry("error.stack_trace", FRAMES),
            Map.entry("error.statement_text", "STRING"),
            Map.entry("last_job_id", "STRING"),
            Map.entry("location", "STRING"),
            Map.entry("project_id", "STRING"),
            Map.entry("query_label", "STRING"),
            Map.entry("row_count", "INT64"),
            Map.entry("script.bytes_billed", "INT64"),
            Map.entry("script.bytes_processed", "INT64"),
            Map.entry("script.creation_time", "TIMESTAMP"),
            Map.entry("script.job_id", "STRING"),
            Map.entry("script.num_child_jobs", "INT64"),
            Map.entry("script.slot_ms", "INT64"),
            Map.entry("session_id", "STRING"),
            Map.entry("time_zone", "STRING"));

    private SystemVariables() {}

    static void declareIn(AnalyzerOptions options, String sql) {
        if (sql.contains("@@")) {
            TYPES.forEach(
                    (name, type) -> options.addSystemVariable(List.of(name.split("\\.")), GoogleSqlType.parse(type)));
        }
    }
}
