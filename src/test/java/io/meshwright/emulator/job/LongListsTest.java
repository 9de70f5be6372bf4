package io.meshwright.emulator.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.zetasql.Value;
import io.meshwright.sql.ReferenceExpression;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Constants by the hundred mean what a few of them mean, in arrays, after IN, in VALUES and as parameters. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LongListsTest {

    private static final int MANY = 130;

    private LocalJobs jobs;

    @BeforeAll
    void open(@TempDir Path directory) {
        jobs = new LocalJobs(directory);
        jobs.job("CREATE SCHEMA d");
    }

    @AfterAll
    void close() {
        jobs.close();
    }

    private static String list(int size, IntFunction<String> element) {
        return IntStream.range(0, size).mapToObj(element).collect(Collectors.joining(", "));
    }

    private static String expected(String expression) {
        Value value = ReferenceExpression.of(expression, List.of())
                .evaluate(List.of(List.<Value>of()))
                .get(0);
        return value.getStringValue();
    }

    private void agree(String expression) {
        assertThat(jobs.ask("SELECT " + expression)).as(expression).isEqualTo(expected(expression));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "INT64; 1; -9223372036854775808; 9223372036854775807",
                "FLOAT64; CAST('NaN' AS FLOAT64); -0.0; 4.9e-324",
                "FLOAT64; CAST('-inf' AS FLOAT64); 1.7976931348623157e308; 0.1",
                "STRING; 'it\\'s \"so\"\\\\'; ''; 'a\\n\\t\\r\\b\\f\\000\\u2028z'",
                "STRING; 'null'; '{x}'; '\\U0001F600 é'",
                "BYTES; b''; b'\\x00\\xff\\\\x41'; b'abc'",
                "BOOL; TRUE; FALSE; TRUE",
                "DATE; '0001-01-01'; '9999-12-31'; '2024-02-29'",
                "DATETIME; '0001-01-01 00:00:00'; '9999-12-31 23:59:59.999999'; '2024-02-29 12:00:00.5'",
                "TIMESTAMP; '0001-01-01 00:00:00+00'; '9999-12-31 23:59:59.999999+00'; '1969-12-31 23:59:59.999999+00'",
                "TIME; '00:00:00'; '23:59:59.999999'; '10:15:00'",
                "NUMERIC; -99999999999999999999999999999.999999999; 0.000000001; 1.5",
                "BIGNUMERIC; BIGNUMERIC '1e-38'; 1.50; BIGNUMERIC '-98765432109876543210987654321098.5'",
                "STRUCT<a INT64, b STRING>; (1, 'x'); (NULL, 'y'); (2, NULL)",
            })
    void areOfEveryType(String type, String first, String second, String third) {
        List<String> values = List.of(first, second, "NULL", third);
        String array = "ARRAY<" + type + ">[" + list(MANY, i -> values.get(i % 4)) + "]";
        agree("FORMAT('%T', " + array + ")");
        agree("FORMAT('%T', STRUCT(1 AS a, [STRUCT(" + array + " AS b)] AS c))");
        String probes = "UNNEST(ARRAY<" + type + ">[" + String.join(", ", values) + "]) AS x";
        for (List<String> sought : List.of(List.of(first, second), List.of(first, "NULL"), List.of(third))) {
            String some = list(MANY, i -> sought.get(i % sought.size()));
            agree("(SELECT STRING_AGG(IFNULL(FORMAT('%t', x IN (" + some + ")), 'none')) FROM " + probes + ")");
            if (!type.startsWith("STRUCT")) {
                agree("(SELECT STRING_AGG(IFNULL(FORMAT('%t', x NOT IN UNNEST(ARRAY<" + type + ">[" + some
                        + "])), 'none')) FROM " + probes + ")");
            }
        }
    }

    @Test
    void structsWithNullsAreComparedFieldByField() {
        String known = list(MANY, i -> "(" + i + ", 'k" + i + "')");
        for (String more : List.of("", ", (NULL, 'k1')", ", (1, NULL), (NULL, NULL)", ", NULL")) {
            agree("(SELECT STRING_AGG(IFNULL(FORMAT('%t', (a, b) IN (" + known + more + ")), 'none') ORDER BY o) FROM"
                    + " UNNEST([STRUCT(1 AS a, 'k1' AS b), (1, 'z'), (NULL, 'k3'), (NULL, 'zz'), (3, NULL), (999, NULL),"
                    + " (NULL, NULL)]) WITH OFFSET o)");
        }
    }

    @Test
    void standWhereNoSubqueryMay() {
        String many = list(1_500, i -> "" + i);
        agree("(SELECT STRING_AGG(FORMAT('%t %t', x, y) ORDER BY x) FROM UNNEST([1, 2, 3000]) x"
                + " LEFT JOIN UNNEST([1, 2, 3000]) y ON x = y AND x IN (" + many + "))");
        agree("FORMAT('%T', ARRAY(SELECT e FROM UNNEST([1, 2, 3000]) e WHERE e IN (" + many + ") ORDER BY e))");
        agree("FORMAT('%T', ARRAY(SELECT IFERROR(e IN UNNEST([" + many + "]) AND 1 / e > 0.1, NULL)"
                + " FROM UNNEST([1, 2, 3000]) e WITH OFFSET ORDER BY offset))");
    }

    @Test
    void areRowsThatAreInserted() {
        jobs.job("CREATE TABLE d.t (a INT64 NOT NULL, b STRING(4), c ARRAY<STRUCT<n NUMERIC>>, d STRING DEFAULT 'none',"
                + " written TIMESTAMP)");
        String rows = list(
                MANY,
                i -> "(" + i + ", " + (i % 3 == 0 ? "NULL" : "'b" + i + "'") + ", [STRUCT(NUMERIC '0." + i
                        + "')], CURRENT_TIMESTAMP())");
        assertThat(jobs.ask("INSERT d.t (a, b, c, written) VALUES " + rows)).isEqualTo("-");
        assertThat(jobs.ask("SELECT COUNT(*), SUM(a), COUNT(b), MAX(b), SUM(c[0].n), MIN(d), COUNT(DISTINCT written)"
                        + " FROM d.t"))
                .isEqualTo(jobs.ask("SELECT " + MANY + ", SUM(i), COUNTIF(MOD(i, 3) > 0), 'b98', SUM(CAST('0.' || i AS"
                        + " NUMERIC)), 'none', 1 FROM UNNEST(GENERATE_ARRAY(0, " + (MANY - 1) + ")) i"));
        assertThat(jobs.ask("INSERT d.t (a, b) VALUES " + list(MANY, i -> "(1, 'bbbbb')")))
                .isEqualTo("Field b: STRING(4) has maximum length 4 but got a value with length 5");
        assertThat(jobs.ask("INSERT d.t (a) VALUES " + list(MANY, i -> i == 77 ? "(NULL)" : "(1)")))
                .isEqualTo("Required field a cannot be null");
        assertThat(jobs.ask("INSERT d.t (a, b) VALUES " + list(MANY, i -> "(" + i + " + 1, DEFAULT)")))
                .isEqualTo("-");
    }

    @ParameterizedTest
    @CsvSource({
        "INT64, 7, 8",
        "STRING, it's, x",
        "FLOAT64, NaN, 1.5",
        "DATETIME, 2024-02-29T01:00:00, 2024-02-29 02:00:00"
    })
    void areParameters(String type, String first, String second) {
        ObjectNode configuration = LocalEngine.queryJob("SELECT FORMAT('%T', @many), FORMAT('%T', @pairs)");
        ObjectNode query = (ObjectNode) configuration.get("query");
        query.put("useLegacySql", false).put("parameterMode", "NAMED");
        ArrayNode parameters = query.putArray("queryParameters");
        ObjectNode many = parameters.addObject().put("name", "many");
        many.putObject("parameterType")
                .put("type", "ARRAY")
                .putObject("arrayType")
                .put("type", type);
        ArrayNode values = many.putObject("parameterValue").putArray("arrayValues");
        ObjectNode pairs = parameters.addObject().put("name", "pairs");
        ObjectNode pair = pairs.putObject("parameterType")
                .put("type", "ARRAY")
                .putObject("arrayType")
                .put("type", "STRUCT");
        pair.putArray("structTypes")
                .addObject()
                .put("name", "v")
                .putObject("type")
                .put("type", type);
        ArrayNode structs = pairs.putObject("parameterValue").putArray("arrayValues");
        for (int i = 0; i < MANY; i++) {
            String value = i % 3 == 0 ? null : i % 3 == 1 ? first : second;
            values.addObject().put("value", value);
            structs.addObject().putObject("structValues").putObject("v").put("value", value);
        }
        List<String> texts = List.of("NULL", constant(type, first), constant(type, second));
        String array = "ARRAY<" + type + ">[" + list(MANY, i -> texts.get(i % 3)) + "]";
        assertThat(LocalJobs.answer(jobs.job(configuration, LocalJobs.OPERATOR)))
                .isEqualTo(expected("FORMAT('%T,%T', " + array + ", ARRAY(SELECT STRUCT(v) FROM UNNEST(" + array
                        + ") v WITH OFFSET o ORDER BY o))"));
    }

    @Test
    void textsBeyondTheAnalyzerAreRefused() {
        assertThat(jobs.ask("SELECT LENGTH('" + "é".repeat(2_000_000) + "')")).startsWith("The query is too large");
        assertThat(jobs.ask("SELECT LENGTH('" + "x".repeat(3_900_000) + "')")).isEqualTo("3900000");
    }

    private static String constant(String type, String value) {
        return "CAST(\"" + value + "\" AS " + type + ")";
    }
}
