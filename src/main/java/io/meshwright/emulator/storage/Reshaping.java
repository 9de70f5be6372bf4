package io.meshwright.emulator.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.sql.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Changes of a table's columns, description and name; readers see the table before or after. */
public final class Reshaping {

    private final Storage storage;
    private final NameLocks locks;

    Reshaping(Storage storage, NameLocks locks) {
        this.storage = storage;
        this.locks = locks;
    }

    /**
     * What a table is to become.
     *
     * @param select DuckDB SQL that gives its rows; empty when they stay as they are
     */
    public record Shape(TableSchema schema, ObjectNode properties, Optional<String> select) {}

    /** Changes columns and description of a table in one step (ALTER). */
    public StoredTable reshape(
            Session session, TableName name, Function<StoredTable, Shape> reshaping, Writer.Remember remember) {
        return locks.holding(
                session,
                List.of(name),
                () -> Writer.inTransaction(session, () -> {
                    StoredTable table = storage.requireTable(session, name);
                    Shape shape = reshaping.apply(table);
                    long physical = shape.select().isPresent()
                            ? storage.create(session, shape.schema(), shape.properties())
                            : table.physical();
                    StoredTable changed = new StoredTable(
                            name,
                            physical,
                            shape.schema(),
                            shape.properties(),
                            table.created(),
                            Writer.now(),
                            table.rows());
                    shape.select()
                            .ifPresent(select -> session.update("INSERT INTO " + Storage.sql(physical) + " ("
                                    + String.join(", ", Partitioning.physicalColumns(changed)) + ") " + select));
                    storage.commit(session, Writer.changes(changed, remember));
                    return changed;
                }));
    }

    /** Gives a table another name. */
    public void rename(Session session, TableName from, TableName to, Writer.Remember remember) {
        locks.holding(session, List.of(from, to), () -> {
            StoredTable table = storage.requireTable(session, from);
            if (storage.table(session, to).isPresent()) {
                throw ApiError.duplicate("Table " + Storage.text(to));
            }
            StoredTable renamed = new StoredTable(
                    to,
                    table.physical(),
                    table.schema(),
                    table.properties(),
                    table.created(),
                    Writer.now(),
                    table.rows());
            List<Change> changes = new ArrayList<>(Writer.changes(renamed, remember));
            changes.add(0, new Change.DropTable(from));
            storage.commitApart(session, changes);
            return renamed;
        });
    }
}
