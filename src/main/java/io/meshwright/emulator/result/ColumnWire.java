package io.meshwright.emulator.result;

import io.meshwright.emulator.storage.FieldSchema;
import io.meshwright.emulator.storage.FieldType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * As what values leave DuckDB: types that can be read fast and without losing anything. Times are microseconds, bytes
 * base 64; arrays and structs are JSON arrays of the texts of what is in them.
 */
public final class ColumnWire {

    private ColumnWire() {}

    /** A query whose columns are those of another, on the wire. */
    static String query(List<FieldSchema> fields, String select) {
        if (fields.stream().allMatch(field -> column(field, "c").equals("c"))) {
            return select;
        }
        List<String> names = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        for (FieldSchema field : fields) {
            String name = "c" + names.size();
            names.add(name);
            columns.add(column(field, name));
        }
        return "SELECT " + String.join(", ", columns) + " FROM (" + select + ") AS r(" + String.join(", ", names) + ")";
    }

    /** One column, from an SQL expression for it. */
    public static String column(FieldSchema field, String sql) {
        if (isNested(field)) {
            return "CAST(" + json(field, sql, 0) + " AS VARCHAR)";
        }
        return switch (field.type()) {
            case TIMESTAMP, DATETIME, TIME -> "epoch_us(" + sql + ")";
            case BYTES -> "base64(" + sql + ")";
            case JSON, INTERVAL -> "CAST(" + sql + " AS VARCHAR)";
            default -> sql;
        };
    }

    public static boolean isNested(FieldSchema field) {
        return field.isRepeated() || field.type() == FieldType.STRUCT || field.type() == FieldType.RANGE;
    }

    private static String json(FieldSchema field, String sql, int depth) {
        if (field.isRepeated()) {
            String element = "e" + depth;
            return "to_json(list_transform(" + sql + ", lambda " + element + ": "
                    + json(field.element(), element, depth + 1) + "))";
        }
        return switch (field.type()) {
            case STRUCT -> struct(field, sql, depth);
            case RANGE ->
                "CASE WHEN " + sql + " IS NULL THEN NULL ELSE json_array(CAST((" + sql + ").start AS VARCHAR), CAST(("
                        + sql + ").\"end\" AS VARCHAR)) END";
            case STRING, GEOGRAPHY, BIGNUMERIC -> "to_json(" + sql + ")";
            default -> "to_json(CAST(" + column(field, sql) + " AS VARCHAR))";
        };
    }

    /** Fields by position: names may repeat. */
    private static String struct(FieldSchema field, String sql, int depth) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < field.fields().size(); i++) {
            parts.add(json(field.fields().get(i), "struct_extract_at(" + sql + ", " + (i + 1) + ")", depth));
        }
        String array = parts.stream().collect(Collectors.joining(", ", "json_array(", ")"));
        return "CASE WHEN " + sql + " IS NULL THEN NULL ELSE " + array + " END";
    }
}
