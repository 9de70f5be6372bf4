package io.meshwright.sql;

import java.util.List;
import java.util.Optional;

/** The tables a statement may name: what the analyzer asks about each of them. */
@FunctionalInterface
public interface Tables {

    /** The columns of a table, or empty when there is no such table. */
    Optional<List<Column>> columns(TableName table);
}
