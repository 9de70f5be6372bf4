package io.meshwright.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meshwright.audit.Check;
import io.meshwright.audit.CheckResult;
import io.meshwright.audit.CheckResult.Errored;
import io.meshwright.audit.CheckResult.Failed;
import io.meshwright.audit.CheckResult.Passed;
import io.meshwright.audit.CheckResult.Sample;
import io.meshwright.diagnostic.SourceLocation;
import io.meshwright.product.ProductName;
import io.meshwright.run.Run.RunStep;
import io.meshwright.run.Run.Trigger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Rows of the tables {@code run}, {@code run_step} and {@code run_check} as records, and back. */
final class RunReader {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, List<Object>>> SAMPLE = new TypeReference<>() {};

    private RunReader() {}

    /** A run without its steps and checks. */
    static Run summary(ResultSet row) throws SQLException {
        return new Run(
                row.getObject("id", UUID.class),
                product(row),
                row.getString("version"),
                row.getLong("number"),
                RunState.valueOf(row.getString("state")),
                Trigger.valueOf(row.getString("trigger")),
                row.getString("requested_by"),
                CatalogSql.instant(row, "nominal"),
                CatalogSql.instant(row, "created"),
                CatalogSql.optionalInstant(row, "started"),
                CatalogSql.optionalInstant(row, "ended"),
                row.getString("reason"),
                row.getInt("warnings"),
                List.of(),
                List.of());
    }

    static ProductName product(ResultSet row) throws SQLException {
        return new ProductName(row.getString("domain"), row.getString("product"));
    }

    /** The same runs with their steps and checks, in the same order. */
    static List<Run> complete(CatalogSql.Transaction transaction, List<Run> runs) throws SQLException {
        if (runs.isEmpty()) {
            return runs;
        }
        UUID[] ids = runs.stream().map(Run::id).toArray(UUID[]::new);
        Map<UUID, List<RunStep>> steps = new HashMap<>();
        transaction.list(
                "SELECT * FROM run_step WHERE run = ANY (?) ORDER BY run, position",
                row -> append(steps, row, step(row)),
                (Object) ids);
        Map<UUID, List<CheckResult>> checks = new HashMap<>();
        transaction.list(
                "SELECT * FROM run_check WHERE run = ANY (?) ORDER BY run, position",
                row -> append(checks, row, check(row)),
                (Object) ids);
        return runs.stream()
                .map(run ->
                        with(run, steps.getOrDefault(run.id(), List.of()), checks.getOrDefault(run.id(), List.of())))
                .toList();
    }

    private static <T> boolean append(Map<UUID, List<T>> lists, ResultSet row, T value) throws SQLException {
        return lists.computeIfAbsent(row.getObject("run", UUID.class), run -> new ArrayList<>())
                .add(value);
    }

    private static Run with(Run run, List<RunStep> steps, List<CheckResult> checks) {
        return new Run(
                run.id(),
                run.product(),
                run.version(),
                run.number(),
                run.state(),
                run.trigger(),
                run.requestedBy(),
                run.nominal(),
                run.created(),
                run.started(),
                run.ended(),
                run.reason(),
                run.warnings(),
                steps,
                checks);
    }

    private static RunStep step(ResultSet row) throws SQLException {
        return new RunStep(
                row.getInt("position"),
                row.getString("kind"),
                row.getString("target"),
                RunStep.State.valueOf(row.getString("state")),
                CatalogSql.optionalInstant(row, "started"),
                CatalogSql.optionalInstant(row, "ended"),
                row.getLong("row_count"),
                row.getString("detail"),
                row.getString("sql"));
    }

    private static CheckResult check(ResultSet row) throws SQLException {
        Check check = new Check(
                row.getString("name"),
                row.getString("rule"),
                row.getString("object"),
                row.getString("column_name"),
                row.getString("dimension"),
                row.getString("description"),
                row.getBoolean("blocking"),
                row.getString("expected"),
                new SourceLocation(
                        row.getString("location_file"), row.getInt("location_line"), row.getInt("location_column")));
        String measured = row.getString("measured");
        return switch (row.getString("result")) {
            case "PASSED" -> new Passed(check, measured);
            case "FAILED" -> new Failed(check, measured, sample(row.getString("sample")));
            default -> new Errored(check, measured);
        };
    }

    private static Sample sample(String json) {
        if (json == null) {
            return Sample.NONE;
        }
        try {
            Map<String, List<Object>> sample = JSON.readValue(json, SAMPLE);
            List<String> columns =
                    sample.get("columns").stream().map(String::valueOf).toList();
            return new Sample(
                    columns, sample.get("rows").stream().map(RunReader::texts).toList());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Sample rows are not readable", e);
        }
    }

    private static List<String> texts(Object row) {
        List<String> texts = new ArrayList<>();
        for (Object value : (Collection<?>) row) {
            texts.add(value == null ? null : value.toString());
        }
        return texts;
    }

    static Object[] row(UUID run, int position, CheckResult result) {
        Check check = result.check();
        String outcome = result instanceof Passed ? "PASSED" : result instanceof Failed ? "FAILED" : "ERRORED";
        String measured = result instanceof Passed passed
                ? passed.measured()
                : result instanceof Failed failed ? failed.measured() : ((Errored) result).message();
        return new Object[] {
            run,
            position,
            outcome,
            check.name(),
            check.rule(),
            check.object(),
            check.column(),
            check.dimension(),
            check.description(),
            check.blocking(),
            check.expected(),
            measured,
            check.location().file(),
            check.location().line(),
            check.location().column(),
            result instanceof Failed failed && !failed.sample().rows().isEmpty() ? json(failed.sample()) : null
        };
    }

    private static String json(Sample sample) {
        try {
            return JSON.writeValueAsString(Map.of("columns", sample.columns(), "rows", sample.rows()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Sample rows cannot be written", e);
        }
    }
}
