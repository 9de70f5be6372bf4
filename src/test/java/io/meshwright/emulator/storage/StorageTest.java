package io.meshwright.emulator.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.storage.Disposition.Write;
import io.meshwright.sql.Column;
import io.meshwright.sql.TableName;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageTest {

    private static final TableName STAGED = new TableName("p", "d", "staged");
    private static final TableName SERVED = new TableName("p", "d", "served");
    private static final TableSchema NUMBERS = TableSchema.of(List.of(new Column("n", "INT64")));
    private static final Disposition REPLACE = new Disposition(Write.WRITE_TRUNCATE, true);

    @TempDir
    Path directory;

    private Storage storage;
    private Writer writer;
    private Session session;

    @BeforeEach
    void open() {
        storage = Storage.open(DuckDb.open(settings(directory)));
        writer = new Writer(storage);
        session = storage.duckDb().session();
        if (storage.dataset("p", "d").isEmpty()) {
            new Datasets(storage).create("p", "d", properties());
        }
    }

    @AfterEach
    void close() {
        session.close();
        storage.close();
    }

    static DuckDb.Settings settings(Path directory) {
        return new DuckDb.Settings(
                directory.resolve("warehouse.duckdb"), "512MB", 2, directory.resolve("spill"), "1GB", List.of());
    }

    private static ObjectNode properties() {
        return JsonNodeFactory.instance.objectNode();
    }

    private StoredTable write(TableName name, String select, Disposition disposition) {
        return writer.write(
                session, name, new IncomingRows(NUMBERS, select), disposition, properties(), Writer.Remember.nothing());
    }

    private void copy() {
        writer.copy(session, STAGED, SERVED, REPLACE, said -> said, Writer.Remember.nothing());
    }

    private long physicalTables() {
        storage.removeUnused();
        return session.number("SELECT count(*) FROM duckdb_tables() WHERE schema_name = 'data'");
    }

    private long sum(TableName name) {
        return session.number("SELECT sum(n)::BIGINT FROM "
                + Storage.sql(storage.requireTable(name).physical()));
    }

    @Test
    void aCopySharesRowsUntilOneOfThemChanges() {
        write(STAGED, "SELECT * FROM range(10)", REPLACE);
        copy();
        assertThat(storage.requireTable(SERVED).physical())
                .isEqualTo(storage.requireTable(STAGED).physical());
        writer.change(
                session,
                STAGED,
                physical -> session.update("DELETE FROM " + Storage.sql(physical) + " WHERE n < 5"),
                Writer.Remember.nothing());
        assertThat(storage.requireTable(STAGED).rows()).isEqualTo(5);
        assertThat(storage.requireTable(SERVED).rows()).isEqualTo(10);
        assertThat(sum(SERVED)).isEqualTo(45);
        assertThat(physicalTables()).isEqualTo(2);
    }

    @Test
    void aReplacedTableStaysWhileSomebodyReadsIt() {
        long old = write(STAGED, "SELECT * FROM range(10)", REPLACE).physical();
        try (Lease lease = storage.lease()) {
            assertThat(lease.table(STAGED)).isPresent();
            lease.narrow();
            write(STAGED, "SELECT * FROM range(3)", REPLACE);
            assertThat(session.number("SELECT count(*) FROM " + Storage.sql(old)))
                    .isEqualTo(10);
            assertThat(lease.table(STAGED).orElseThrow().rows()).isEqualTo(10);
        }
        assertThat(physicalTables()).isEqualTo(1);
    }

    @Test
    void whatIsWrittenMovesFromTheLogIntoTheFileOnceNoMoreComes() {
        Housekeeping housekeeping = new Housekeeping(storage);
        write(STAGED, "SELECT * FROM range(10)", REPLACE);
        housekeeping.sweep();
        assertThat(storage.duckDb().logBytes()).isPositive();
        try (Session other = storage.duckDb().session()) {
            other.inTransaction(() -> {
                other.update("INSERT INTO "
                        + Storage.sql(storage.requireTable(STAGED).physical()) + " VALUES (1)");
                housekeeping.sweep();
                assertThat(storage.duckDb().logBytes()).isZero();
                assertThat(sum(STAGED)).isEqualTo(45);
            });
        }
        assertThat(sum(STAGED)).isEqualTo(46);
    }

    @Test
    void dispositionsAreKept() {
        write(STAGED, "SELECT 1", new Disposition(Write.WRITE_EMPTY, true));
        assertThatThrownBy(() -> write(STAGED, "SELECT 2", new Disposition(Write.WRITE_EMPTY, true)))
                .isInstanceOfSatisfying(
                        ApiError.class, e -> assertThat(e.reason()).isEqualTo("duplicate"));
        assertThatThrownBy(() -> write(SERVED, "SELECT 2", new Disposition(Write.WRITE_TRUNCATE, false)))
                .isInstanceOfSatisfying(
                        ApiError.class, e -> assertThat(e.reason()).isEqualTo("notFound"));
        assertThat(write(STAGED, "SELECT 2", new Disposition(Write.WRITE_APPEND, true))
                        .rows())
                .isEqualTo(2);
        assertThat(physicalTables()).isEqualTo(1);
    }

    @Test
    void aFailedWriteLeavesEverythingAsItWas() {
        write(STAGED, "SELECT * FROM range(10)", REPLACE);
        assertThatThrownBy(() -> write(STAGED, "SELECT error('no')::BIGINT", REPLACE))
                .isInstanceOf(ApiError.class);
        assertThatThrownBy(() -> writer.change(
                        session,
                        STAGED,
                        physical -> {
                            session.update("DELETE FROM " + Storage.sql(physical));
                            session.update("INSERT INTO " + Storage.sql(physical) + " SELECT error('no')::BIGINT");
                        },
                        Writer.Remember.nothing()))
                .isInstanceOf(ApiError.class);
        assertThat(sum(STAGED)).isEqualTo(45);
        assertThat(physicalTables()).isEqualTo(1);
    }

    @Test
    void readersSeeOneWholeVersionWhilePublishesGoOn() throws Exception {
        write(STAGED, "SELECT 1 FROM range(5000)", REPLACE);
        copy();
        AtomicBoolean ended = new AtomicBoolean();
        Callable<Integer> reader = () -> {
            int reads = 0;
            try (Session own = storage.duckDb().session()) {
                while (!ended.get()) {
                    readOnce(own);
                    reads++;
                }
            }
            return reads;
        };
        ExecutorService readers = Executors.newFixedThreadPool(3);
        List<Future<Integer>> results = List.of(readers.submit(reader), readers.submit(reader), readers.submit(reader));
        for (int i = 2; i < 60; i++) {
            write(STAGED, "SELECT " + i + " FROM range(5000)", REPLACE);
            copy();
        }
        ended.set(true);
        for (Future<Integer> result : results) {
            assertThat(result.get()).isPositive();
        }
        readers.shutdown();
        assertThat(physicalTables()).isEqualTo(1);
    }

    private void readOnce(Session own) {
        try (Lease lease = storage.lease()) {
            long physical = lease.table(SERVED).orElseThrow().physical();
            lease.narrow();
            own.query("SELECT count(*), min(n), max(n) FROM " + Storage.sql(physical), row -> {
                row.next();
                assertThat(row.getLong(1)).isEqualTo(5000);
                assertThat(row.getLong(2)).isEqualTo(row.getLong(3));
                return row;
            });
        }
    }

    @Test
    void everythingIsThereAfterReopening() {
        write(STAGED, "SELECT * FROM range(10)", REPLACE);
        writer.describe(session, STAGED, StoredTable::schema, properties().put("description", "ten numbers"));
        session.execute("CREATE TABLE data.t999 (orphan INTEGER)");
        close();
        open();
        StoredTable table = storage.requireTable(STAGED);
        assertThat(table.rows()).isEqualTo(10);
        assertThat(table.properties().path("description").asText()).isEqualTo("ten numbers");
        assertThat(table.schema()).isEqualTo(NUMBERS);
        assertThat(sum(STAGED)).isEqualTo(45);
        assertThat(physicalTables()).isEqualTo(1);
    }

    @Test
    void nothingOutsideIsWithinReach() {
        storage.duckDb().prepare(connection -> {});
        assertThatThrownBy(() -> session.execute("SELECT * FROM read_text('/etc/passwd')"))
                .isInstanceOf(ApiError.class);
        assertThatThrownBy(() -> session.execute("COPY (SELECT 1) TO '/tmp/out.csv'"))
                .isInstanceOf(ApiError.class);
        assertThatThrownBy(() -> session.execute("SET enable_external_access=true"))
                .isInstanceOf(ApiError.class);
        assertThatThrownBy(() -> session.execute("ATTACH '/tmp/other.duckdb'")).isInstanceOf(ApiError.class);
    }
}
