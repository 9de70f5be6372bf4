package io.meshwright.emulator.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.guard.Caller;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What jobs of one session share, and nobody else. */
class ClientSessionsTest {

    @TempDir
    static Path directory;

    @AutoClose
    private static LocalJobs warehouse;

    @BeforeAll
    static void open() {
        warehouse = new LocalJobs(directory);
        warehouse.job("CREATE SCHEMA sales");
    }

    private static String begin() {
        ObjectNode configuration = query("SELECT 1");
        ((ObjectNode) configuration.get("query")).put("createSession", true);
        return JobView.json(warehouse.job(configuration, LocalJobs.OPERATOR))
                .path("statistics")
                .path("sessionInfo")
                .path("sessionId")
                .asText();
    }

    private static ObjectNode query(String sql) {
        ObjectNode configuration = JsonNodeFactory.instance.objectNode();
        configuration.putObject("query").put("query", sql).put("useLegacySql", false);
        return configuration;
    }

    private static ObjectNode in(String session, ObjectNode configuration, String kind) {
        ObjectNode settings = (ObjectNode) configuration.get(kind);
        settings.putArray("connectionProperties")
                .addObject()
                .put("key", "session_id")
                .put("value", session);
        return configuration;
    }

    private static String ask(String session, String sql) {
        return LocalJobs.answer(warehouse.job(in(session, query(sql), "query"), LocalJobs.OPERATOR));
    }

    @Test
    void keepsTablesFunctionsAndVariablesFromJobToJob() {
        String session = begin();
        ask(session, "CREATE TEMP TABLE kept AS SELECT 1 AS a");
        ask(session, "CREATE TEMP FUNCTION twice(x INT64) AS (x * 2)");
        ask(session, "DECLARE factor INT64 DEFAULT 10; SET factor = factor + 1;");
        ask(session, "INSERT INTO kept VALUES (2)");
        assertThat(ask(session, "SELECT SUM(twice(a)) * factor FROM kept")).isEqualTo("66");
        assertThat(ask(session, "SET factor = factor * 2; SELECT factor, (SELECT COUNT(*) FROM _SESSION.kept)"))
                .isEqualTo("22,2");
        ask(session, "CREATE TEMP FUNCTION thrice(x INT64) AS (x * 3); SELECT thrice(1)");
        assertThat(ask(session, "BEGIN DECLARE inner_one INT64 DEFAULT 5; SELECT inner_one; END"))
                .isEqualTo("5");
        assertThat(ask(session, "SELECT inner_one")).contains("Unrecognized name: inner_one");
        assertThat(ask(session, "SELECT thrice(factor)")).isEqualTo("66");
        assertThat(ask(session, "SELECT @@session_id")).isEqualTo(session);
    }

    @Test
    void isNobodyElses() {
        String session = begin();
        ask(session, "CREATE TEMP TABLE own AS SELECT 1 AS a");
        assertThat(ask(begin(), "SELECT * FROM own")).contains("own");
        assertThat(warehouse.ask("SELECT * FROM own")).contains("must be qualified with a dataset");
        Caller other = new Caller("other", Set.of("operator"));
        assertThatThrownBy(() -> warehouse.job(in(session, query("SELECT 1"), "query"), other))
                .isInstanceOf(ApiError.class)
                .hasMessage("Not found: Session " + session);
        String hidden = warehouse
                .job(in(session, query("CREATE TEMP TABLE more AS SELECT 1 AS a"), "query"), LocalJobs.OPERATOR)
                .settings()
                .path("destinationTable")
                .path("datasetId")
                .asText();
        String full = "SELECT a FROM `" + hidden + "`.more";
        assertThat(LocalJobs.answer(warehouse.job(full, LocalJobs.OPERATOR))).isEqualTo("1");
        assertThat(LocalJobs.answer(warehouse.job(full, other))).startsWith("Not found: Table");
    }

    @Test
    void spansATransactionOverJobs() {
        warehouse.job("CREATE TABLE sales.orders (id INT64)");
        String session = begin();
        ask(session, "BEGIN TRANSACTION");
        ask(session, "INSERT INTO sales.orders VALUES (1)");
        assertThat(ask(session, "SELECT COUNT(*) FROM sales.orders")).isEqualTo("1");
        assertThat(warehouse.ask("SELECT COUNT(*) FROM sales.orders")).isEqualTo("0");
        ask(session, "ROLLBACK TRANSACTION");
        assertThat(ask(session, "SELECT COUNT(*) FROM sales.orders")).isEqualTo("0");
        ask(session, "BEGIN TRANSACTION; INSERT INTO sales.orders VALUES (2)");
        ask(session, "COMMIT TRANSACTION");
        assertThat(warehouse.ask("SELECT id FROM sales.orders")).isEqualTo("2");
        ask(session, "BEGIN TRANSACTION; INSERT INTO sales.orders VALUES (3)");
        assertThat(ask(session, "SELECT nothing")).contains("nothing");
        assertThat(ask(session, "SELECT COUNT(*) FROM sales.orders")).isEqualTo("2");
        ask(session, "CREATE TEMP TABLE t AS SELECT 1 AS a");
        assertThat(ask(session, "SELECT ERROR('late') FROM sales.orders")).startsWith("late");
        assertThat(ask(session, "SELECT COUNT(*) FROM sales.orders")).contains("after ROLLBACK TRANSACTION");
        ask(session, "CALL BQ.ABORT_SESSION()");
        assertThat(warehouse.ask("SELECT COUNT(*) FROM sales.orders")).isEqualTo("1");
    }

    @Test
    void remembersItsDatasetAndTimeZone() {
        warehouse.job("CREATE TABLE sales.names AS SELECT 'x' AS name");
        String session = begin();
        ask(session, "SET @@dataset_id = 'sales'; SET @@time_zone = 'Asia/Tokyo'");
        assertThat(ask(session, "SELECT name, STRING(TIMESTAMP '2026-01-01 00:00:00+00') FROM names"))
                .isEqualTo("x,2026-01-01 09:00:00+09");
    }

    @Test
    void endsWhenAbortedFromInsideOrOutside() {
        String inside = begin();
        ask(inside, "CREATE TEMP TABLE gone AS SELECT 1 AS a");
        ask(inside, "CALL BQ.ABORT_SESSION()");
        assertThatThrownBy(() -> ask(inside, "SELECT 1"))
                .hasMessageContaining("has expired and is no longer available");
        String outside = begin();
        assertThat(warehouse.ask("CALL BQ.ABORT_SESSION('" + outside + "')")).isEqualTo("-");
        assertThatThrownBy(() -> ask(outside, "SELECT 1")).hasMessageContaining("has expired");
        assertThat(warehouse.ask("CALL BQ.ABORT_SESSION()")).contains("There is no session to abort");
        assertThat(warehouse.storage().tables())
                .noneMatch(table -> table.name().table().equals("gone"));
    }

    @Test
    void endsWhenNobodyUsesIt() {
        String session = begin();
        Instant now = Instant.now();
        warehouse.sessions().sweep(now.plus(LocalJobs.IDLE).minusSeconds(60));
        assertThat(ask(session, "SELECT 1")).isEqualTo("1");
        warehouse.sessions().sweep(now.plus(LocalJobs.IDLE).plusSeconds(60));
        assertThatThrownBy(() -> ask(session, "SELECT 1")).hasMessageContaining("has expired");
        assertThat(warehouse.ask("SELECT is_active FROM `region-us`.INFORMATION_SCHEMA.SESSIONS_BY_USER"
                        + " WHERE session_id = '" + session + "'"))
                .isEqualTo("false");
    }

    @Test
    void goesOnAfterAJobWasCancelledAndLetsOneInAtATime() throws Exception {
        String session = begin();
        ask(session, "DECLARE kept INT64 DEFAULT 7");
        Job endless = warehouse
                .jobs()
                .submit(new JobRequest(
                        "p",
                        JobRequest.newId(),
                        JobRequest.LOCATION,
                        LocalJobs.OPERATOR,
                        in(session, query("LOOP SELECT 1; END LOOP"), "query"),
                        Optional.empty()));
        while (endless.state() != Job.State.RUNNING) {
            Thread.sleep(5);
        }
        ObjectNode second = in(session, query("SELECT 1"), "query").put("dryRun", true);
        assertThatThrownBy(() -> warehouse.job(second, LocalJobs.OPERATOR))
                .hasMessageContaining("is in use by another");
        warehouse.jobs().cancel(endless);
        endless.done().join();
        assertThat(ask(session, "SELECT kept")).isEqualTo("7");
    }

    @Test
    void loadsIntoItsTemporaryTables() throws Exception {
        String session = begin();
        Path csv = Files.writeString(directory.resolve("loaded.csv"), "1\n2\n");
        ObjectNode configuration = JsonNodeFactory.instance.objectNode();
        ObjectNode load = configuration.putObject("load").put("sourceFormat", "CSV");
        load.putObject("destinationTable").put("datasetId", "_SESSION").put("tableId", "loaded");
        load.putObject("schema").putArray("fields").addObject().put("name", "a").put("type", "INT64");
        Job job = warehouse.job(in(session, configuration, "load"), Optional.of(csv));
        assertThat(job.error()).isEmpty();
        assertThat(ask(session, "SELECT SUM(a) FROM loaded")).isEqualTo("3");
    }
}
