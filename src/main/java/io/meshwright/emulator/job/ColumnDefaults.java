package io.meshwright.emulator.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshwright.emulator.storage.FieldSchema;
import io.meshwright.emulator.storage.StoredTable;
import io.meshwright.emulator.translation.StatementRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What columns get when a row does not say it, as DuckDB SQL. */
final class ColumnDefaults {

    private ColumnDefaults() {}

    static Map<String, String> of(StoredTable table, Engine engine) {
        Map<String, String> defaults = new HashMap<>();
        for (FieldSchema field : table.schema().fields()) {
            JsonNode written = field.attributes().get("defaultValueExpression");
            if (written != null) {
                String query = "SELECT CAST((" + written.asText() + "\n) AS " + field.googleSqlType() + ") AS value";
                StatementRequest request =
                        new StatementRequest(query, table.name().project(), Optional.empty(), List.of());
                defaults.put(field.name(), engine.translator().expression(request));
            }
        }
        return defaults;
    }
}
