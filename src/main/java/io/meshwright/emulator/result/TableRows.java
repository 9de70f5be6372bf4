package io.meshwright.emulator.result;

import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.storage.Lease;
import io.meshwright.emulator.storage.Partitioning;
import io.meshwright.emulator.storage.Session;
import io.meshwright.emulator.storage.Storage;
import io.meshwright.emulator.storage.StoredTable;
import io.meshwright.emulator.storage.TableSchema;
import io.meshwright.sql.TableName;
import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBChunkedResult;

/** The rows of a table in the order they were written. */
public final class TableRows implements RowSource {

    private final Storage storage;
    private final TableName name;
    private final String partition;
    private final SelectedFields fields;

    public TableRows(Storage storage, TableName name, List<String> selected) {
        this(storage, name, "", selected);
    }

    /**
     * The rows of a table or a partition of it.
     *
     * @param partition empty for the whole table
     * @param selected the columns wanted, and parts of structs as {@code struct.part}; all when empty
     */
    public TableRows(Storage storage, TableName name, String partition, List<String> selected) {
        this.storage = storage;
        this.name = name;
        this.partition = partition;
        this.fields = SelectedFields.of(storage.requireTable(name).schema(), selected);
    }

    @Override
    public TableSchema schema() {
        return fields.schema();
    }

    @Override
    public long totalRows() {
        StoredTable table = storage.requireTable(name);
        if (partition.isEmpty()) {
            return table.rows();
        }
        try (Session session = storage.duckDb().session()) {
            return session.number("SELECT count(*) FROM " + from(table));
        }
    }

    private String from(StoredTable table) {
        String all = Storage.sql(table.physical());
        return partition.isEmpty()
                ? all
                : all + " WHERE "
                        + Partitioning.of(table)
                                .orElseThrow(
                                        () -> ApiError.invalid("Table " + Storage.text(name) + " is not partitioned"))
                                .condition(partition);
    }

    @Override
    public Page page(long start, long maxRows) {
        try (Lease lease = storage.lease();
                Session session = storage.duckDb().session()) {
            StoredTable table = lease.table(name).orElseThrow(() -> noTable(name));
            lease.narrow();
            if (table.isView()) {
                throw ApiError.invalid("Cannot list a table of type VIEW.");
            }
            if (table.physical() == 0 || maxRows == 0) {
                return Page.empty(start, table.rows());
            }
            return session.stream(sql(table, start, maxRows), chunks -> read(chunks, table, start, maxRows));
        }
    }

    private Page read(DuckDBChunkedResult chunks, StoredTable table, long start, long maxRows) throws SQLException {
        JsonBytes out = new JsonBytes(16 * 1024);
        RowEncoder encoder = new RowEncoder(fields.schema(), out);
        ChunkCells cells = new ChunkCells(fields.schema().fields().size());
        long rows = 0;
        while (rows < maxRows && out.size() < PAGE_BYTES && chunks.nextChunk()) {
            cells.take(chunks.chunk());
            long count = Math.min(chunks.chunk().rowCount(), maxRows - rows);
            for (long i = 0; i < count; i++) {
                encoder.row(cells.at(i));
            }
            rows += count;
        }
        long total = partition.isEmpty() ? table.rows() : totalRows();
        long next = rows > 0 && start + rows < total ? start + rows : -1;
        return new Page(out.toArray(), 0, out.size(), rows, next, RowEncoder.isTimed(fields.schema()));
    }

    private String sql(StoredTable table, long start, long maxRows) {
        String limit = maxRows == Long.MAX_VALUE ? "" : " LIMIT " + maxRows;
        return "SELECT " + fields.columns() + " FROM " + from(table) + limit + " OFFSET " + start;
    }

    private static ApiError noTable(TableName name) {
        return ApiError.notFound("Table " + Storage.text(name));
    }
}
