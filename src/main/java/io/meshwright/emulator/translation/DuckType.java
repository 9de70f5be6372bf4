package io.meshwright.emulator.translation;

import com.google.zetasql.StructType;
import com.google.zetasql.Type;
import io.meshwright.sql.GoogleSqlType;
import java.util.ArrayList;
import java.util.List;

/**
 * The DuckDB type that carries a GoogleSQL type.
 *
 * <p>TIMESTAMP and DATETIME are DuckDB's TIMESTAMP without zone, a TIMESTAMP in UTC. BIGNUMERIC is its text.
 */
public final class DuckType {

    private DuckType() {}

    /** From the type's text, such as {@code ARRAY<INT64>}. */
    public static String of(String googleSqlType) {
        return of(GoogleSqlType.parse(googleSqlType));
    }

    static String of(Type type) {
        return switch (type.getKind()) {
            case TYPE_INT64 -> "BIGINT";
            case TYPE_DOUBLE -> "DOUBLE";
            case TYPE_STRING, TYPE_BIGNUMERIC, TYPE_ENUM -> "VARCHAR";
            case TYPE_BOOL -> "BOOLEAN";
            case TYPE_BYTES -> "BLOB";
            case TYPE_DATE -> "DATE";
            case TYPE_TIMESTAMP, TYPE_DATETIME -> "TIMESTAMP";
            case TYPE_TIME -> "TIME";
            case TYPE_NUMERIC -> "DECIMAL(38,9)";
            case TYPE_JSON -> "JSON";
            case TYPE_INTERVAL -> "INTERVAL";
            case TYPE_ARRAY -> of(type.asArray().getElementType()) + "[]";
            case TYPE_STRUCT -> struct(type.asStruct());
            case TYPE_RANGE ->
                "STRUCT(\"start\" " + of(type.asRange().getElementType()) + ", \"end\" "
                        + of(type.asRange().getElementType()) + ")";
            default -> {
                String name = GoogleSqlType.name(type);
                throw new UnsupportedSql(name, "values of type " + name);
            }
        };
    }

    private static String struct(StructType struct) {
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < struct.getFieldCount(); i++) {
            fields.add(Duck.name(fieldName(struct, i)) + " "
                    + of(struct.getField(i).getType()));
        }
        return "STRUCT(" + String.join(", ", fields) + ")";
    }

    /** DuckDB wants every field named, no name twice, and no NUL in a name. */
    static String fieldName(StructType struct, int index) {
        String name = struct.getField(index).getName();
        if (name.isEmpty() || name.indexOf('\0') >= 0) {
            return "_field_" + (index + 1);
        }
        for (int i = 0; i < index; i++) {
            if (struct.getField(i).getName().equalsIgnoreCase(name)) {
                return name + "_" + (index + 1);
            }
        }
        return name;
    }
}
