package io.meshwright.emulator.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.storage.StoredTable;
import io.meshwright.sql.TableName;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables read as they were at some time, which works as long as they are the same now. */
class PastTablesTest {

    @TempDir
    static Path directory;

    @AutoClose
    private static LocalJobs warehouse;

    @BeforeAll
    static void open() {
        warehouse = new LocalJobs(directory);
        ask("CREATE SCHEMA d");
        ask("CREATE TABLE d.still AS SELECT 1 AS a");
    }

    private static String ask(String sql) {
        return warehouse.ask(sql);
    }

    private static StoredTable table(String name) {
        return warehouse.storage().requireTable(new TableName("p", "d", name));
    }

    private static String at(String name, Instant time) {
        return ask("SELECT * FROM d." + name + " FOR SYSTEM_TIME AS OF TIMESTAMP_MILLIS(" + time.toEpochMilli() + ")");
    }

    private static Job copy(String from, String to, String operation) {
        ObjectNode configuration = JsonNodeFactory.instance.objectNode();
        ObjectNode copy = configuration.putObject("copy").put("operationType", operation);
        copy.putObject("sourceTable").put("datasetId", "d").put("tableId", from);
        copy.putObject("destinationTable").put("datasetId", "d").put("tableId", to);
        return warehouse.job(configuration, LocalJobs.OPERATOR);
    }

    @Test
    void readsWhatHasNotChangedSinceAsItIs() {
        assertThat(ask("SELECT a FROM d.still FOR SYSTEM_TIME AS OF CURRENT_TIMESTAMP()"))
                .isEqualTo("1");
        assertThat(at("still", table("still").modified())).isEqualTo("1");
        assertThat(ask("CREATE TABLE d.taken CLONE d.still FOR SYSTEM TIME AS OF CURRENT_TIMESTAMP(); "
                        + "SELECT * FROM d.taken JOIN d.still FOR SYSTEM_TIME AS OF CURRENT_TIMESTAMP() USING (a)"))
                .isEqualTo("1");
        assertThat(ask(
                        "DECLARE n INT64; SET n = (SELECT COUNT(*) FROM d.still FOR SYSTEM_TIME AS OF CURRENT_TIMESTAMP());"
                                + " SELECT n"))
                .isEqualTo("1");
    }

    @Test
    void decidesAnewEachTimeAStatementRuns() {
        ask("CREATE TABLE d.emptied AS SELECT 1 AS a");
        Instant before = table("emptied").modified();
        ask("CREATE VIEW d.then AS SELECT * FROM d.emptied FOR SYSTEM_TIME AS OF TIMESTAMP_MILLIS("
                + before.toEpochMilli() + ")");
        assertThat(at("emptied", before)).isEqualTo("1");
        assertThat(ask("SELECT * FROM d.then")).isEqualTo("1");
        ask("DELETE FROM d.emptied WHERE true");
        long changed = table("emptied").modified().toEpochMilli();
        String refusal = "Invalid time travel timestamp " + before.toEpochMilli() + " for table p:d.emptied@"
                + before.toEpochMilli()
                + ". The embedded warehouse keeps no earlier versions of a table, and this one last"
                + " changed at " + changed;
        assertThat(at("emptied", before)).isEqualTo(refusal);
        assertThat(ask("SELECT * FROM d.then")).isEqualTo(refusal);
        assertThat(at("emptied", Instant.ofEpochMilli(changed))).isEmpty();
        ask("CREATE OR REPLACE TABLE d.emptied AS SELECT 2 AS a");
        assertThat(at("emptied", Instant.ofEpochMilli(changed))).contains("Cannot read before");
    }

    @Test
    void refusesTheFutureAndWhatWasBeforeATable() {
        Instant now = Instant.now();
        assertThat(at("still", now.plusSeconds(3600)))
                .startsWith("Invalid time travel timestamp ")
                .contains("Cannot read after ");
        assertThat(at("still", table("still").created().minusMillis(1)))
                .endsWith("Cannot read before " + table("still").created().toEpochMilli());
        assertThat(ask("SELECT 1 FROM d.still FOR SYSTEM_TIME AS OF CAST(NULL AS TIMESTAMP)"))
                .isEqualTo("FOR SYSTEM_TIME AS OF is NULL for table p:d.still");
    }

    @Test
    void refusesWhatCannotBeDecidedForTheWholeStatement() {
        String now = " FOR SYSTEM_TIME AS OF CURRENT_TIMESTAMP()";
        assertThat(ask("SELECT * FROM d.still" + now + ", d.still AS other")).contains("more than one point in time");
        assertThat(ask("SELECT * FROM d.still FOR SYSTEM_TIME AS OF (SELECT CURRENT_TIMESTAMP())"))
                .contains("with a subquery");
        assertThat(ask("BEGIN TRANSACTION; SELECT * FROM d.still" + now)).contains("not supported in a transaction");
        ask("CREATE VIEW d.seen AS SELECT * FROM d.still");
        assertThat(ask("SELECT * FROM d.seen" + now)).contains("on anything but a table: p.d.seen");
    }

    @Test
    void countsAsChangedWhenItsTransactionIsCommitted() {
        ask("CREATE TABLE d.later AS SELECT 1 AS a");
        ObjectNode begin = JsonNodeFactory.instance.objectNode();
        begin.putObject("query")
                .put("query", "BEGIN TRANSACTION; INSERT d.later VALUES (2)")
                .put("createSession", true);
        Job began = warehouse.job(begin, LocalJobs.OPERATOR);
        Instant written = Instant.now();
        ObjectNode end = JsonNodeFactory.instance.objectNode();
        end.putObject("query")
                .put("query", "COMMIT TRANSACTION")
                .putArray("connectionProperties")
                .addObject()
                .put("key", "session_id")
                .put(
                        "value",
                        JobView.json(began)
                                .at("/statistics/sessionInfo/sessionId")
                                .asText());
        assertThat(LocalJobs.answer(warehouse.job(end, LocalJobs.OPERATOR))).isEqualTo("-");
        assertThat(at("later", written)).contains("keeps no earlier versions");
        assertThat(at("later", table("later").modified())).isEqualTo("1; 2");
    }

    @Test
    void copiesATableAsItWas() {
        long time = table("still").modified().toEpochMilli();
        assertThat(copy("still@" + time, "snapshot", "SNAPSHOT").error()).isEqualTo(Optional.empty());
        assertThat(table("snapshot")
                        .properties()
                        .at("/snapshotDefinition/snapshotTime")
                        .asText())
                .isEqualTo(Instant.ofEpochMilli(time).toString());
        assertThat(LocalJobs.answer(copy("still@" + (time - 3_600_000), "copied", "COPY")))
                .contains("Cannot read before");
        assertThat(LocalJobs.answer(copy("still", "copied@" + time, "COPY"))).contains("Invalid table ID");
    }
}
