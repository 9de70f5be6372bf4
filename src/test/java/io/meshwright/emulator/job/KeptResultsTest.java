package io.meshwright.emulator.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.guard.Caller;
import io.meshwright.emulator.result.QueryRows;
import io.meshwright.emulator.storage.DuckDb;
import io.meshwright.emulator.storage.Session;
import io.meshwright.emulator.storage.TableSchema;
import io.meshwright.sql.Column;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptResultsTest {

    private static final TableSchema SCHEMA = TableSchema.of(List.of(new Column("n", "INT64")));

    /** As many as one result that goes to disk, and not two. */
    private static final long ROOM = 300_000;

    private static final int LARGE = 10_000;

    @TempDir
    Path directory;

    private DuckDb duckDb;

    @BeforeEach
    void open() {
        duckDb = DuckDb.open(new DuckDb.Settings(
                directory.resolve("test.duckdb"), "256MB", 2, directory.resolve("spill"), "1GB", List.of()));
    }

    @AfterEach
    void close() {
        duckDb.close();
    }

    @Test
    void largeResultsMoveToDiskAndTheOldestIsForgottenWhenThatIsFull() {
        KeptResults kept = new KeptResults(ROOM, ROOM);
        Job first = kept(kept, rows(LARGE));
        Job second = kept(kept, rows(LARGE));
        assertThat(rowsOf(first).spooledBytes()).isPositive();
        assertThat(rowsOf(second).heldBytes()).isPositive();

        Job third = kept(kept, rows(LARGE));
        assertThat(first.rows()).isEmpty();
        assertThat(rowsOf(second).page(0, 1).rows()).isOne();
        assertThat(rowsOf(third).page(0, 1).rows()).isOne();
    }

    @Test
    void whatIsUsedAgainStaysLonger() {
        QueryRows rows = rows(100);
        KeptResults kept = new KeptResults(2 * rows.heldBytes(), ROOM);
        Job first = kept(kept, rows);
        Job other = kept(kept, rows(100));
        Job again = kept(kept, rows);
        kept(kept, rows(100));
        assertThat(other.rows()).isEmpty();
        assertThat(rowsOf(first)).isSameAs(rowsOf(again));
    }

    @Test
    void aJobThatIsDeletedAsItEndsLeavesNoResult() {
        try (JobHistory history = new JobHistory(List.of(), ROOM)) {
            for (boolean deleted : new boolean[] {false, true}) {
                Job job = job();
                history.add(job);
                job.giveRows(rows(100));
                if (deleted) {
                    history.delete(job);
                }
                history.ended(job);
                assertThat(job.rows().isEmpty()).isEqualTo(deleted);
            }
        }
    }

    @Test
    void aSharedResultGoesWithItsLastJob() {
        KeptResults kept = new KeptResults(ROOM, ROOM);
        QueryRows rows = rows(LARGE);
        Job script = kept(kept, rows);
        Job statement = kept(kept, rows);
        kept(kept, rows(LARGE));
        kept.forget(statement);
        assertThat(rowsOf(script).page(LARGE - 1, 1).rows()).isOne();
        kept.forget(script);
        assertThat(directory.toFile().list((parent, name) -> name.endsWith(".rows")))
                .isEmpty();
    }

    private static Job kept(KeptResults kept, QueryRows rows) {
        Job job = job();
        job.giveRows(rows);
        kept.keep(job);
        return job;
    }

    private static Job job() {
        ObjectNode configuration = JsonNodeFactory.instance.objectNode();
        configuration.putObject("query").put("query", "SELECT 1");
        return new Job(new JobRequest(
                "p",
                JobRequest.newId(),
                JobRequest.LOCATION,
                new Caller("ann", Set.of()),
                configuration,
                Optional.empty()));
    }

    private static QueryRows rowsOf(Job job) {
        return (QueryRows) job.rows().orElseThrow();
    }

    private QueryRows rows(int count) {
        try (Session session = duckDb.session()) {
            return QueryRows.run(
                    session, "SELECT range FROM range(" + count + ")", SCHEMA, false, directory, Long.MAX_VALUE);
        }
    }
}
