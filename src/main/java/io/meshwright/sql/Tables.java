package io.meshwright.sql;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The tables a statement may name: what the analyzer asks about each of them. */
@FunctionalInterface
public interface Tables {

    /** The columns of a table, or empty when there is no such table. */
    Optional<List<Column>> columns(TableName table);

    /** The columns of a table that are never NULL. */
    default Set<String> required(TableName table) {
        return Set.of();
    }

    /** All tables there are, to suggest one when a name is mistyped. */
    default List<TableName> known() {
        return List.of();
    }
}
