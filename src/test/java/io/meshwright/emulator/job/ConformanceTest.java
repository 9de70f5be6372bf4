package io.meshwright.emulator.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedLimitOffsetScan;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedOrderByScan;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedQueryStmt;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedScan;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedWithScan;
import io.meshwright.diagnostic.Outcome;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.guard.Caller;
import io.meshwright.emulator.translation.Printed;
import io.meshwright.emulator.translation.StatementRequest;
import io.meshwright.sql.Column;
import io.meshwright.sql.Names;
import io.meshwright.sql.QueryParameters;
import io.meshwright.sql.ResolvedSql;
import io.meshwright.sql.StatementResolver;
import io.meshwright.sql.Statements;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the conformance cases that lie beside the checkout, when they do, as jobs, and holds a floor under the share that
 * passes.
 *
 * <p>Prints every case that does not pass, with the reason, and what was refused.
 */
class ConformanceTest {

    private static final Path CASES = Path.of("..", "shared", "conformance");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Those who recorded the cases, whom SESSION_USER names. */
    private static final String RECORDER = "dummy";

    private static final String DOCUMENTED_USER = "jdoe@example.com";

    /** Most examples of the documentation were run in the first of these zones, others in the second. */
    private static final List<String> DOCUMENTED = List.of("America/Los_Angeles", StatementRequest.UTC);

    private static final StatementResolver RESOLVER = StatementResolver.ofStatements();

    @TempDir
    Path directory;

    @Test
    void answersTheQueryCases() throws Exception {
        assertThat(passed("query-cases.jsonl", RECORDER, List.of(StatementRequest.UTC)))
                .isGreaterThan(0.975);
    }

    @Test
    void answersTheExamplesOfTheDocumentation() throws Exception {
        assertThat(passed("doc-examples.jsonl", DOCUMENTED_USER, DOCUMENTED)).isGreaterThan(0.95);
    }

    private double passed(String file, String user, List<String> zones) throws Exception {
        Path cases = CASES.resolve(file);
        assumeThat(Files.exists(cases)).isTrue();
        Map<String, Integer> counts = new TreeMap<>();
        List<String> lines = Files.readAllLines(cases);
        Caller caller = new Caller(user, Set.of("operator"));
        try (LocalJobs jobs = new LocalJobs(directory)) {
            jobs.job("CREATE SCHEMA cases", caller);
            for (int i = 0; i < lines.size(); i++) {
                JsonNode test = JSON.readTree(lines.get(i));
                String outcome = "";
                for (int z = 0; z < zones.size() && !outcome.equals("passed"); z++) {
                    String again = outcome(jobs, caller, test, zones.get(z));
                    outcome = outcome.isEmpty() || again.equals("passed") ? again : outcome;
                }
                counts.merge(outcome.split(":")[0], 1, Integer::sum);
                if (!outcome.equals("passed")) {
                    System.out.println(file + " " + (i + 1) + " " + outcome);
                }
            }
        }
        System.out.println(file + " " + counts);
        return counts.getOrDefault("passed", 0) / (double) lines.size();
    }

    private static String outcome(LocalJobs jobs, Caller caller, JsonNode test, String zone) {
        String sql = test.path("sql").asText();
        Job job = jobs.job(configuration(sql, zone), caller);
        if (job.error().isPresent() && test.has("header")) {
            // Some examples fail on purpose before the one whose result is shown.
            List<String> statements = Statements.of("query", sql).value().orElse(List.of(sql));
            job = jobs.job(configuration(statements.get(statements.size() - 1), zone), caller);
        }
        if (job.error().isPresent()) {
            ApiError error = job.error().get();
            boolean refused = error.getMessage().contains("embedded warehouse does not support");
            return test.has("error") ? "passed" : (refused ? "refused: " : "failed: ") + error.getMessage();
        }
        if (test.has("error")) {
            return "failed: expected the error " + test.path("error").asText();
        }
        List<Column> schema = job.rows().map(rows -> rows.schema().columns()).orElse(List.of());
        List<List<Object>> rows = RestValues.rows(job);
        RecordedRows recorded = test.has("header")
                ? RecordedRows.printed(test, new Printed(ZoneId.of(zone)))
                : RecordedRows.values(test);
        return recorded.match(rows, schema, keys(sql))
                ? "passed"
                : "failed: expected " + test.path("rows") + " but was " + RestValues.shown(rows);
    }

    private static ObjectNode configuration(String sql, String zone) {
        ObjectNode configuration = LocalEngine.queryJob(sql);
        ObjectNode query = (ObjectNode) configuration.get("query");
        query.put("useLegacySql", false);
        query.putObject("defaultDataset").put("datasetId", "cases");
        query.putArray("connectionProperties")
                .addObject()
                .put("key", "time_zone")
                .put("value", zone);
        return configuration;
    }

    /** Where the keys of the query's ORDER BY are among its columns, -1 for one that is not; none without an order. */
    private static List<Integer> keys(String sql) {
        Outcome<ResolvedSql> resolved =
                RESOLVER.resolve("query", sql, table -> Optional.empty(), Names.in("p"), QueryParameters.none());
        if (!resolved.isOk() || !(resolved.get().statement() instanceof ResolvedQueryStmt query)) {
            return List.of();
        }
        ResolvedScan scan = query.getQuery();
        while (scan instanceof ResolvedLimitOffsetScan || scan instanceof ResolvedWithScan) {
            scan = scan instanceof ResolvedWithScan with
                    ? with.getQuery()
                    : ((ResolvedLimitOffsetScan) scan).getInputScan();
        }
        List<Long> outputs = query.getOutputColumnList().stream()
                .map(output -> output.getColumn().getId())
                .toList();
        return scan instanceof ResolvedOrderByScan order
                ? order.getOrderByItemList().stream()
                        .map(item ->
                                outputs.indexOf(item.getColumnRef().getColumn().getId()))
                        .toList()
                : List.of();
    }
}
