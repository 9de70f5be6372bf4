package io.meshwright.emulator.file;

import io.meshwright.emulator.storage.FieldSchema;
import io.meshwright.emulator.storage.FieldType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** DuckDB's types, as it finds them in files, as BigQuery's. */
final class DuckDbType {

    private DuckDbType() {}

    /** Reads a type such as {@code STRUCT(a BIGINT, b VARCHAR[])[]}. */
    static FieldSchema field(String name, String type) {
        if (type.endsWith("[]")) {
            FieldSchema element = field(name, type.substring(0, type.length() - 2));
            return new FieldSchema(name, element.type(), FieldSchema.Mode.REPEATED, Map.of(), element.fields());
        }
        if (type.startsWith("STRUCT(")) {
            String inner = type.substring("STRUCT(".length(), type.length() - 1);
            return new FieldSchema(name, FieldType.STRUCT, FieldSchema.Mode.NULLABLE, Map.of(), structFields(inner));
        }
        return new FieldSchema(name, scalar(type), FieldSchema.Mode.NULLABLE, Map.of(), List.of());
    }

    private static FieldType scalar(String type) {
        if (type.startsWith("DECIMAL")) {
            return FieldType.NUMERIC;
        }
        return switch (type) {
            case "BIGINT",
                    "INTEGER",
                    "SMALLINT",
                    "TINYINT",
                    "UBIGINT",
                    "UINTEGER",
                    "USMALLINT",
                    "UTINYINT",
                    "HUGEINT" -> FieldType.INT64;
            case "DOUBLE", "FLOAT" -> FieldType.FLOAT64;
            case "BOOLEAN" -> FieldType.BOOL;
            case "DATE" -> FieldType.DATE;
            case "DATETIME" -> FieldType.DATETIME;
            case "TIME" -> FieldType.TIME;
            case "BLOB" -> FieldType.BYTES;
            case "JSON" -> FieldType.JSON;
            case "INTERVAL" -> FieldType.INTERVAL;
            default -> type.startsWith("TIMESTAMP") ? FieldType.TIMESTAMP : FieldType.STRING;
        };
    }

    /** Splits at the commas outside of parentheses and quotes. */
    private static List<FieldSchema> structFields(String text) {
        List<FieldSchema> fields = new ArrayList<>();
        int depth = 0;
        int start = 0;
        boolean quoted = false;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ',';
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && c == '(') {
                depth++;
            } else if (!quoted && c == ')') {
                depth--;
            } else if (!quoted && c == ',' && depth == 0) {
                fields.add(named(text.substring(start, i).trim()));
                start = i + 1;
            }
        }
        return fields;
    }

    private static FieldSchema named(String text) {
        if (text.startsWith("\"")) {
            int end = text.indexOf('"', 1);
            return field(text.substring(1, end), text.substring(end + 1).trim());
        }
        int space = text.indexOf(' ');
        return field(text.substring(0, space), text.substring(space + 1).trim());
    }
}
