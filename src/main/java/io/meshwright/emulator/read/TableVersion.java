package io.meshwright.emulator.read;

import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.result.ColumnWire;
import io.meshwright.emulator.storage.DuckDb;
import io.meshwright.emulator.storage.FieldSchema;
import io.meshwright.emulator.storage.Session;
import io.meshwright.emulator.storage.Snapshot;
import io.meshwright.emulator.storage.Storage;
import io.meshwright.emulator.storage.StoredTable;
import io.meshwright.emulator.storage.TableSchema;
import io.meshwright.sql.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.duckdb.DuckDBDataChunkReader;

/**
 * The rows of a table as they were when a session began. Streams take turns: each reads a piece and lets the next one,
 * so none of them holds the table while its client is slow.
 */
final class TableVersion implements SessionRows {

    /** The column of a row's position beside those of the table, none of which BigQuery lets begin so. */
    static final String POSITION = "_ROW_TIMESTAMP_position";

    /** What DuckDB keeps together. */
    private static final long PIECE = 122_880;

    private final Storage storage;
    private final StoredTable table;
    private final List<Selection> columns;
    private final String rows;
    private final long end;
    private final boolean gapless;
    private final boolean sorted;
    private volatile Snapshot snapshot;

    /** Where the rows are: DuckDB SQL that gives all columns of the table, and the position. */
    @FunctionalInterface
    interface Source {
        String sql(StoredTable table);
    }

    /** @param sorted whether the source may give the rows in another order than that of their positions */
    TableVersion(Storage storage, TableName name, List<String> paths, Source source, boolean sorted) {
        this.storage = storage;
        this.sorted = sorted;
        this.snapshot = Snapshot.take(storage);
        try {
            this.table = snapshot.only(name).orElseThrow(() -> ApiError.notFound("Table " + Storage.text(name)));
            requireRows(table);
            this.columns = Selection.of(table.schema(), paths);
            this.rows = source.sql(table);
            this.end = number("SELECT coalesce(max(rowid) + 1, 0) FROM " + Storage.sql(table.physical()));
            this.gapless = end == number("SELECT count(*) FROM " + Storage.sql(table.physical()));
        } catch (RuntimeException e) {
            snapshot.close();
            throw e;
        }
    }

    private static void requireRows(StoredTable table) {
        if (table.isView()) {
            throw ApiError.invalid("request failed: only tables can be read through the Storage API; "
                    + Storage.text(table.name()) + " is a VIEW");
        }
        if (table.physical() == 0) {
            throw ApiError.invalid("request failed: Table " + Storage.text(table.name()) + " does not have a schema.");
        }
    }

    private long number(String sql) {
        return snapshot.session().number(sql);
    }

    StoredTable table() {
        return table;
    }

    @Override
    public TableSchema schema() {
        return Selection.schema(columns);
    }

    @Override
    public long end() {
        return end;
    }

    @Override
    public long estimatedRows() {
        return table.rows();
    }

    @Override
    public long estimatedBytes() {
        return storage.sizes()
                .bytes(
                        table,
                        columns.stream().map(column -> column.field().name()).collect(Collectors.toSet()));
    }

    @Override
    public synchronized long skip(long from, long to, long rows) {
        String sql = "SELECT " + POSITION + " FROM " + range(from, to) + " LIMIT 1 OFFSET " + rows;
        return rows == 0 ? from : session().query(sql, found -> found.next() ? found.getLong(1) : to);
    }

    @Override
    public synchronized long read(long from, long to, RowBatch batch) {
        long at = from;
        while (at < to && batch.bytes() < ReadStream.MESSAGE_BYTES) {
            long stop = Math.min(to, at + PIECE);
            at = piece(at, stop, batch);
        }
        return at;
    }

    private long piece(long from, long to, RowBatch batch) {
        int position = columns.size();
        return session().stream(select(from, to), chunks -> {
            while (chunks.nextChunk()) {
                DuckDBDataChunkReader chunk = chunks.chunk();
                long row = 0;
                while (row < chunk.rowCount()) {
                    long stop = Math.min(chunk.rowCount(), row + room(batch));
                    batch.take(chunk, row, stop);
                    row = stop;
                    if (batch.bytes() >= ReadStream.MESSAGE_BYTES) {
                        return chunk.vector(position).getLong(row - 1) + 1;
                    }
                }
            }
            return to;
        });
    }

    /** How many more rows of the length seen so far the message has room for. */
    private static long room(RowBatch batch) {
        long average = batch.rows() == 0 ? ReadStream.MESSAGE_BYTES / 16 : batch.bytes() / batch.rows() + 1;
        return Math.max(1, (ReadStream.MESSAGE_BYTES - batch.bytes()) / average);
    }

    private String select(long from, long to) {
        List<String> values = new ArrayList<>();
        for (Selection column : columns) {
            FieldSchema original = table.schema().fields().get(column.index());
            values.add(ColumnWire.column(column.field(), column.sql(original, DuckDb.identifier(original.name()))));
        }
        return "SELECT " + String.join(", ", values) + ", " + POSITION + " FROM " + range(from, to);
    }

    private String range(long from, long to) {
        return "(" + rows + ") WHERE " + POSITION + " >= " + from + " AND " + POSITION + " < " + to
                + (sorted ? " ORDER BY " + POSITION : "");
    }

    private Session session() {
        if (snapshot == null) {
            takeUp();
        }
        return snapshot.session();
    }

    /** The rows are still there where nothing has been written, and stand where they stood where none was removed. */
    private void takeUp() {
        Snapshot fresh = Snapshot.take(storage);
        boolean same = gapless && fresh.only(table.name()).filter(table::equals).isPresent();
        if (!same) {
            fresh.close();
            throw ApiError.notFound("The session rested, and table " + Storage.text(table.name())
                    + " has changed meanwhile; create another session.");
        }
        snapshot = fresh;
    }

    /** Of what reads at this moment, without waiting for it. */
    @Override
    public void stop(ApiError reason) {
        Snapshot reading = snapshot;
        if (reading != null) {
            reading.session().stop(reason);
        }
    }

    @Override
    public synchronized void rest() {
        close();
    }

    @Override
    public synchronized void close() {
        if (snapshot != null) {
            snapshot.close();
            snapshot = null;
        }
    }
}
