package io.meshwright.emulator.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** A new physical table with the rows of a query, not committed yet. */
record Filled(long physical, long rows) {

    /** In one statement where all that a table has is columns, which spares DuckDB two milliseconds. */
    static Filled with(Storage storage, Session session, IncomingRows rows, ObjectNode properties) {
        IncomingRows limited = rows.within(rows.schema());
        boolean bare = rows.schema().isOptional()
                && Partitioning.hiddenColumns(properties).isEmpty();
        if (bare) {
            long physical = storage.newPhysical();
            return new Filled(
                    physical, session.update("CREATE TABLE " + Storage.sql(physical) + " AS " + typed(limited)));
        }
        long physical = storage.create(session, rows.schema(), properties);
        return new Filled(physical, insert(session, physical, limited));
    }

    /** Adds rows to a table that is there, and tells how many. */
    static long insert(Session session, long physical, IncomingRows rows) {
        return session.update("INSERT INTO " + Storage.sql(physical) + " " + rows.columns() + " " + rows.select());
    }

    private static String typed(IncomingRows rows) {
        List<String> names = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        for (FieldSchema field : rows.schema().fields()) {
            String name = "v" + names.size();
            names.add(name);
            columns.add("CAST(" + name + " AS " + field.duckDbType() + ") AS " + DuckDb.identifier(field.name()));
        }
        return "SELECT " + String.join(", ", columns) + " FROM (" + rows.select() + ") AS r(" + String.join(", ", names)
                + ")";
    }
}
