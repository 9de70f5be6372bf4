package io.meshwright.sql;

import com.google.zetasql.AnalyzerOptions;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedExpr;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedSystemVariable;
import com.google.zetasql.resolvedast.ResolvedNodes.Visitor;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

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

    /** "Use system variables with SQL UDFs". */
    private static final Set<String> IN_FUNCTIONS = Set.of("location", "session_id");

    private SystemVariables() {}

    /**
     * Refuses system variables that functions cannot name.
     *
     * @param body of a function; null where it is resolved when the function is called
     */
    static void requireKnownToFunctions(ResolvedExpr body) {
        if (body != null) {
            body.accept(new Visitor() {
                @Override
                public void visit(ResolvedSystemVariable variable) {
                    String name = String.join(".", variable.getNamePath());
                    if (!IN_FUNCTIONS.contains(name.toLowerCase(Locale.ROOT))) {
                        throw new IllegalArgumentException("System variable @@" + name
                                + " cannot be named in a function; only @@location and @@session_id can");
                    }
                }
            });
        }
    }

    /** Whether a statement, or a function it may call, names some. */
    public static boolean mayBeIn(String sql, List<SqlRoutine> routines) {
        return sql.contains("@@")
                || routines.stream().anyMatch(routine -> routine.body().contains("@@"));
    }

    static void declareIn(AnalyzerOptions options, String sql, List<SqlRoutine> routines) {
        if (mayBeIn(sql, routines)) {
            TYPES.forEach(
                    (name, type) -> options.addSystemVariable(List.of(name.split("\\.")), GoogleSqlType.parse(type)));
        }
    }
}
