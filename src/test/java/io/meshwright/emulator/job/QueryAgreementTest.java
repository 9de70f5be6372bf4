package io.meshwright.emulator.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zetasql.Value;
import io.meshwright.sql.ReferenceExpression;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole queries, answered as by Google's reference implementation: the same rows in any order, or no answer from both. */
class QueryAgreementTest {

    private static final String FAILED = "no answer";

    @TempDir
    Path directory;

    @Test
    void givesTheRowsOfTheReference() throws IOException {
        Map<String, String> tables = new LinkedHashMap<>();
        List<String> different = new ArrayList<>();
        int compared = 0;
        try (LocalJobs jobs = new LocalJobs(directory)) {
            for (String line : lines()) {
                if (line.startsWith("= ")) {
                    String[] table = line.substring(2).split(" AS ", 2);
                    tables.put(table[0], table[1]);
                } else if (!line.startsWith("#") && !line.isBlank()) {
                    String query = with(tables, line) + "SELECT FORMAT('%T', r) FROM (" + line + ") AS r";
                    String expected = reference(query);
                    String actual = ours(jobs, query);
                    compared++;
                    if (!actual.equals(expected)) {
                        different.add(line + "\nexpected " + expected + "\nbut was  " + actual);
                    }
                }
            }
        }
        assertThat(different).isEmpty();
        assertThat(compared).isGreaterThan(100);
    }

    private static String with(Map<String, String> tables, String query) {
        String used = tables.entrySet().stream()
                .filter(table -> query.matches(".*\\b" + table.getKey() + "\\b.*"))
                .map(table -> table.getKey() + " AS (" + table.getValue() + ")")
                .collect(Collectors.joining(", "));
        return used.isEmpty() ? "" : "WITH " + used + " ";
    }

    private static String reference(String query) {
        try {
            List<List<Value>> none = List.of(List.of());
            Value rows = ReferenceExpression.of("ARRAY(" + query + ")", List.of())
                    .evaluate(none)
                    .get(0);
            return rows.getElementList().stream()
                    .map(row -> row.isNull() ? "NULL" : row.getStringValue())
                    .sorted()
                    .toList()
                    .toString();
        } catch (ReferenceExpression.FailedExpression e) {
            return FAILED;
        }
    }

    private static String ours(LocalJobs jobs, String query) {
        Job job = jobs.job(query, LocalJobs.OPERATOR);
        return job.error().isPresent()
                ? FAILED
                : RestValues.rows(job).stream()
                        .map(row -> String.valueOf(RestValues.shown(row.get(0))))
                        .sorted()
                        .toList()
                        .toString();
    }

    private static List<String> lines() throws IOException {
        try (InputStream file = QueryAgreementTest.class.getResourceAsStream("/sql/queries.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
