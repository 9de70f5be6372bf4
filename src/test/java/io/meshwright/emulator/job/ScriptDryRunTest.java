package io.meshwright.emulator.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.guard.Caller;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scripts that are checked and not run. */
class ScriptDryRunTest {

    @TempDir
    static Path directory;

    @AutoClose
    private static LocalJobs warehouse;

    @BeforeAll
    static void open() {
        warehouse = new LocalJobs(directory);
        warehouse.job("CREATE SCHEMA d");
        warehouse.job("CREATE TABLE d.stock AS SELECT 'pen' AS product, 2 AS quantity");
        warehouse.job("CREATE PROCEDURE d.twice(IN x INT64, OUT y INT64) BEGIN SET y = 2 * x; END");
    }

    private static Job dry(String sql, Caller caller) {
        ObjectNode configuration = LocalEngine.queryJob(sql);
        return warehouse.job(configuration.put("dryRun", true), caller);
    }

    private static String bytes(Job job) {
        assertThat(job.detail().path("totalBytesBilled").asText()).isEqualTo("0");
        assertThat(job.statistics().has("numChildJobs")).isFalse();
        return job.statistics().path("totalBytesProcessed").asText() + " "
                + job.detail().path("totalBytesProcessedAccuracy").asText();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            textBlock =
                    """
            SELECT quantity FROM d.stock; SELECT product FROM d.stock; => 13 PRECISE
            DECLARE n INT64 DEFAULT (SELECT SUM(quantity) FROM d.stock); SELECT n + 1 => 8 PRECISE
            DECLARE n, m INT64; SET (n, m) = (SELECT AS STRUCT quantity, 1 FROM d.stock); SELECT n + m => 8 PRECISE
            BEGIN TRANSACTION; UPDATE d.stock SET quantity = 3 WHERE TRUE; COMMIT TRANSACTION; SELECT 1 => 8 PRECISE
            BEGIN DECLARE n INT64; SELECT quantity + n FROM d.stock; EXCEPTION WHEN ERROR THEN SELECT none; END => 8 PRECISE
            SELECT quantity FROM d.stock; CREATE TABLE d.made AS SELECT product FROM d.stock; SELECT * FROM d.made => 13 LOWER_BOUND
            SELECT quantity FROM d.stock; IF none THEN SELECT none; END IF => 8 LOWER_BOUND
            SELECT quantity FROM d.stock; EXECUTE IMMEDIATE 'SELECT none'; SELECT none => 8 LOWER_BOUND
            DECLARE y INT64; CALL d.twice((SELECT quantity FROM d.stock), y); SELECT none => 8 LOWER_BOUND
            SELECT quantity FROM d.stock; SET @@dataset_id = 'd'; SELECT * FROM stock => 8 LOWER_BOUND
            """)
    void addUpWhatTheirStatementsReadAsFarAsThatIsKnown(String script, String expected) {
        Job job = dry(script, LocalJobs.OPERATOR);
        assertThat(job.error()).isEmpty();
        assertThat(bytes(job)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            textBlock =
                    """
            SELECT 1; SELECT none FROM d.stock => Query error: Unrecognized name: none at [1:18]
            SELECT 1; SELECT * FROM d.nowhere => Query error: Not found: Table p:d.nowhere was not found in location US at [1:25]
            DECLARE n INT64; SET n = (SELECT product FROM d.stock) => Query error: Cannot coerce expression of type STRING to type INT64 at [1:18]
            DECLARE n INT64; SET m = 1 => Query error: Undeclared variable: m at [1:18]
            SELECT 1; CALL d.twice(1) => Query error: Procedure p.d.twice takes 2 arguments and is called with 1 at [1:11]
            SELECT 1; CALL d.thrice(1) => Query error: Procedure not found: d.thrice at [1:11]
            SELECT 1; EXECUTE IMMEDIATE 1 => Query error: Cannot coerce expression of type INT64 to type STRING at [1:11]
            SELECT 1; CREATE TABLE d.made AS SELECT none => Query error: Unrecognized name: none at [1:41]
            """)
    void sayWhatIsWrongAndWhere(String script, String expected) {
        assertThatThrownBy(() -> dry(script, LocalJobs.OPERATOR)).hasMessage(expected);
        assertThat(LocalJobs.answer(warehouse.job(script, LocalJobs.OPERATOR))).isEqualTo(expected);
    }

    @Test
    void changeNothing() {
        dry("DELETE FROM d.stock WHERE TRUE; CREATE TABLE d.made (a INT64)", LocalJobs.OPERATOR);
        assertThat(warehouse.ask("SELECT COUNT(*) FROM d.stock")).isEqualTo("1");
        assertThat(warehouse.ask("SELECT * FROM d.made")).contains("d.made");
    }

    @Test
    void areRefusedToAStrangerLikeTheRun() {
        Caller stranger = new Caller("stranger", Set.of());
        String script = "SELECT 1; DELETE FROM d.stock WHERE TRUE;";
        assertThatThrownBy(() -> dry(script, stranger))
                .hasMessage(LocalJobs.answer(warehouse.job(script, stranger)))
                .hasMessageContaining("d.stock");
    }

    @Test
    void costNoMoreThanTheirCallerWants() {
        ObjectNode configuration = LocalEngine.queryJob("SELECT quantity FROM d.stock; SELECT product FROM d.stock");
        configuration.put("dryRun", true).withObjectProperty("query").put("maximumBytesBilled", "10485760");
        assertThatThrownBy(() -> warehouse.job(configuration, LocalJobs.OPERATOR))
                .hasMessage("Query exceeded limit for bytes billed: 10485760. 20971520 or higher required.");
    }
}
