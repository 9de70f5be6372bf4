package io.meshwright.emulator.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way to a table asks whether its caller may go there. */
class RightsTest {

    @TempDir
    private static Path directory;

    @AutoClose
    private static LocalEngine engine;

    @BeforeAll
    static void fill() {
        engine = new LocalEngine(directory);
        engine.query("CREATE SCHEMA shop");
        engine.query("CREATE SCHEMA shop_staging");
        engine.query("CREATE TABLE shop.orders AS SELECT 1 AS id");
        engine.query("CREATE TABLE shop_staging.secret_1 AS SELECT 42 AS hidden");
        engine.query("CREATE VIEW shop.leak AS SELECT hidden FROM shop_staging.secret_1");
    }

    private static void assertDenied(ObjectNode configuration) {
        for (boolean dryRun : new boolean[] {false, true}) {
            ObjectNode job = configuration.deepCopy();
            if (dryRun && !job.has("query")) {
                continue;
            }
            job.put("dryRun", dryRun);
            assertThatThrownBy(() -> engine.done(job, LocalEngine.READER))
                    .as(job.toString())
                    .isInstanceOfSatisfying(ApiError.class, error -> {
                        assertThat(error.reason()).isEqualTo("accessDenied");
                        assertThat(error.status()).isEqualTo(403);
                        assertThat(error.getMessage())
                                .startsWith("Access Denied: ")
                                .doesNotContain("hidden");
                    });
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM shop_staging.secret_1",
                "SELECT nope FROM shop_staging.secret_1",
                "SELECT 1 FROM shop_staging.never_was",
                "SELECT * FROM shop.leak",
                "SELECT * FROM `shop_staging.secret_*`",
                "SELECT id FROM shop.orders WHERE id IN (SELECT hidden FROM shop_staging.secret_1)",
                "SELECT * FROM shop_staging.INFORMATION_SCHEMA.COLUMNS",
                "SELECT * FROM shop_staging.INFORMATION_SCHEMA.PARTITIONS",
                "SELECT * FROM shop_staging.INFORMATION_SCHEMA.NEVER_WAS",
                "SELECT * FROM never_staging.INFORMATION_SCHEMA.NEVER_WAS",
                "CREATE FUNCTION shop.f() AS (1)",
                "CREATE PROCEDURE shop_staging.p() BEGIN SELECT 1; END",
                "DROP FUNCTION IF EXISTS shop_staging.f",
                "INSERT INTO shop.orders (id) VALUES (2)",
                "UPDATE shop.orders SET id = 2 WHERE TRUE",
                "DELETE FROM shop.orders WHERE TRUE",
                "TRUNCATE TABLE shop.orders",
                "CREATE TABLE shop.mine AS SELECT 1 AS id",
                "CREATE OR REPLACE VIEW shop.orders AS SELECT 1 AS id",
                "DROP TABLE shop.orders",
                "CREATE SCHEMA mine",
                "EXPORT DATA OPTIONS (uri = 'mine-*', format = 'CSV') AS SELECT 1 AS id",
                "LOAD DATA INTO shop.orders FROM FILES (uris = ['mine'], format = 'CSV')",
                "DROP SCHEMA shop"
            })
    void statementsAreRefused(String sql) {
        assertDenied(LocalEngine.queryJob(sql));
    }

    @Test
    void jobsAreRefused() {
        ObjectNode destination = LocalEngine.queryJob("SELECT 1 AS id");
        table(((ObjectNode) destination.get("query")).putObject("destinationTable"), "shop", "mine");
        assertDenied(destination);

        ObjectNode reading = LocalEngine.queryJob("");
        ObjectNode copy = reading.removeAll().putObject("copy");
        table(copy.putObject("sourceTable"), "shop_staging", "secret_1");
        table(copy.putObject("destinationTable"), "shop", "mine");
        assertDenied(reading);
        table(copy.putObject("sourceTable"), "shop", "orders");
        assertDenied(reading);

        ObjectNode extract = LocalEngine.queryJob("");
        ObjectNode settings = extract.removeAll().putObject("extract");
        table(settings.putObject("sourceTable"), "shop_staging", "secret_1");
        settings.put("destinationUri", directory.resolve("out.csv").toUri().toString());
        assertDenied(extract);

        ObjectNode load = LocalEngine.queryJob("");
        table(load.removeAll().putObject("load").putObject("destinationTable"), "shop", "orders");
        assertDenied(load);
    }

    private static void table(ObjectNode reference, String dataset, String table) {
        reference.put("datasetId", dataset).put("tableId", table);
    }

    @Test
    void theSameQuestionOverUnchangedTablesIsAnsweredAgainWithoutBeingRun() {
        ObjectNode question = LocalEngine.queryJob("SELECT SUM(id) AS s FROM shop.cached");
        engine.query("CREATE TABLE shop.cached AS SELECT 1 AS id");
        Job first = engine.done(question.deepCopy(), LocalEngine.OPERATOR);
        assertThat(first.detail().path("cacheHit").asBoolean()).isFalse();
        assertThat(first.detail().path("totalBytesProcessed").asText()).isEqualTo("8");
        assertThat(first.detail().path("totalBytesBilled").asText()).isEqualTo("10485760");
        Job second = engine.done(question.deepCopy(), LocalEngine.OPERATOR);
        assertThat(second.detail().path("cacheHit").asBoolean()).isTrue();
        assertThat(second.detail().path("totalBytesProcessed").asText()).isEqualTo("0");
        assertThat(LocalEngine.rows(second)).containsExactly("1");
        engine.query("INSERT INTO shop.cached (id) VALUES (10)");
        assertThat(LocalEngine.rows(engine.done(question.deepCopy(), LocalEngine.OPERATOR)))
                .containsExactly("11");
        assertThat(engine.done(question.deepCopy(), LocalEngine.READER)
                        .detail()
                        .path("cacheHit")
                        .asBoolean())
                .isFalse();
        ((ObjectNode) question.get("query")).put("useQueryCache", false);
        assertThat(engine.done(question, LocalEngine.OPERATOR)
                        .detail()
                        .path("cacheHit")
                        .asBoolean())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT RAND() AS r", "SELECT CURRENT_TIMESTAMP() AS t", "SELECT GENERATE_UUID() AS u"})
    void whatChangesByItselfIsAskedAnew(String sql) {
        assertThat(engine.query(sql)).isNotEqualTo(engine.query(sql));
    }

    @Test
    void aQueryThatCostsTooMuchIsRefused() {
        ObjectNode question = LocalEngine.queryJob("SELECT id FROM shop.orders");
        ((ObjectNode) question.get("query")).put("maximumBytesBilled", "1000");
        assertThatThrownBy(() -> engine.done(question, LocalEngine.OPERATOR))
                .hasMessage("Query exceeded limit for bytes billed: 1000. 10485760 or higher required.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EXECUTE IMMEDIATE 'SELECT * FROM shop_staging.secret_1'",
                "EXECUTE IMMEDIATE 'SELECT hidden FROM shop_staging.secret_1' INTO x",
                "SET x = (SELECT hidden FROM shop_staging.secret_1)",
                "FOR r IN (SELECT * FROM shop_staging.secret_1) DO SELECT r; END FOR",
                "IF EXISTS (SELECT 1 FROM shop_staging.secret_1) THEN SELECT 1; END IF",
                "CREATE TEMP TABLE t AS SELECT * FROM shop_staging.secret_1",
                "CREATE TEMP TABLE t CLONE shop_staging.secret_1",
                "CREATE TABLE shop.mine CLONE shop_staging.secret_1",
                "CREATE SNAPSHOT TABLE shop.mine CLONE shop_staging.secret_1",
                "CREATE TEMP FUNCTION f() AS ((SELECT hidden FROM shop_staging.secret_1)); SELECT f()",
                "SELECT * FROM shop.peek()",
                "CALL shop.tell()",
                "EXPORT DATA OPTIONS (uri = 'mine-*', format = 'CSV') AS SELECT * FROM shop_staging.secret_1",
                "LOAD DATA INTO TEMP TABLE t (id INT64) FROM FILES (uris = ['warehouse.duckdb'], format = 'CSV')"
            })
    void scriptsAndRoutinesLeadNowhereElse(String statement) {
        engine.query("CREATE TABLE FUNCTION IF NOT EXISTS shop.peek() AS SELECT hidden FROM shop_staging.secret_1");
        engine.query("CREATE PROCEDURE IF NOT EXISTS shop.tell() BEGIN SELECT * FROM shop_staging.secret_1; END");
        assertThatThrownBy(() -> engine.query("DECLARE x INT64; " + statement, LocalEngine.READER))
                .isInstanceOfSatisfying(ApiError.class, error -> {
                    assertThat(error.reason()).isEqualTo("accessDenied");
                    assertThat(error.getMessage()).contains("Access Denied: ").doesNotContain("42");
                });
    }
}
