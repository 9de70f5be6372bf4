package io.meshwright.emulator.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.guard.Caller;
import io.meshwright.emulator.storage.AnonymousDataset;
import io.meshwright.sql.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hidden dataset of a caller, where results are found and clients put tables of their own. */
class AnonymousDatasetTest {

    private static final Caller READER = new Caller("reader", Set.of());
    private static final Caller STRANGER = new Caller("stranger", Set.of());

    @TempDir
    static Path directory;

    @AutoClose
    private static LocalJobs warehouse;

    @BeforeAll
    static void open() {
        warehouse = new LocalJobs(directory);
    }

    private static String ask(String sql, Caller caller) {
        return LocalJobs.answer(warehouse.job(sql, caller));
    }

    private static String place(Job job) {
        var place = job.settings().path("destinationTable");
        return "`p." + place.path("datasetId").asText() + "."
                + place.path("tableId").asText() + "`";
    }

    @Test
    void resultsAreReadAsTables() {
        Job job = warehouse.job(
                "SELECT 1 AS a, [STRUCT('x' AS k, DATE '2026-01-02' AS d), ('y', NULL)] AS l, b'\\xff' AS b,"
                        + " TIMESTAMP '2026-01-02 03:04:05.678901+00' AS t, TIMESTAMP '0001-01-01 00:00:00.000001+00' AS u,"
                        + " CAST('-inf' AS FLOAT64) AS f, NUMERIC '1.25' AS n, JSON '{\"a\": [1]}' AS j,"
                        + " DATETIME '2026-01-02 03:04:05' AS dt, TIME '03:04:05.5' AS ti, TRUE AS o, CAST(NULL AS INT64) AS z,"
                        + " ARRAY<INT64>[] AS e, BIGNUMERIC '1e-30' AS g, 'a\\nb\"' AS s",
                READER);
        String again = ask(
                "SELECT * FROM " + place(job) + " FOR SYSTEM_TIME AS OF TIMESTAMP_MILLIS("
                        + (job.ended().orElseThrow().toEpochMilli() + 1) + ")",
                READER);
        assertThat(again).isEqualTo(LocalJobs.answer(job));
        assertThat(ask("SELECT l[0].k, u FROM " + place(job), READER)).isEqualTo("x,-62135596799999999");
        assertThat(ask("SELECT * FROM " + place(job), STRANGER)).contains("User does not have permission");
        Job span = warehouse.job("SELECT MAKE_INTERVAL(1) AS i", READER);
        assertThat(ask("SELECT * FROM " + place(span), READER)).contains("type INTERVAL cannot be read as a table");
    }

    @Test
    void tablesOfACallerAreTheirsAndLiveADay() throws IOException {
        String dataset = AnonymousDataset.of("reader");
        ObjectNode configuration = JsonNodeFactory.instance.objectNode();
        ObjectNode load = configuration.putObject("load").put("writeDisposition", "WRITE_EMPTY");
        load.put("sourceFormat", "NEWLINE_DELIMITED_JSON");
        load.putObject("schema").putArray("fields").addObject().put("name", "a").put("type", "INTEGER");
        load.putObject("destinationTable").put("datasetId", dataset).put("tableId", "mine");
        Path file = Files.writeString(directory.resolve("rows.json"), "{\"a\": 7}");
        Job loaded = warehouse
                .jobs()
                .submit(new JobRequest(
                        "p", JobRequest.newId(), JobRequest.LOCATION, READER, configuration, Optional.of(file)))
                .done()
                .join();
        assertThat(loaded.error()).isEmpty();
        assertThat(ask("SELECT a FROM p." + dataset + ".mine", READER)).isEqualTo("7");
        assertThat(ask("SELECT a FROM p." + dataset + ".mine", STRANGER)).contains("User does not have permission");
        assertThat(ask("DROP TABLE p." + dataset + ".mine", STRANGER)).contains("User does not have permission");
        long end = warehouse
                .storage()
                .requireTable(new TableName("p", dataset, "mine"))
                .properties()
                .path("expirationTime")
                .asLong();
        assertThat(Instant.ofEpochMilli(end)).isAfter(Instant.now().plusSeconds(23 * 3600));
        assertThat(ask("CREATE SCHEMA " + dataset, LocalJobs.OPERATOR)).contains("User may not change datasets");
    }
}
