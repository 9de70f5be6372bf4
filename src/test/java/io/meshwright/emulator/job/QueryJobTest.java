package io.meshwright.emulator.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.result.QueryRows;
import io.meshwright.emulator.storage.TableSchema;
import io.meshwright.sql.TableName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What query jobs answer: limits of types, time zones, mistakes. */
class QueryJobTest {

    private static final String TOO_LONG = "Field name: STRING(3) has maximum length 3 but got a value with length 4";
    private static final String TOO_LARGE =
            "NUMERIC(5, 2) has precision 5 and scale 2 but got a value that is not in range of [-999.99, 999.99]";

    @TempDir
    Path directory;

    @Test
    void holdsEveryWriteToTheLimitsOfAColumn() throws Exception {
        try (LocalJobs jobs = new LocalJobs(directory)) {
            jobs.ask("CREATE SCHEMA d");
            jobs.ask("CREATE TABLE d.t (name STRING(3), price NUMERIC(5, 2), parts STRUCT<code BYTES(2)>,"
                    + " tags ARRAY<STRING(4)>, big BIGNUMERIC(3, 1))");
            assertThat(jobs.ask("INSERT d.t (name, price, tags, big) VALUES ('öäü', 1.005, ['long'], 1.25)"))
                    .isEqualTo("-");
            assertThat(jobs.ask("SELECT name, price, tags, big FROM d.t")).isEqualTo("öäü,1.01,[long],1.3");
            assertThat(jobs.ask("INSERT d.t (name) VALUES ('four')")).isEqualTo(TOO_LONG);
            assertThat(jobs.ask("INSERT d.t (name) SELECT 'four'")).isEqualTo(TOO_LONG);
            assertThat(jobs.ask("UPDATE d.t SET name = 'four' WHERE TRUE")).isEqualTo(TOO_LONG);
            assertThat(jobs.ask("UPDATE d.t SET price = 999.995 WHERE TRUE"))
                    .isEqualTo(TOO_LARGE + " Field: price; Value: 999.995");
            assertThat(jobs.ask("MERGE d.t USING (SELECT 'four' AS n) ON FALSE WHEN NOT MATCHED THEN INSERT (name)"
                            + " VALUES (n)"))
                    .isEqualTo(TOO_LONG);
            assertThat(jobs.ask("INSERT d.t (parts) VALUES (STRUCT(b'abc'))"))
                    .contains("BYTES(2) has maximum length 2 but got a value with length 3");
            assertThat(jobs.ask("CREATE TABLE d.u (name STRING(3)) AS SELECT 'four' AS name"))
                    .isEqualTo(TOO_LONG);
            assertThat(LocalJobs.answer(load(jobs, "name:STRING(3)", "four\n"))).contains(TOO_LONG);
            assertThat(LocalJobs.answer(load(jobs, "price:NUMERIC(5, 2)", "1.005\n")))
                    .isEqualTo("-");
            assertThat(jobs.ask("SELECT price FROM d.loaded")).isEqualTo("1.01");
        }
    }

    private Job load(LocalJobs jobs, String field, String csv) throws Exception {
        Path file = Files.writeString(directory.resolve("upload.csv"), csv);
        String[] parts = field.split("[:(, )]+");
        String limits = parts[1].equals("STRING")
                ? "\"maxLength\": " + parts[2]
                : "\"precision\": \"" + parts[2] + "\", \"scale\": \"" + parts[3] + "\"";
        return jobs.job(
                (ObjectNode) new ObjectMapper()
                        .readTree("{\"load\": {\"schema\": {\"fields\": [{\"name\": \"" + parts[0] + "\", \"type\": \""
                                + parts[1] + "\", " + limits + "}]}, \"destinationTable\": {\"datasetId\": \"d\","
                                + " \"tableId\": \"loaded\"}, \"writeDisposition\": \"WRITE_TRUNCATE\"}}"),
                Optional.of(file));
    }

    @Test
    void resultsThatMemoryDoesNotHoldAreStillThere() throws Exception {
        try (LocalJobs jobs = new LocalJobs(directory)) {
            List<Job> done = IntStream.range(0, 40)
                    .mapToObj(i -> jobs.job("SELECT n, REPEAT('x', 1800) FROM UNNEST(GENERATE_ARRAY(" + i + ", 999 + "
                            + i + ")) n ORDER BY n"))
                    .toList();
            for (int i = 0; i < done.size(); i++) {
                assertThat(LocalJobs.answer(done.get(i))).startsWith(i + ",xxx").endsWith("xxx");
            }
            QueryRows oldest = (QueryRows) done.get(0).rows().orElseThrow();
            assertThat(oldest.spooledBytes()).isGreaterThan(1_800_000);
            assertThat(oldest.heldBytes()).isZero();
            jobs.jobs().delete(done.get(0));
            try (Stream<Path> files = Files.list(directory)) {
                assertThat(files.filter(file -> file.toString().endsWith(".rows")))
                        .hasSizeBetween(1, 10);
            }
        }
    }

    @Test
    void tellsMistakesInBigQuerysWords() {
        try (LocalJobs jobs = new LocalJobs(directory)) {
            jobs.ask("CREATE SCHEMA d");
            assertThat(jobs.ask("SELECT foo FROM (SELECT 1 AS food)"))
                    .isEqualTo("Unrecognized name: foo; Did you mean food? at [1:8]");
            assertThat(jobs.ask("SELECT 1 FROM nowhere"))
                    .isEqualTo("Table \"nowhere\" must be qualified with a dataset (e.g. dataset.table). at [1:15]");
            assertThat(jobs.ask("SELECT 1 FROM")).isEqualTo("Syntax error: Unexpected end of script at [1:14]");
            assertThat(jobs.ask("SELECT x + 1 FROM UNNEST([9223372036854775807]) AS x"))
                    .isEqualTo("int64 overflow: 9223372036854775807 + 1");
            assertThat(jobs.ask("SELECT (SELECT y FROM UNNEST([1, 2]) AS y) FROM UNNEST([1])"))
                    .isEqualTo("Scalar subquery produced more than one element");
        }
    }

    @Test
    void knowsSystemVariablesWithoutAScript() {
        try (LocalJobs jobs = new LocalJobs(directory)) {
            assertThat(jobs.ask("SELECT @@time_zone, @@project_id, @@script.job_id = @@current_job_id"))
                    .isEqualTo("UTC,p,true");
        }
    }

    @Test
    void takesParametersOfEveryType() throws Exception {
        try (LocalJobs jobs = new LocalJobs(directory)) {
            ObjectNode configuration =
                    (ObjectNode) new ObjectMapper().readTree(getClass().getResourceAsStream("/sql/parameters.json"));
            assertThat(LocalJobs.answer(jobs.job(configuration, Optional.empty())))
                    .isEqualTo("7,NULL,2.5,true,1.5,12345678901234567890123456789012345678.5,text's,AAE=,2020-01-02,"
                            + "2020-01-02T03:04:05.678900,03:04:05,1577934245000000,{\"a\":1},1-2 3 4:5:6,"
                            + "[2020-01-01, UNBOUNDED),[1 2],[],[(1,x) (2,NULL)],(5,[a b])");
        }
    }

    @Test
    void takesParametersWhereConstantsAreAskedFor() {
        try (LocalJobs jobs = new LocalJobs(directory)) {
            String query = "SELECT DISTINCT PERCENTILE_CONT(x, ?) OVER () FROM UNNEST([5, 7, 8]) x";
            assertThat(LocalJobs.answer(jobs.job(parameterised(query, "FLOAT64", "0.25"), Optional.empty())))
                    .isEqualTo("6.0");
            String approximate = "SELECT APPROX_QUANTILES(x, ?), APPROX_TOP_COUNT(x, ?) FROM UNNEST([5, 7, 7]) x";
            assertThat(LocalJobs.answer(jobs.job(parameterised(approximate, "INT64", "1"), Optional.empty())))
                    .isEqualTo("[5 7],[(7,2)]");
            assertThat(LocalJobs.answer(jobs.job(parameterised(approximate, "INT64", null), Optional.empty())))
                    .isEqualTo("The second argument to APPROX_QUANTILES function must not be NULL");
        }
    }

    /** A query each of whose parameters has one value. */
    private static ObjectNode parameterised(String query, String type, String value) {
        ObjectNode configuration = new ObjectMapper().createObjectNode();
        ObjectNode job = configuration.putObject("query").put("query", query).put("useLegacySql", false);
        query.chars().filter(c -> c == '?').forEach(c -> {
            ObjectNode parameter = job.withArray("queryParameters").addObject();
            parameter.putObject("parameterType").put("type", type);
            parameter.putObject("parameterValue").put("value", value);
        });
        return configuration;
    }

    @Test
    void ordersNumbersOfAnySizeAndSuppressesErrors() {
        try (LocalJobs jobs = new LocalJobs(directory)) {
            assertThat(jobs.ask("SELECT x FROM UNNEST([BIGNUMERIC '10', BIGNUMERIC '9.5', NULL, BIGNUMERIC '-3',"
                            + " BIGNUMERIC '-30.5']) x ORDER BY x DESC"))
                    .isEqualTo("10; 9.5; -3; -30.5; NULL");
            assertThat(jobs.ask("SELECT x FROM UNNEST([RANGE(DATE '2020-01-01', NULL), NULL, RANGE(NULL, DATE"
                            + " '2020-01-05'), RANGE(DATE '2020-01-01', DATE '2020-01-05')]) x ORDER BY x"))
                    .isEqualTo("NULL; [UNBOUNDED, 2020-01-05); [2020-01-01, 2020-01-05); [2020-01-01, UNBOUNDED)");
            assertThat(jobs.ask("SELECT IFERROR(1 / x, -1), ISERROR(1 / x), ISERROR(NULL) FROM UNNEST([0, 1]) AS x"
                            + " ORDER BY x"))
                    .isEqualTo("-1.0,true,false; 1.0,false,false");
        }
    }

    @Test
    void runsInTheTimeZoneOfItsConnection() {
        try (LocalJobs jobs = new LocalJobs(directory)) {
            ObjectNode configuration = new ObjectMapper().createObjectNode();
            configuration
                    .putObject("query")
                    .put(
                            "query",
                            "SELECT STRING(t), EXTRACT(HOUR FROM t), DATE(t), CAST('2020-07-01 00:00:00' AS"
                                    + " TIMESTAMP) FROM (SELECT TIMESTAMP '2020-01-01 00:00:00' AS t)")
                    .putArray("connectionProperties")
                    .addObject()
                    .put("key", "time_zone")
                    .put("value", "America/Los_Angeles");
            assertThat(LocalJobs.answer(jobs.job(configuration, Optional.empty())))
                    .isEqualTo("2020-01-01 00:00:00-08,0,2020-01-01,1593586800000000");
        }
    }

    @Test
    void tellsLimitsInSchemas() {
        try (LocalJobs jobs = new LocalJobs(directory)) {
            jobs.ask("CREATE SCHEMA d");
            jobs.ask("CREATE TABLE d.t (a NUMERIC(5), b ARRAY<STRING(3)>, c STRUCT<d BIGNUMERIC(40, 2)>)");
            TableSchema schema =
                    jobs.storage().requireTable(new TableName("p", "d", "t")).schema();
            assertThat(schema.json().toString())
                    .contains(
                            "\"precision\":\"5\"",
                            "\"mode\":\"REPEATED\",\"maxLength\":\"3\"",
                            "\"precision\":\"40\"",
                            "\"scale\":\"2\"");
            assertThat(schema.columns())
                    .extracting(column -> column.type())
                    .containsExactly("NUMERIC(5)", "ARRAY<STRING(3)>", "STRUCT<d BIGNUMERIC(40, 2)>");
            assertThat(TableSchema.read(schema.json())).isEqualTo(schema);
            assertThat(jobs.ask("CREATE TABLE d.wrong (a STRING(0))")).contains("STRING");
        }
    }
}
