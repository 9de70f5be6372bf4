package io.meshwright.emulator.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshwright.emulator.error.ApiError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a script is a job below its own, and what such a job tells. */
class ChildJobsTest {

    @TempDir
    static Path directory;

    @AutoClose
    private static LocalJobs warehouse;

    @BeforeAll
    static void open() {
        warehouse = new LocalJobs(directory);
        warehouse.job("CREATE SCHEMA d");
        warehouse.job("CREATE TABLE d.stock AS SELECT 'pen' AS product, 2 AS quantity");
    }

    /** The oldest first. */
    private static List<Job> children(Job script) {
        List<Job> children = new ArrayList<>(warehouse.jobs().history().list("p").stream()
                .filter(job -> job.statistics().path("parentJobId").asText().equals(script.id()))
                .toList());
        Collections.reverse(children);
        assertThat(script.statistics().path("numChildJobs").asInt()).isEqualTo(children.size());
        return children;
    }

    private static JsonNode told(Job child) {
        return child.statistics().path("scriptStatistics");
    }

    @Test
    void statementsHaveTheirPlaceAndRows() {
        Job script = warehouse.job(
                "DECLARE x INT64 DEFAULT 1; SELECT x;\nINSERT INTO d.stock SELECT product, 0 FROM d.stock WHERE FALSE;");
        assertThat(script.error()).isEmpty();
        assertThat(script.detail().path("statementType").asText()).isEqualTo("SCRIPT");
        List<Job> children = children(script);
        assertThat(children)
                .extracting(job -> job.detail().path("statementType").asText())
                .containsExactly("SELECT", "INSERT");
        JsonNode frame = told(children.get(0)).path("stackFrames").get(0);
        assertThat(frame.path("startColumn").asInt()).isEqualTo(28);
        assertThat(frame.path("text").asText()).isEqualTo("SELECT x");
        assertThat(LocalJobs.answer(children.get(0))).isEqualTo("1");
    }

    @Test
    void queriesOfLoopsAndDynamicStatementsAreJobsToo() {
        Job script = warehouse.job(
                """
                DECLARE n INT64;
                FOR r IN (SELECT product FROM d.stock) DO SET n = 0; END FOR;
                EXECUTE IMMEDIATE 'SELECT COUNT(*) FROM d.stock' INTO n;
                BEGIN
                  FOR r IN (SELECT 1 / 0 AS q) DO SET n = 0; END FOR;
                EXCEPTION WHEN ERROR THEN SELECT 'caught';
                END;
                """);
        assertThat(LocalJobs.answer(script)).isEqualTo("caught");
        assertThat(children(script))
                .extracting(job -> job.settings().path("query").asText() + " => "
                        + job.detail().path("referencedTables").size()
                        + job.error().map(ApiError::reason).orElse(""))
                .containsExactly(
                        "SELECT product FROM d.stock => 1",
                        "SELECT COUNT(*) FROM d.stock => 1",
                        "SELECT 1 / 0 AS q => 0invalidQuery",
                        "SELECT 'caught' => 0");
    }

    @Test
    void expressionsWithAQueryInsideAreJobsAndOthersAreNot() {
        Job script = warehouse.job(
                """
                DECLARE n INT64 DEFAULT (SELECT SUM(quantity) FROM d.stock);
                SET n = n + 1;
                IF 'pen' IN (SELECT product FROM d.stock) THEN SET n = n * 10; END IF;
                CASE n WHEN (SELECT 30) THEN SELECT n, @@script.bytes_processed, @@script.num_child_jobs; END CASE;
                """);
        List<Job> children = children(script);
        assertThat(children)
                .extracting(job -> told(job).path("evaluationKind").asText() + " "
                        + told(job).path("stackFrames").get(0).path("text").asText())
                .containsExactly(
                        "EXPRESSION (SELECT SUM(quantity) FROM d.stock)",
                        "EXPRESSION 'pen' IN (SELECT product FROM d.stock)",
                        "EXPRESSION (SELECT 30)",
                        "STATEMENT SELECT n, @@script.bytes_processed, @@script.num_child_jobs");
        long read = children.stream()
                .mapToLong(job -> job.statistics().path("totalBytesProcessed").asLong())
                .sum();
        assertThat(LocalJobs.answer(script)).isEqualTo("30," + read + ",3");
        assertThat(script.statistics().path("totalBytesProcessed").asLong())
                .isEqualTo(read)
                .isPositive();
        assertThat(script.detail().path("totalBytesBilled").asLong()).isEqualTo(20L << 20);
    }

    @Test
    void whatATransactionIsMadeOfHasItsName() {
        Job script = warehouse.job(
                """
                BEGIN TRANSACTION;
                UPDATE d.stock SET quantity = (SELECT 5) WHERE TRUE;
                IF EXISTS (SELECT 1 FROM d.stock WHERE quantity = 5) THEN ROLLBACK TRANSACTION; END IF;
                BEGIN TRANSACTION;
                COMMIT TRANSACTION;
                SELECT 1;
                """);
        List<Job> children = children(script);
        assertThat(children)
                .extracting(job -> job.detail().path("statementType").asText())
                .containsExactly(
                        "BEGIN_TRANSACTION",
                        "UPDATE",
                        "SELECT",
                        "ROLLBACK_TRANSACTION",
                        "BEGIN_TRANSACTION",
                        "COMMIT_TRANSACTION",
                        "SELECT");
        List<String> transactions = children.stream()
                .map(job -> job.statistics()
                        .path("transactionInfo")
                        .path("transactionId")
                        .asText())
                .toList();
        assertThat(transactions.subList(0, 4)).containsOnly(transactions.get(0));
        assertThat(transactions.subList(4, 6)).containsOnly(transactions.get(4));
        assertThat(transactions.get(0)).isNotEmpty().isNotEqualTo(transactions.get(4));
        assertThat(transactions.get(6)).isEmpty();
        assertThat(warehouse.ask("SELECT quantity FROM d.stock")).isEqualTo("2");
    }

    @Test
    void thePriceOfExpressionsIsLimitedToo() {
        var configuration = LocalEngine.queryJob("DECLARE n INT64; SET n = (SELECT SUM(quantity) FROM d.stock)");
        configuration.withObjectProperty("query").put("maximumBytesBilled", "1");
        assertThat(LocalJobs.answer(warehouse.job(configuration, LocalJobs.OPERATOR)))
                .contains("Query exceeded limit for bytes billed: 1. 10485760 or higher required.");
    }
}
