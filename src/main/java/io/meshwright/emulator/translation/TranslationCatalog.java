package io.meshwright.emulator.translation;

import io.meshwright.sql.Column;
import io.meshwright.sql.TableName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the translator asks about the tables of the warehouse. */
@FunctionalInterface
public interface TranslationCatalog {

    Optional<PhysicalTable> table(TableName name);

    /** Whether there is a dataset a table of that name could be in. */
    default boolean hasDataset(TableName name) {
        return true;
    }

    /** All tables, for "did you mean" in errors. */
    default List<TableName> tables() {
        return List.of();
    }

    /**
     * DuckDB SQL that is true where the rows a table has now are those it had at some time, and an error where they are
     * not; none for what is no table.
     *
     * @param moment DuckDB SQL of that time, a TIMESTAMP in UTC
     */
    default Optional<String> asOf(TableName name, String moment) {
        return Optional.empty();
    }

    /**
     * A table or view and its place in DuckDB.
     *
     * @param relation DuckDB SQL that names it, quoted, ready to stand after FROM
     * @param defaults DuckDB SQL of the values that columns get when a row does not say them
     */
    record PhysicalTable(TableName name, List<Column> columns, String relation, Map<String, String> defaults) {
        public PhysicalTable {
            columns = List.copyOf(columns);
            defaults = Map.copyOf(defaults);
        }

        public PhysicalTable(TableName name, List<Column> columns, String relation) {
            this(name, columns, relation, Map.of());
        }
    }
}
