package io.meshwright.emulator.result;

import io.meshwright.emulator.storage.DuckDb;
import io.meshwright.emulator.storage.Lease;
import io.meshwright.emulator.storage.Session;
import io.meshwright.emulator.storage.Storage;
import io.meshwright.emulator.storage.StoredTable;
import io.meshwright.emulator.storage.TableSchema;
import io.meshwright.sql.TableName;
import java.util.List;
import java.util.stream.Collectors;

/** The rows of a table in the order they were written. */
public final class TableRows implements RowSource {

    private final Storage storage;
    private final TableName name;
    private final TableSchema schema;

    /** @param selected the columns wanted; all when empty */
    public TableRows(Storage storage, TableName name, List<String> selected) {
        this.storage = storage;
        this.name = name;
        TableSchema whole = storage.requireTable(name).schema();
        this.schema = selected.isEmpty()
                ? whole
                : new TableSchema(whole.fields().stream()
                        .filter(field -> selected.stream().anyMatch(field.name()::equalsIgnoreCase))
                        .toList());
    }

    @Override
    public TableSchema schema() {
        return schema;
    }

    @Override
    public long totalRows() {
        return storage.requireTable(name).rows();
    }

    @Override
    public Page page(long start, long maxRows) {
        try (Lease lease = storage.lease();
                Session session = storage.duckDb().session()) {
            StoredTable table = lease.table(name).orElseThrow(() -> noTable(name));
            lease.narrow();
            if (table.physical() == 0 || maxRows == 0) {
                return Page.empty(start, table.rows());
            }
            return session.query(sql(table, start, maxRows), rows -> {
                JsonBytes out = new JsonBytes(16 * 1024);
                RowEncoder encoder = new RowEncoder(schema, out);
                long count = 0;
                while (count < maxRows && out.size() < PAGE_BYTES && rows.next()) {
                    encoder.row(rows);
                    count++;
                }
                long next = count > 0 && start + count < table.rows() ? start + count : -1;
                return new Page(out.toArray(), out.size(), count, next);
            });
        }
    }

    private String sql(StoredTable table, long start, long maxRows) {
        String columns = schema.fields().stream()
                .map(field -> DuckDb.identifier(field.name()))
                .collect(Collectors.joining(", "));
        String limit = maxRows == Long.MAX_VALUE ? "" : " LIMIT " + maxRows;
        return "SELECT " + columns + " FROM " + Storage.sql(table.physical()) + limit + " OFFSET " + start;
    }

    private static io.meshwright.emulator.error.ApiError noTable(TableName name) {
        return io.meshwright.emulator.error.ApiError.notFound("Table " + Storage.text(name));
    }
}
