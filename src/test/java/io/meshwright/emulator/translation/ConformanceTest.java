package io.meshwright.emulator.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedLimitOffsetScan;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedOrderByScan;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedQueryStmt;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedScan;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedStatement;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedWithScan;
import io.meshwright.diagnostic.Outcome;
import io.meshwright.sql.Column;
import io.meshwright.sql.GoogleSqlType;
import io.meshwright.sql.Names;
import io.meshwright.sql.QueryParameters;
import io.meshwright.sql.StatementResolver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * Runs the conformance cases that lie beside the checkout, when they do, and holds a floor under the share that passes.
 *
 * <p>Prints every case that does not pass, with the reason, and what was refused.
 */
class ConformanceTest {

    private static final Path CASES = Path.of("..", "shared", "conformance");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The time zone of the documentation's examples. */
    private static final String DOCUMENTED = "America/Los_Angeles";

    private static final Printed PRINTED = new Printed(ZoneId.of(DOCUMENTED));

    private static final StatementResolver RESOLVER = StatementResolver.ofStatements();

    private final SqlTranslator translator = new SqlTranslator();

    @Test
    void answersTheQueryCases() throws Exception {
        assertThat(passed("query-cases.jsonl", StatementRequest.UTC, ConformanceTest::sameValue))
                .isGreaterThan(0.96);
    }

    @Test
    void answersTheExamplesOfTheDocumentation() throws Exception {
        assertThat(passed("doc-examples.jsonl", DOCUMENTED, ConformanceTest::samePrinted))
                .isGreaterThan(0.90);
    }

    private interface Same {
        boolean test(JsonNode expected, Object actual, Column column);
    }

    private double passed(String file, String zone, Same same) throws Exception {
        Path cases = CASES.resolve(file);
        assumeThat(Files.exists(cases)).isTrue();
        Map<String, Integer> counts = new TreeMap<>();
        List<String> lines = Files.readAllLines(cases);
        try (Connection connection = TranslatorTest.duckDb()) {
            for (int i = 0; i < lines.size(); i++) {
                String outcome = outcome(connection, JSON.readTree(lines.get(i)), zone, same);
                counts.merge(outcome.split(":")[0], 1, Integer::sum);
                if (!outcome.equals("passed")) {
                    System.out.println(file + " " + (i + 1) + " " + outcome);
                }
            }
        }
        System.out.println(file + " " + counts);
        return counts.getOrDefault("passed", 0) / (double) lines.size();
    }

    private String outcome(Connection connection, JsonNode test, String zone, Same same) {
        Outcome<List<String>> statements =
                translator.statements(test.path("sql").asText());
        if (!statements.isOk()) {
            return "refused: " + statements.diagnostics().get(0);
        }
        List<String> script = statements.get();
        StatementRequest request =
                new StatementRequest(script.get(script.size() - 1), "p", Optional.empty(), List.of()).in(zone);
        Outcome<Translation> translation = translator.translate(request, table -> Optional.empty());
        if (!translation.isOk()) {
            return "refused: " + translation.diagnostics().get(0);
        }
        if (!translation.get().type().isQuery()) {
            return "failed: no query";
        }
        try {
            List<List<Object>> rows = ResultTexts.rows(connection, translation.get());
            if (test.has("error")) {
                return "failed: expected the error " + test.path("error").asText();
            }
            List<Integer> keys = keys(script.get(script.size() - 1));
            List<Column> schema = translation.get().schema();
            return matches(columns(test, schema), rows, schema, same, keys)
                            || matches(cells(test.path("rows"), schema.size()), rows, schema, same, keys)
                    ? "passed"
                    : "failed: expected " + test.path("rows") + " but was " + shown(rows);
        } catch (SQLException e) {
            return test.has("error") ? "passed" : "failed: " + TranslationRuntime.messageOf(e);
        }
    }

    /** The rows, their values in the order of the query's columns where the headers are the same in another order. */
    private static JsonNode columns(JsonNode test, List<Column> schema) {
        List<String> headers = new ArrayList<>();
        test.path("header").forEach(header -> headers.add(header.asText()));
        List<Integer> places =
                schema.stream().map(column -> headers.indexOf(column.name())).toList();
        if (places.contains(-1) || Set.copyOf(places).size() != headers.size()) {
            return test.path("rows");
        }
        ArrayNode rows = JSON.createArrayNode();
        test.path("rows").forEach(row -> {
            ArrayNode ordered = rows.addArray();
            places.forEach(place -> ordered.add(row.path(place)));
        });
        return rows;
    }

    /** A table of one column whose cells take several lines each. */
    private static JsonNode cells(JsonNode rows, int columns) {
        ArrayNode cells = JSON.createArrayNode();
        if (columns == 1) {
            StringBuilder cell = new StringBuilder();
            String close = "";
            for (JsonNode row : rows) {
                String line = row.path(0).asText().strip();
                close = cell.isEmpty() ? line.equals("{") ? "}" : "]" : close;
                cell.append(cell.isEmpty() ? "" : " ").append(line);
                if (line.equals(close)) {
                    cells.addArray().add(cell.toString());
                    cell.setLength(0);
                }
            }
        }
        return cells;
    }

    /** @param keys the columns that fix the order; rows that tie in them may change places */
    private static boolean matches(
            JsonNode expected, List<List<Object>> rows, List<Column> schema, Same same, List<Integer> keys) {
        if (expected.size() != rows.size()) {
            return false;
        }
        int at = 0;
        while (at < expected.size()) {
            int end = at + 1;
            while (end < expected.size() && tie(expected.get(at), expected.get(end), keys)) {
                end++;
            }
            List<List<Object>> left = new ArrayList<>(rows.subList(at, end));
            for (; at < end; at++) {
                JsonNode row = expected.get(at);
                if (!left.removeIf(new FirstOnly(candidate -> sameRow(row, candidate, schema, same)))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean tie(JsonNode row, JsonNode other, List<Integer> keys) {
        return keys.stream().allMatch(key -> key >= 0 && row.path(key).equals(other.path(key)));
    }

    /** Takes the first of the rows that will do. */
    private static final class FirstOnly implements Predicate<List<Object>> {
        private final Predicate<List<Object>> wanted;
        private boolean found;

        FirstOnly(Predicate<List<Object>> wanted) {
            this.wanted = wanted;
        }

        @Override
        public boolean test(List<Object> row) {
            boolean taken = !found && wanted.test(row);
            found |= taken;
            return taken;
        }
    }

    /** Where the keys of the query's ORDER BY are among its columns, -1 for one that is not; none without an order. */
    private static List<Integer> keys(String sql) {
        ResolvedStatement statement = RESOLVER.resolve(
                        SqlTranslator.FILE, sql, table -> Optional.empty(), Names.in("p"), QueryParameters.none())
                .get()
                .statement();
        if (!(statement instanceof ResolvedQueryStmt query)) {
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

    private static boolean sameRow(JsonNode expected, List<Object> row, List<Column> schema, Same same) {
        if (expected.size() != row.size()) {
            return false;
        }
        for (int i = 0; i < row.size(); i++) {
            if (!same.test(expected.get(i), row.get(i), schema.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Values as JSON: a NULL array is an empty one, as BigQuery answers; JSON compares as JSON. */
    private static boolean sameValue(JsonNode expected, Object actual, Column column) {
        if (column.type().startsWith("ARRAY") && actual == null) {
            return expected.isNull() || expected.isEmpty();
        }
        if (column.type().equals("JSON") && actual != null) {
            return sameJson(expected.isNull() ? "null" : expected.asText(), actual.toString());
        }
        return sameValue(expected, actual);
    }

    private static boolean sameValue(JsonNode expected, Object actual) {
        if (expected == null || expected.isNull() || actual == null) {
            return (expected == null || expected.isNull()) && actual == null;
        }
        if (actual instanceof List<?> list) {
            List<JsonNode> elements = new ArrayList<>();
            expected.forEach(elements::add);
            boolean same = elements.size() == list.size();
            for (int i = 0; same && i < list.size(); i++) {
                same = sameValue(elements.get(i), list.get(i));
            }
            return same;
        }
        if (actual instanceof byte[] bytes) {
            return expected.asText().equals(Base64.getEncoder().encodeToString(bytes));
        }
        if (actual instanceof Double number && expected.isNumber()) {
            double wanted = expected.asDouble();
            return number == wanted || Math.abs(number - wanted) <= 2 * Math.ulp(wanted);
        }
        return expected.asText().equals(actual.toString());
    }

    private static boolean sameJson(String expected, String actual) {
        try {
            return JSON.readTree(expected).equals(JSON.readTree(actual));
        } catch (IOException e) {
            return expected.equals(actual);
        }
    }

    private static boolean samePrinted(JsonNode expected, Object actual, Column column) {
        return PRINTED.shows(GoogleSqlType.parse(column.type()), actual, expected.asText());
    }

    private static String shown(Object value) {
        if (value instanceof List<?> list) {
            List<String> elements = list.stream().map(ConformanceTest::shown).toList();
            return "[" + String.join(", ", elements) + "]";
        }
        return value instanceof byte[] bytes
                ? new String(bytes, StandardCharsets.UTF_8)
                : value == null ? "NULL" : value.toString();
    }
}
