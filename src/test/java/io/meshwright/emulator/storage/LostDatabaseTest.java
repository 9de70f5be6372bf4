package io.meshwright.emulator.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.storage.Disposition.Write;
import io.meshwright.sql.Column;
import io.meshwright.sql.TableName;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DuckDB gives up on a database whose log it cannot move into its file; ours opens it again. */
class LostDatabaseTest {

    private static final TableName KEPT = new TableName("p", "d", "kept");
    private static final TableName LAST = new TableName("p", "d", "last");
    private static final TableSchema TEXTS = TableSchema.of(List.of(new Column("s", "STRING")));

    /** Rows that go into the log, which DuckDB moves when it has 16 MB. */
    private static final int LOGGED = 200;

    @TempDir
    Path directory;

    private final AtomicInteger openings = new AtomicInteger();
    private Storage storage;
    private Writer writer;

    @BeforeEach
    void open() {
        DuckDb duckDb = DuckDb.open(StorageTest.settings(directory));
        duckDb.prepare(connection -> {
            if (openings.incrementAndGet() == 1) {
                connection.createStatement().execute("SET debug_checkpoint_abort = 'before_header'");
            }
        });
        storage = Storage.open(duckDb);
        new Datasets(storage).create("p", "d", JsonNodeFactory.instance.objectNode());
        writer = new Writer(storage);
        try (Session session = storage.duckDb().session()) {
            write(session, KEPT, 10);
        }
    }

    @AfterEach
    void close() {
        storage.close();
    }

    private void write(Session session, TableName name, int rows) {
        writer.write(
                session,
                name,
                new IncomingRows(TEXTS, "SELECT repeat(md5(range::VARCHAR), 20) FROM range(" + rows + ")"),
                new Disposition(Write.WRITE_APPEND, true),
                JsonNodeFactory.instance.objectNode(),
                Writer.Remember.nothing());
    }

    private long rows(TableName name) {
        try (Session session = storage.duckDb().session()) {
            return session.number("SELECT count(*) FROM "
                    + Storage.sql(storage.requireTable(name).physical()));
        }
    }

    @Test
    void opensItsFileAgainWithAllThatWasCommitted() {
        try (Session other = storage.duckDb().session();
                Session session = storage.duckDb().session()) {
            var endless = CompletableFuture.supplyAsync(
                    () -> other.number("SELECT count(*) FROM range(1000000000) a, range(1000000000) b"));
            assertThatThrownBy(() -> session.execute("CHECKPOINT"))
                    .isInstanceOfSatisfying(
                            ApiError.class, e -> assertThat(e.status()).isEqualTo(503));
            assertThatThrownBy(endless::join)
                    .isInstanceOf(CompletionException.class)
                    .cause()
                    .isInstanceOfSatisfying(
                            ApiError.class, e -> assertThat(e.reason()).isEqualTo("backendError"));
            assertThatThrownBy(() -> session.number("SELECT 1")).isInstanceOf(ApiError.class);
        }
        assertThat(rows(KEPT)).isEqualTo(10);
        assertThat(openings).hasValue(2);
        try (Session session = storage.duckDb().session()) {
            write(session, KEPT, 5);
        }
        assertThat(rows(KEPT)).isEqualTo(15);
    }

    /** Said to have failed, they would be done again, and their rows were there twice. */
    @Test
    void acknowledgesWhatIsDurableThoughTheDatabaseIsLostAfterIt() {
        int acknowledged = 0;
        while (openings.get() == 1 && acknowledged < 400 * LOGGED) {
            try (Session session = storage.duckDb().session()) {
                write(session, LAST, LOGGED);
            }
            acknowledged += LOGGED;
        }
        assertThat(rows(LAST)).isEqualTo(acknowledged);
        assertThat(openings).hasValue(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    TransactionContext Error: Failed to commit: Could not write file "/w.duckdb": No space left on device | The disk of the embedded BigQuery is full (Could not write file "/w.duckdb": No space left on device). Free some of it and try again.
                    IO Error: Could not write file "/w.tmp": Input/output error | The embedded BigQuery lost its database (Could not write file "/w.tmp": Input/output error). Try again.
                    """)
    void saysThatTheDiskIsFull(String said, String told) {
        ApiError error = DuckDbFailure.translate(new SQLException(said), "");

        assertThat(error.status()).isEqualTo(503);
        assertThat(error).hasMessage(told);
    }
}
