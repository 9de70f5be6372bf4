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

    /** @param user whom SESSION_USER names; may be empty */
    static Map<String, String> of(StoredTable table, Engine engine, String user) {
        Map<String, String> defaults = new HashMap<>();
        for (FieldSchema field : table.schema().fields()) {
            JsonNode written = field.attributes().get("defaultValueExpression");
            if (written != null) {
                String query = "SELECT CAST((" + written.asText() + "\n) AS " + field.googleSqlType() + ") AS value";
                StatementRequest request =
                        new StatementRequest(query, table.name().project(), Optional.empty(), List.of()).by(user);
                defaults.put(field.name(), engine.translator().expression(request));
            }
        }
        return defaults;
    }
}
