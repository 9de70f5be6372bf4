package io.meshwright.emulator.job;

import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.storage.DuckDb;
import io.meshwright.emulator.storage.FieldSchema;
import io.meshwright.emulator.storage.StoredTable;
import io.meshwright.emulator.storage.TableSchema;
import io.meshwright.emulator.translation.StatementRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What columns get when a row does not say it, as DuckDB SQL. */
public final class ColumnDefaults {

    private ColumnDefaults() {}

    /** @param user whom SESSION_USER names; may be empty */
    static Map<String, String> of(StoredTable table, Engine engine, String user) {
        Map<String, String> defaults = new HashMap<>();
        for (FieldSchema field : table.schema().fields()) {
            request(field, table.name().project())
                    .ifPresent(request ->
                            defaults.put(field.name(), engine.translator().expression(request.by(user))));
        }
        return defaults;
    }

    /** Refuses a schema with a default that cannot be computed. */
    public static void requireSound(Engine engine, TableSchema schema, String project, String user) {
        for (FieldSchema field : schema.fields()) {
            try {
                request(field, project).ifPresent(request -> engine.translator()
                        .translate(request.by(user), name -> Optional.empty()));
            } catch (ApiError e) {
                throw new ApiError(
                        "invalid", "", "Invalid default value of column " + field.name() + ": " + e.getMessage(), e);
            }
        }
    }

    private static Optional<StatementRequest> request(FieldSchema field, String project) {
        return Optional.ofNullable(field.attributes().get("defaultValueExpression"))
                .filter(written -> !written.isNull())
                .map(written -> "SELECT CAST((" + written.asText() + "\n) AS " + field.googleSqlType() + ") AS value")
                .map(query -> new StatementRequest(query, project, Optional.empty(), List.of()));
    }

    /**
     * Rows of a table, some of whose columns may be left to their defaults.
     *
     * @param rows DuckDB SQL that gives them
     * @param defaulted the columns that are NULL where a row does not say them
     */
    public static String filling(Engine engine, StoredTable table, String rows, Set<String> defaulted) {
        if (defaulted.isEmpty()) {
            return rows;
        }
        Map<String, String> defaults = of(table, engine, "");
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
