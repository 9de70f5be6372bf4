package io.meshwright.emulator.storage;

import io.meshwright.emulator.error.ApiError;
import io.meshwright.sql.TableName;

/** Everything that changes one partition of a table. */
public final class Partitions {

    private final Storage storage;
    private final InPlace inPlace;

    public Partitions(Storage storage, Writer writer) {
        this.storage = storage;
        this.inPlace = writer.inPlace();
    }

    /** Writes rows into one partition; what was there stays, goes, or is in the way. */
    public StoredTable write(
            Session session,
            TableName name,
            String partition,
            IncomingRows rows,
            Disposition.Write write,
            Writer.Remember remember) {
        Partitioning partitioning = require(name);
        String condition = partitioning.condition(partition);
        return inPlace.change(
                session,
                name,
                rows,
                physical -> {
                    String from = Storage.sql(physical) + " WHERE " + condition;
                    if (write == Disposition.Write.WRITE_EMPTY && session.number("SELECT count(*) FROM " + from) > 0) {
                        throw ApiError.duplicate("Table " + Storage.text(name) + "$" + partition);
                    }
                    if (write == Disposition.Write.WRITE_TRUNCATE) {
                        session.update("DELETE FROM " + from);
                    }
                    TableSchema into = storage.requireTable(name).schema();
                    session.update(partitioning.insertion(physical, rows.within(into), partition));
                },
                remember);
    }

    /** Removes the rows of one partition. */
    public void delete(Session session, TableName name, String partition) {
        remove(session, name, require(name).condition(partition));
    }

    /** Removes the rows of partitions that have lived long enough. */
    void expire(Session session, StoredTable table) {
        String expired = require(table.name()).expired();
        if (session.number("SELECT count(*) FROM " + Storage.sql(table.physical()) + " WHERE " + expired) > 0) {
            remove(session, table.name(), expired);
        }
    }

    private void remove(Session session, TableName name, String condition) {
        inPlace.change(
                session,
                name,
                physical -> session.update("DELETE FROM " + Storage.sql(physical) + " WHERE " + condition),
                Writer.Remember.nothing());
    }

    private Partitioning require(TableName name) {
        return Partitioning.of(storage.requireTable(name))
                .orElseThrow(() -> ApiError.invalid("Table " + Storage.text(name) + " is not partitioned"));
    }
}
