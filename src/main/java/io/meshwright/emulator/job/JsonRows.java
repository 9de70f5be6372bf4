package io.meshwright.emulator.job;

import io.meshwright.emulator.storage.DuckDb;
import io.meshwright.emulator.storage.StoredTable;
import io.meshwright.emulator.storage.TableSchema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rows that came as JSON objects. */
public final class JsonRows {

    private JsonRows() {}

    /** The DuckDB query that reads them from files, one a line. */
    public static String select(TableSchema schema, List<Path> files) {
        return JsonFormat.read(schema, files);
    }

    /** The same rows; columns among those named that a row does not say have their default. */
    public static String select(Engine engine, StoredTable table, List<Path> files, Set<String> defaulted) {
        String rows = select(table.schema(), files);
        if (defaulted.isEmpty()) {
            return rows;
        }
        Map<String, String> defaults = ColumnDefaults.of(table, engine, "");
        List<String> names = new ArrayList<>();
        List<String> values = new ArrayList<>();
        table.schema().fields().forEach(field -> {
            String name = DuckDb.identifier(field.name());
            names.add(name);
            values.add(
                    defaulted.contains(field.name())
                            ? "coalesce(" + name + ", " + defaults.get(field.name()) + ")"
                            : name);
        });
        return "SELECT " + String.join(", ", values) + " FROM (" + rows + ") AS r(" + String.join(", ", names) + ")";
    }
}
