package io.meshwright.emulator.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meshwright.diagnostic.Outcome;
import io.meshwright.sql.Column;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Runs the conformance cases that lie beside the checkout, when they do, and holds a floor under the share that passes.
 *
 * <p>Prints every case that does not pass, with the reason, and what was refused.
 */
class ConformanceTest {

    private static final Path CASES = Path.of("..", "shared", "conformance");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SqlTranslator translator = new SqlTranslator();

    @Test
    void answersTheQueryCases() throws Exception {
        assertThat(passed("query-cases.jsonl", ConformanceTest::sameValue)).isGreaterThan(0.96);
    }

    @Test
    void answersTheExamplesOfTheDocumentation() throws Exception {
        assertThat(passed("doc-examples.jsonl", ConformanceTest::samePrinted)).isGreaterThan(0.83);
    }

    private interface Same {
        boolean test(JsonNode expected, Object actual, Column column);
    }

    private double passed(String file, Same same) throws Exception {
        Path cases = CASES.resolve(file);
        assumeThat(Files.exists(cases)).isTrue();
        Map<String, Integer> counts = new TreeMap<>();
        List<String> lines = Files.readAllLines(cases);
        try (Connection connection = TranslatorTest.duckDb()) {
            for (int i = 0; i < lines.size(); i++) {
                String outcome = outcome(connection, JSON.readTree(lines.get(i)), same);
                counts.merge(outcome.split(":")[0], 1, Integer::sum);
                if (!outcome.equals("passed")) {
                    System.out.println(file + " " + (i + 1) + " " + outcome);
                }
            }
        }
        System.out.println(file + " " + counts);
        return counts.getOrDefault("passed", 0) / (double) lines.size();
    }

    private String outcome(Connection connection, JsonNode test, Same same) {
        Outcome<List<String>> statements =
                translator.statements(test.path("sql").asText());
        if (!statements.isOk()) {
            return "refused: " + statements.diagnostics().get(0);
        }
        List<String> script = statements.get();
        StatementRequest request =
                new StatementRequest(script.get(script.size() - 1), "p", Optional.empty(), List.of());
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
            boolean ordered = test.path("sql").asText().toUpperCase(Locale.ROOT).matches("(?s).*ORDER BY[^()]*");
            return matches(test.path("rows"), rows, translation.get().schema(), same, ordered)
                    ? "passed"
                    : "failed: expected " + test.path("rows") + " but was " + shown(rows);
        } catch (SQLException e) {
            return test.has("error") ? "passed" : "failed: " + TranslationRuntime.messageOf(e);
        }
    }

    private static boolean matches(
            JsonNode expected, List<List<Object>> rows, List<Column> schema, Same same, boolean ordered) {
        if (expected.size() != rows.size()) {
            return false;
        }
        List<List<Object>> left = new ArrayList<>(rows);
        for (JsonNode row : expected) {
            int limit = ordered ? 1 : left.size();
            int found = -1;
            for (int i = 0; i < limit && found < 0; i++) {
                found = sameRow(row, left.get(i), schema, same) ? i : -1;
            }
            if (found < 0) {
                return false;
            }
            left.remove(found);
        }
        return true;
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
            return number == wanted || Math.abs(number - wanted) <= 1e-9 * Math.abs(wanted);
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

    /** Printed tables: spacing, quotes and brackets are the printer's; numbers agree as far as they are printed. */
    private static boolean samePrinted(JsonNode expected, Object actual, Column column) {
        String wanted = bare(expected.asText());
        String shown = bare(shown(actual));
        return wanted.equals(shown) || sameNumber(wanted, shown) || wanted.equals(bare(escaped(actual)));
    }

    private static String bare(String text) {
        return text.replaceAll("(?<=\\d)T(?=\\d\\d:)", "")
                .replaceAll("[\\s\"'{}\\[\\]()]+", "")
                .toLowerCase(Locale.ROOT);
    }

    private static boolean sameNumber(String wanted, String shown) {
        try {
            BigDecimal number = new BigDecimal(wanted);
            BigDecimal other = new BigDecimal(shown);
            return number.compareTo(other) == 0
                    || number.compareTo(other.setScale(number.scale(), java.math.RoundingMode.HALF_UP)) == 0
                    || number.compareTo(other.setScale(number.scale(), java.math.RoundingMode.DOWN)) == 0;
        } catch (NumberFormatException e) {
            return false;
        }
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

    /** BYTES as GoogleSQL prints them. */
    private static String escaped(Object value) {
        if (!(value instanceof byte[] bytes)) {
            return shown(value);
        }
        StringBuilder text = new StringBuilder();
        for (byte each : bytes) {
            boolean plain = each >= ' ' && each < 127;
            text.append(
                    plain ? Character.toString(each) : each == '\n' ? "\\n" : String.format("\\x%02x", each & 0xff));
        }
        return text.toString();
    }
}
