package io.meshwright.emulator.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Collectors;

/**
 * Rows on their way into a table.
 *
 * @param select the DuckDB query that gives them, columns in the order of the schema
 * @param update what they may do to the schema of a table they are appended to
 * @param arrivals whether the query also tells, last, when each row came to its table
 */
public record IncomingRows(TableSchema schema, String select, SchemaUpdate update, boolean arrivals) {

    public IncomingRows(TableSchema schema, String select, SchemaUpdate update) {
        this(schema, select, update, false);
    }

    public IncomingRows(TableSchema schema, String select) {
        this(schema, select, SchemaUpdate.NONE);
    }

    /**
     * Rows of a query that reads few. What DuckDB reads with several threads it copies once more before it has a table,
     * which takes as long as reading a few rows; that it does not do where a series is read as well, be it empty.
     */
    public static IncomingRows ofFew(TableSchema schema, String select) {
        String none = "NULL, ".repeat(schema.fields().size() - 1) + "NULL";
        return new IncomingRows(schema, "(" + select + ") UNION ALL SELECT " + none + " FROM range(0)");
    }

    /** The rows of another table, in the partitions they are in. */
    public static IncomingRows of(StoredTable table, String condition) {
        String columns = String.join(", ", Partitioning.physicalColumns(table));
        boolean arrivals =
                Partitioning.of(table).filter(Partitioning::isByIngestion).isPresent();
        String select = "SELECT " + columns + " FROM " + Storage.sql(table.physical()) + condition;
        return new IncomingRows(table.schema(), select, SchemaUpdate.NONE, arrivals);
    }

    /** The same rows, with what they may do to the schema. */
    public IncomingRows updating(SchemaUpdate allowed) {
        return new IncomingRows(schema, select, allowed, arrivals);
    }

    /** The same rows, held by the limits of the table they come to. */
    IncomingRows within(TableSchema table) {
        return arrivals ? this : new IncomingRows(schema, table.limited(schema.names(), select), update);
    }

    /** The same rows, texts with the collation that the table they begin gives them. */
    IncomingRows collated(ObjectNode table) {
        return new IncomingRows(DefaultCollation.applied(table, schema), select, update, arrivals);
    }

    String columns() {
        return schema.fields().stream()
                .map(field -> DuckDb.identifier(field.name()))
                .collect(Collectors.joining(
                        ", ", "(", arrivals ? ", " + DuckDb.identifier(Partitioning.INGESTED) + ")" : ")"));
    }
}
