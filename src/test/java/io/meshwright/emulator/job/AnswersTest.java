package io.meshwright.emulator.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Queries of {@code sql/answers.txt}, run as jobs. */
class AnswersTest {

    @TempDir
    Path directory;

    @Test
    void givesTheAnswersOfTheFile() throws IOException {
        List<String> expected = new ArrayList<>();
        List<String> actual = new ArrayList<>();
        try (LocalJobs jobs = new LocalJobs(directory)) {
            String query = "";
            for (String line : lines()) {
                if (line.startsWith("= ")) {
                    expected.add(query + "\n" + line);
                    actual.add(query + "\n= " + jobs.ask(query));
                } else if (!line.startsWith("#") && !line.isBlank()) {
                    query = line;
                }
            }
        }
        assertThat(actual).isNotEmpty().containsExactlyElementsOf(expected);
    }

    @Test
    void keepsTheLinesOfAnError() {
        try (LocalJobs jobs = new LocalJobs(directory)) {
            assertThat(jobs.ask("SELECT IF(n > 1, ERROR(CONCAT('worn:\\n  ', n)), n) FROM UNNEST([1, 2]) n"))
                    .isEqualTo("worn:\n  2");
        }
    }

    @Test
    void survivesWhatNestsDeeply() {
        try (LocalJobs jobs = new LocalJobs(directory)) {
            assertThat(jobs.ask("SELECT " + "(".repeat(300) + "x" + " + 1)".repeat(300) + " FROM UNNEST([5]) x"))
                    .isEqualTo("305");
            assertThat(jobs.ask(
                            "SELECT x" + " + x".repeat(499) + ", 'a'" + " || 'b'".repeat(1) + " FROM UNNEST([2]) x"))
                    .isEqualTo("1000,ab");
            assertThat(jobs.ask("SELECT LENGTH(x" + " || x".repeat(1499) + ") FROM UNNEST(['ab']) x"))
                    .isEqualTo("3000");
            assertThat(jobs.ask("SELECT " + "-(".repeat(1200) + "x" + ")".repeat(1200) + " FROM UNNEST([5]) x"))
                    .contains("too many subqueries or query is too complex");
            assertThat(jobs.ask("SELECT a" + " + a".repeat(1_199) + ", b" + " - b".repeat(299) + ", c"
                            + " + c".repeat(299) + " FROM (SELECT 3 a, NUMERIC '0.5' b, 1.5 c)"))
                    .isEqualTo("3600,-149,450.0");
            assertThat(jobs.ask("SELECT 9223372036854775807 + x" + " - 1 + x".repeat(1) + " + x".repeat(200)
                            + " FROM UNNEST([1]) x"))
                    .startsWith("int64 overflow: 9223372036854775807 + 1");
        }
    }

    @Test
    void findsValuesInLongLists() {
        String numbers = IntStream.range(0, 1_500).mapToObj(i -> "" + 7 * i).collect(Collectors.joining(", "));
        String texts = "'it\\'s', '\"\\\\\\n', 'é'"
                + IntStream.range(0, 1_500).mapToObj(i -> ", '" + 7 * i + "'").collect(Collectors.joining());
        try (LocalJobs jobs = new LocalJobs(directory)) {
            assertThat(jobs.ask("SELECT COUNTIF(x IN (" + numbers + ")), COUNTIF(x NOT IN (" + numbers
                            + ")), COUNTIF(x NOT IN (" + numbers + ", NULL)) FROM UNNEST([7, 8, 14, NULL]) x"))
                    .isEqualTo("2,1,0");
            assertThat(jobs.ask("SELECT x FROM UNNEST(['it\\'s', '\"\\\\\\n', 'é', 'e', '21', '']) x WHERE x IN ("
                            + texts + ") ORDER BY LENGTH(x), x"))
                    .isEqualTo("é;21;\"\\\n;it's".replace(";", "; "));
        }
    }

    @Test
    void joinsManyTables() {
        String tables = IntStream.range(0, 120)
                .mapToObj(i -> "JOIN (SELECT k, k + " + i + " AS v" + i + " FROM UNNEST([1, 2, NULL, 3]) k) USING (k)")
                .collect(Collectors.joining(" "));
        try (LocalJobs jobs = new LocalJobs(directory)) {
            assertThat(jobs.ask("SELECT k, v0, v60, v119 FROM UNNEST([1, 2, NULL, 4]) k " + tables
                            + " WHERE v50 + v100 > 152 ORDER BY k"))
                    .isEqualTo("2,2,62,121");
        }
    }

    @Test
    void writesManyFieldsAsJson() {
        String fields =
                IntStream.range(0, 600).mapToObj(i -> "x + " + i + " AS f" + i).collect(Collectors.joining(", "));
        String json = IntStream.range(0, 600)
                .mapToObj(i -> "\"f" + i + "\":" + (i + 1))
                .collect(Collectors.joining(",", "{", "}"));
        try (LocalJobs jobs = new LocalJobs(directory)) {
            assertThat(jobs.ask("SELECT TO_JSON_STRING(STRUCT(" + fields + ")) FROM UNNEST([1]) x"))
                    .isEqualTo(json);
        }
    }

    private static List<String> lines() throws IOException {
        try (InputStream file = AnswersTest.class.getResourceAsStream("/sql/answers.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
