package io.meshwright.emulator.storage;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.sql.TableName;
import java.time.Instant;
import java.util.List;

/** Results of queries that become tables, because other statements read them. */
public final class ResultTables {

    private final Storage storage;
    private final NameLocks locks;

    ResultTables(Storage storage, NameLocks locks) {
        this.storage = storage;
        this.locks = locks;
    }

    /**
     * Makes a table of a result, unless that was done before.
     *
     * @param time since when the result is there
     */
    public void keep(Session session, TableName name, IncomingRows rows, Instant time) {
        locks.holding(session, List.of(name), () -> storage.table(name)
                .orElseGet(() -> Writer.inTransaction(session, () -> {
                    ObjectNode properties = JsonNodeFactory.instance.objectNode();
                    properties.put(
                            "expirationTime",
                            Long.toString(time.plus(AnonymousDataset.LIFETIME).toEpochMilli()));
                    Filled filled = Filled.with(storage, session, rows, properties);
                    StoredTable table = new StoredTable(
                            name, filled.physical(), rows.schema(), properties, time, time, filled.rows());
                    storage.commit(session, Writer.changes(table, Writer.Remember.nothing()));
                    return table;
                })));
    }
}
