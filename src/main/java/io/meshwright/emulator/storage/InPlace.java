package io.meshwright.emulator.storage;

import io.meshwright.emulator.error.ApiError;
import io.meshwright.sql.TableName;
import java.util.List;
import java.util.function.LongConsumer;

/** Changes of the rows a table has; one whose rows another name shares gets rows of its own first. */
final class InPlace {

    private final Storage storage;
    private final NameLocks locks;

    InPlace(Storage storage, NameLocks locks) {
        this.storage = storage;
        this.locks = locks;
    }

    /** Adds rows to a table. */
    StoredTable append(Session session, TableName name, IncomingRows rows, Writer.Remember remember) {
        return change(
                session,
                name,
                rows,
                physical -> {
                    TableSchema into = storage.requireTable(session, name).schema();
                    Filled.insert(session, physical, rows.within(rows.update().appended(name, into, rows.schema())));
                },
                remember);
    }

    StoredTable change(Session session, TableName name, LongConsumer work, Writer.Remember remember) {
        return change(session, name, new IncomingRows(TableSchema.EMPTY, ""), work, remember);
    }

    /** Changes the rows of a table, its schema too where new rows may. */
    StoredTable change(
            Session session, TableName name, IncomingRows rows, LongConsumer work, Writer.Remember remember) {
        return locks.holding(
                session,
                List.of(name),
                () -> Writer.inTransaction(session, () -> {
                    StoredTable table = storage.requireTable(session, name);
                    requireRows(table);
                    TableSchema schema = table.appended(rows.schema(), rows.update());
                    long physical = own(session, table);
                    SchemaUpdate.alterations(physical, table.schema(), schema).forEach(session::execute);
                    work.accept(physical);
                    session.checkStopped();
                    long count = session.number("SELECT count(*) FROM " + Storage.sql(physical));
                    StoredTable changed = table.pointingAt(physical, schema, count, Writer.now());
                    storage.commit(session, Writer.changes(changed, remember));
                    return changed;
                }));
    }

    private static void requireRows(StoredTable table) {
        if (table.isView() || table.isSnapshot()) {
            throw ApiError.invalid(Storage.text(table.name()) + " is not allowed for this operation because it is a "
                    + (table.isView() ? "VIEW" : "SNAPSHOT"));
        }
    }

    /** Adds the columns that a table is described with and does not have. */
    StoredTable alter(Session session, StoredTable table, StoredTable described) {
        return Writer.inTransaction(session, () -> {
            long physical = own(session, table);
            SchemaUpdate.alterations(physical, table.schema(), described.schema())
                    .forEach(session::execute);
            StoredTable changed = described.pointingAt(physical, described.schema(), table.rows(), Writer.now());
            storage.commit(session, Writer.changes(changed, Writer.Remember.nothing()));
            return changed;
        });
    }

    /** Rows that no other name points at: those of the table, or a copy. */
    private long own(Session session, StoredTable table) {
        if (!storage.isShared(session, table.physical())) {
            return table.physical();
        }
        long physical = storage.create(session, table.schema(), table.properties());
        String columns = String.join(", ", Partitioning.physicalColumns(table));
        session.update("INSERT INTO " + Storage.sql(physical) + " (" + columns + ") SELECT " + columns + " FROM "
                + Storage.sql(table.physical()));
        return physical;
    }
}
