package io.meshwright.emulator.job;

import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.storage.DuckDb;
import io.meshwright.emulator.storage.FieldSchema;
import io.meshwright.emulator.storage.FieldType;
import io.meshwright.emulator.storage.Lease;
import io.meshwright.emulator.storage.Storage;
import io.meshwright.emulator.storage.StoredTable;
import io.meshwright.emulator.translation.TranslationCatalog.PhysicalTable;
import io.meshwright.sql.Column;
import io.meshwright.sql.TableName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * All tables of a dataset whose names begin alike, such as {@code events_*}, as one: with the columns of the newest of
 * them, NULL where an older one lacks a column, and the rest of the name as {@code _TABLE_SUFFIX}.
 */
record WildcardTable(TableName name, List<StoredTable> tables) {

    private static final String SUFFIX = "_TABLE_SUFFIX";

    static boolean isOne(TableName name) {
        return name.table().endsWith("*");
    }

    /** The tables of that name as they are now; none is an error, and so is a view among them. */
    static WildcardTable of(TableName name, Lease lease) {
        String prefix = prefix(name);
        List<StoredTable> tables = lease.tables(name.project(), name.dataset()).stream()
                .filter(table -> table.name().table().startsWith(prefix))
                .filter(table -> table.isView() || !table.schema().isEmpty())
                .toList();
        if (tables.isEmpty()) {
            throw ApiError.invalidQuery(name + " does not match any table.");
        }
        tables.stream().filter(StoredTable::isView).findFirst().ifPresent(view -> {
            throw ApiError.invalidQuery(
                    "Views cannot be queried through prefix. Matched views are: " + Storage.text(view.name()));
        });
        tables.forEach(table -> lease.table(table.name()));
        return new WildcardTable(name, tables);
    }

    private static String prefix(TableName name) {
        return name.table().substring(0, name.table().length() - 1);
    }

    PhysicalTable physical() {
        List<FieldSchema> fields = newest().schema().fields();
        List<Column> columns = new ArrayList<>(newest().schema().columns());
        columns.add(new Column(SUFFIX, "STRING", true));
        String relation = tables.stream()
                .map(table -> select(table, fields))
                .collect(Collectors.joining(" UNION ALL ", "(", ")"));
        return new PhysicalTable(name, columns, relation);
    }

    private StoredTable newest() {
        return tables.stream()
                .max(Comparator.comparing(StoredTable::created)
                        .thenComparing(table -> table.name().table()))
                .orElseThrow();
    }

    private String select(StoredTable table, List<FieldSchema> fields) {
        String columns = fields.stream()
                .map(field -> table.schema()
                                .field(field.name())
                                .map(own -> read(own, field))
                                .orElse("CAST(NULL AS " + field.duckDbType() + ")")
                        + " AS " + DuckDb.identifier(field.name()))
                .collect(Collectors.joining(", "));
        String suffix = table.name().table().substring(prefix(name).length());
        return "SELECT " + columns + ", " + DuckDb.text(suffix) + " AS " + SUFFIX + " FROM "
                + Storage.sql(table.physical());
    }

    /** A column of another type is an error as soon as a row of it is read. */
    private static String read(FieldSchema own, FieldSchema wanted) {
        String column = DuckDb.identifier(own.name());
        if (own.googleSqlType().equals(wanted.googleSqlType())) {
            return column;
        }
        boolean widens = !own.isRepeated()
                && !wanted.isRepeated()
                && own.type() == FieldType.INT64
                && (wanted.type() == FieldType.FLOAT64 || wanted.type() == FieldType.NUMERIC);
        if (widens) {
            return "CAST(" + column + " AS " + wanted.duckDbType() + ")";
        }
        String message = "Cannot read field of type " + own.googleSqlType() + " as " + wanted.googleSqlType()
                + " Field: " + own.name();
        return "CAST(error(" + DuckDb.text(message) + ") AS " + wanted.duckDbType() + ")";
    }
}
