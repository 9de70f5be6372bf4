package io.meshwright.emulator;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQueryException;
import com.google.cloud.bigquery.BigQueryOptions;
import com.google.cloud.bigquery.CopyJobConfiguration;
import com.google.cloud.bigquery.CsvOptions;
import com.google.cloud.bigquery.DatasetInfo;
import com.google.cloud.bigquery.Field;
import com.google.cloud.bigquery.FieldValueList;
import com.google.cloud.bigquery.InsertAllRequest;
import com.google.cloud.bigquery.Job;
import com.google.cloud.bigquery.JobId;
import com.google.cloud.bigquery.JobInfo;
import com.google.cloud.bigquery.JobInfo.WriteDisposition;
import com.google.cloud.bigquery.JobStatistics;
import com.google.cloud.bigquery.QueryJobConfiguration;
import com.google.cloud.bigquery.Schema;
import com.google.cloud.bigquery.StandardSQLTypeName;
import com.google.cloud.bigquery.StandardTableDefinition;
import com.google.cloud.bigquery.TableDataWriteChannel;
import com.google.cloud.bigquery.TableId;
import com.google.cloud.bigquery.TableInfo;
import com.google.cloud.bigquery.TableResult;
import com.google.cloud.bigquery.WriteChannelConfiguration;
import io.meshwright.launch.CatalogDatabase;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The embedded BigQuery as Google's Java client sees it. */
@QuarkusTest
@WithTestResource(value = CatalogDatabase.class, scope = TestResourceScope.GLOBAL)
class EmulatorTest {

    private static final String PROJECT = "meshwright";
    private static final Schema RATINGS = Schema.of(
            Field.of("userId", StandardSQLTypeName.INT64),
            Field.of("movieId", StandardSQLTypeName.INT64),
            Field.of("rating", StandardSQLTypeName.FLOAT64),
            Field.of("rated", StandardSQLTypeName.TIMESTAMP));

    private final String dataset = "test_" + UUID.randomUUID().toString().replace("-", "");
    private BigQuery bigQuery;

    @BeforeEach
    void connect() {
        bigQuery = client(CatalogDatabase.INTERNAL_TOKEN);
        bigQuery.create(
                DatasetInfo.newBuilder(dataset).setDescription("for a test").build());
    }

    @AfterEach
    void removeDataset() {
        bigQuery.delete(dataset, BigQuery.DatasetDeleteOption.deleteContents());
    }

    private static BigQuery client(String token) {
        return BigQueryOptions.newBuilder()
                .setHost("http://localhost:" + RestAssured.port)
                .setProjectId(PROJECT)
                .setCredentials(GoogleCredentials.create(new AccessToken(token, null)))
                .build()
                .getService();
    }

    private TableId table(String name) {
        return TableId.of(dataset, name);
    }

    private static String csv(int rows) {
        StringBuilder csv = new StringBuilder("userId,movieId,rating,rated\n");
        IntStream.range(0, rows).forEach(i -> csv.append(i / 10)
                .append(',')
                .append(i % 50)
                .append(',')
                .append(i % 10 / 2.0)
                .append(",2024-02-29 12:00:")
                .append(i % 60 < 10 ? "0" : "")
                .append(i % 60)
                .append(" UTC\n"));
        return csv.toString();
    }

    private JobStatistics.LoadStatistics loadRatings(String name, int rows, int chunk) throws Exception {
        bigQuery.create(TableInfo.of(table(name), StandardTableDefinition.of(RATINGS)));
        var configuration = WriteChannelConfiguration.newBuilder(table(name))
                .setFormatOptions(CsvOptions.newBuilder().setSkipLeadingRows(1).build())
                .setWriteDisposition(WriteDisposition.WRITE_TRUNCATE)
                .build();
        TableDataWriteChannel channel = bigQuery.writer(configuration);
        channel.setChunkSize(chunk);
        try (channel) {
            channel.write(ByteBuffer.wrap(csv(rows).getBytes(StandardCharsets.UTF_8)));
        }
        Job job = channel.getJob().waitFor();
        assertThat(job.getStatus().getError()).isNull();
        return job.getStatistics();
    }

    private long number(String sql) throws InterruptedException {
        return bigQuery.query(QueryJobConfiguration.of(sql))
                .iterateAll()
                .iterator()
                .next()
                .get(0)
                .getLongValue();
    }

    @Test
    void datasetsAndTablesAreMadeListedChangedAndRemoved() {
        assertThat(bigQuery.getDataset(dataset).getDescription()).isEqualTo("for a test");
        assertThat(bigQuery.getDataset("nowhere")).isNull();
        assertThatThrownBy(() -> bigQuery.create(DatasetInfo.of(dataset)))
                .isInstanceOfSatisfying(BigQueryException.class, e -> {
                    assertThat(e.getCode()).isEqualTo(409);
                    assertThat(e.getReason()).isEqualTo("duplicate");
                });
        bigQuery.create(TableInfo.of(table("ratings"), StandardTableDefinition.of(RATINGS)));
        bigQuery.update(bigQuery.getTable(table("ratings")).toBuilder()
                .setDescription("who rated what")
                .build());
        var found = bigQuery.getTable(table("ratings"));
        assertThat(found.getDescription()).isEqualTo("who rated what");
        assertThat(found.getDefinition().getSchema().getFields()).hasSize(4);
        assertThat(bigQuery.listTables(dataset).streamAll())
                .extracting(each -> each.getTableId().getTable())
                .containsExactly("ratings");
        assertThatThrownBy(() -> bigQuery.delete(dataset)).hasMessageContaining("still in use");
        assertThat(bigQuery.delete(table("ratings"))).isTrue();
        assertThat(bigQuery.delete(table("ratings"))).isFalse();
    }

    @Test
    void loadsCsvInOneChunkAndInMany() throws Exception {
        assertThat(loadRatings("small", 1000, 1 << 20).getOutputRows()).isEqualTo(1000);
        assertThat(loadRatings("large", 40_000, 256 * 1024).getOutputRows()).isEqualTo(40_000);
        assertThat(bigQuery.getTable(table("large")).getNumRows()).isEqualTo(40_000);
        FieldValueList row = bigQuery.listTableData(table("small"), RATINGS)
                .iterateAll()
                .iterator()
                .next();
        assertThat(row.get("rated").getTimestampInstant()).hasToString("2024-02-29T12:00:00Z");
    }

    @Test
    void pagesThroughTablesAndResults() throws Exception {
        loadRatings("ratings", 2500, 1 << 20);
        long sum = 0;
        for (FieldValueList row : bigQuery.listTableData(
                        table("ratings"), RATINGS, BigQuery.TableDataListOption.pageSize(1000))
                .iterateAll()) {
            sum += row.get("userId").getLongValue();
        }
        assertThat(sum).isEqualTo(IntStream.range(0, 2500).map(i -> i / 10).sum());
        TableResult result = bigQuery.query(
                QueryJobConfiguration.newBuilder("SELECT n FROM UNNEST(GENERATE_ARRAY(0, 2499)) AS n ORDER BY n")
                        .setMaxResults(1000L)
                        .build());
        assertThat(result.streamAll()
                        .mapToLong(row -> row.get(0).getLongValue())
                        .sum())
                .isEqualTo(2500L * 2499 / 2);
        assertThat(result.getTotalRows()).isEqualTo(2500);
    }

    @Test
    void writesAQueryToItsDestinationAndCopiesItOverATableInUse() throws Exception {
        loadRatings("ratings", 1000, 1 << 20);
        var query = QueryJobConfiguration.newBuilder(
                        "SELECT userId, count(*) AS n FROM " + dataset + ".ratings GROUP BY userId ORDER BY userId")
                .setDestinationTable(table("per_user"))
                .setWriteDisposition(WriteDisposition.WRITE_TRUNCATE)
                .build();
        TableResult result = bigQuery.query(query);
        assertThat(result.getTotalRows()).isEqualTo(100);
        for (int i = 0; i < 2; i++) {
            Job copy = bigQuery.create(JobInfo.of(CopyJobConfiguration.newBuilder(table("published"), table("per_user"))
                            .setWriteDisposition(WriteDisposition.WRITE_TRUNCATE)
                            .build()))
                    .waitFor();
            assertThat(copy.getStatus().getError()).isNull();
        }
        assertThat(number("SELECT SUM(n) FROM " + dataset + ".published")).isEqualTo(1000);
        bigQuery.query(QueryJobConfiguration.of("DELETE FROM " + dataset + ".published WHERE userId < 50"));
        assertThat(number("SELECT count(*) FROM " + dataset + ".published")).isEqualTo(50);
        assertThat(number("SELECT count(*) FROM " + dataset + ".per_user")).isEqualTo(100);
    }

    @Test
    void theSameJobIdNeverRunsTwice() throws Exception {
        loadRatings("ratings", 10, 1 << 20);
        var insert = QueryJobConfiguration.of("INSERT INTO " + dataset + ".ratings SELECT 1, 2, 3.0, NULL");
        JobId id = JobId.of(PROJECT, "once-" + UUID.randomUUID());
        bigQuery.create(JobInfo.newBuilder(insert).setJobId(id).build()).waitFor();
        bigQuery.create(JobInfo.newBuilder(insert).setJobId(id).build()).waitFor();
        assertThat(number("SELECT count(*) FROM " + dataset + ".ratings")).isEqualTo(11);
    }

    @Test
    void rowsAreStreamedInAndWrongOnesNamed() throws Exception {
        bigQuery.create(TableInfo.of(table("ratings"), StandardTableDefinition.of(RATINGS)));
        var response = bigQuery.insertAll(InsertAllRequest.newBuilder(table("ratings"))
                .addRow("a", Map.of("userId", 7, "rating", 4.5, "rated", "2024-02-29T12:00:00Z"))
                .addRow("a", Map.of("userId", 7, "rating", 4.5))
                .addRow(Map.of("userId", 8, "rated", 1709208000.5))
                .build());
        assertThat(response.hasErrors()).isFalse();
        assertThat(bigQuery.listTableData(table("ratings"), RATINGS)
                        .streamAll()
                        .map(row -> row.get("rated").getTimestampInstant().toString()))
                .contains("2024-02-29T12:00:00Z", "2024-02-29T12:00:00.500Z");
        var wrong = bigQuery.insertAll(InsertAllRequest.newBuilder(table("ratings"))
                .addRow(Map.of("nope", 1))
                .build());
        assertThat(wrong.getErrorsFor(0).get(0).getReason()).isEqualTo("invalid");
    }

    @Test
    void mistakesAreToldInBigQuerysWords() {
        assertThatThrownBy(() -> bigQuery.query(QueryJobConfiguration.of("SELEC 1")))
                .isInstanceOfSatisfying(BigQueryException.class, e -> {
                    assertThat(e.getReason()).isEqualTo("invalidQuery");
                    assertThat(e.getMessage()).contains("1:1");
                });
        assertThatThrownBy(() -> bigQuery.query(QueryJobConfiguration.of("SELECT 1 FROM " + dataset + ".nowhere")))
                .hasMessageContaining("Not found");
        assertThat(bigQuery.getJob(JobId.of(PROJECT, "never"))).isNull();
    }

    @Test
    void valuesOfEveryTypeArriveAsTheyAre() throws Exception {
        FieldValueList row = bigQuery.query(
                        QueryJobConfiguration.of(
                                """
                                SELECT 1.5, NUMERIC '1.50', b'abc', TIME '12:00:00.5', DATETIME '1924-01-01 00:00:00',
                                  TIMESTAMP '2024-02-29 12:00:00.000001+01', INTERVAL 14 MONTH, JSON '{"a": 1}',
                                  STRUCT([TIMESTAMP '2024-01-01', TIMESTAMP '2024-01-02'] AS t, 'ü\\n"' AS s), CAST(NULL AS ARRAY<INT64>),
                                  RANGE<DATE> '[2020-01-01, UNBOUNDED)', CAST('nan' AS FLOAT64)"""))
                .iterateAll()
                .iterator()
                .next();
        assertThat(row.stream().limit(8).map(value -> value.getValue().toString()))
                .containsExactly(
                        "1.5",
                        "1.5",
                        "YWJj",
                        "12:00:00.500000",
                        "1924-01-01T00:00:00",
                        "1709204400.000001",
                        "1-2 0 0:0:0",
                        "{\"a\":1}");
        assertThat(row.get(8).getRecordValue().get(0).getRepeatedValue()).hasSize(2);
        assertThat(row.get(8).getRecordValue().get(1).getStringValue()).isEqualTo("ü\n\"");
        assertThat(row.get(9).getRepeatedValue()).isEmpty();
        assertThat(row.get(10).getRangeValue().getStart().getStringValue()).isEqualTo("2020-01-01");
        assertThat(row.get(11).getDoubleValue()).isNaN();
    }

    @Test
    void errorsOfARunningQueryAreTold() {
        assertThatThrownBy(() -> bigQuery.query(QueryJobConfiguration.of("SELECT 1 / 0")))
                .isInstanceOfSatisfying(BigQueryException.class, e -> {
                    assertThat(e.getReason()).isEqualTo("invalidQuery");
                    assertThat(e.getMessage()).startsWith("division by zero");
                });
    }

    @Test
    void aRunningQueryIsCancelledAtOnce() throws Exception {
        Job slow = bigQuery.create(JobInfo.newBuilder(
                        QueryJobConfiguration.of(
                                "SELECT SUM(MOD(a * b, 7)) FROM UNNEST(GENERATE_ARRAY(1, 1000000)) a, UNNEST(GENERATE_ARRAY(1, 1000000)) b"))
                .setJobId(JobId.of(PROJECT, "slow-" + UUID.randomUUID()))
                .build());
        Thread.sleep(200);
        long begin = System.nanoTime();
        assertThat(bigQuery.cancel(slow.getJobId())).isTrue();
        assertThatThrownBy(slow::waitFor).hasMessageContaining("cancelled");
        assertThat((System.nanoTime() - begin) / 1_000_000).isLessThan(5000);
    }

    @Test
    void aDryRunTellsColumnsTablesAndBytes() throws Exception {
        loadRatings("ratings", 1000, 1 << 20);
        JobStatistics.QueryStatistics statistics = bigQuery.create(
                        JobInfo.of(QueryJobConfiguration.newBuilder("SELECT rating FROM " + dataset + ".ratings")
                                .setDryRun(true)
                                .build()))
                .getStatistics();
        assertThat(statistics.getSchema().getFields().get(0).getName()).isEqualTo("rating");
        assertThat(statistics.getReferencedTables()).hasSize(1);
        assertThat(statistics.getTotalBytesProcessed()).isPositive();
    }

    @Test
    void rootPathsLeadToTheSamePlace() {
        given().header("Authorization", "Bearer " + CatalogDatabase.INTERNAL_TOKEN)
                .get("/projects/meshwright/datasets/" + dataset)
                .then()
                .statusCode(200)
                .body("id", equalTo("meshwright:" + dataset));
        given().get("/projects/meshwright/datasets/" + dataset).then().statusCode(401);
    }

    @Test
    void strangersAreRefusedInBigQuerysShape() throws IOException {
        given().when()
                .get("/bigquery/v2/projects/meshwright/datasets")
                .then()
                .statusCode(401)
                .body("error.code", equalTo(401))
                .body("error.status", equalTo("UNAUTHENTICATED"));
        assertThatThrownBy(() -> client("wrong").getDataset(dataset))
                .isInstanceOfSatisfying(
                        BigQueryException.class, e -> assertThat(e.getCode()).isEqualTo(401));
    }
}
