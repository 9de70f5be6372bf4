package io.meshwright.emulator.translation;

import com.google.zetasql.StructType;
import com.google.zetasql.Type;
import io.meshwright.sql.BoundedType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Holds values to the limits of their type: numbers are rounded to the scale, half away from zero; what is too long or
 * too large is an error, or NULL. An array on its way into a column has no NULL elements.
 */
public final class TypeLimits {

    private final String field;
    private final boolean safe;

    private TypeLimits(String field, boolean safe) {
        this.field = field;
        this.safe = safe;
    }

    /** Whether a column takes only some of the values that a query may give for its type. */
    public static boolean concern(BoundedType type) {
        return type.isBounded() || NullElements.concern(type.type());
    }

    /** DuckDB SQL for a value on its way into a column; unchanged where the column takes any. */
    public static String column(String name, BoundedType type, String sql) {
        String held = type.isBounded() ? new TypeLimits(name, false).write(type, sql, 0) : sql;
        return NullElements.concern(type.type())
                ? once(held, "v", value -> NullElements.refused(name, type.type(), value))
                : held;
    }

    /** DuckDB SQL for what was cast to a type. */
    static String cast(BoundedType type, String sql, boolean safe) {
        return type.isBounded() ? new TypeLimits("", safe).write(type, sql, 0) : sql;
    }

    private String write(BoundedType bounded, String sql, int depth) {
        if (!bounded.isBounded()) {
            return sql;
        }
        return once(sql, "b" + depth, value -> held(bounded, value, depth + 1));
    }

    /** Gives what is long a name, where it is written several times. */
    private static String once(String sql, String name, UnaryOperator<String> written) {
        return sql.length() < 100
                ? written.apply(sql)
                : "list_transform([" + sql + "], lambda " + name + ": " + written.apply(name) + ")[1]";
    }

    private String held(BoundedType bounded, String value, int depth) {
        Type type = bounded.type();
        return switch (type.getKind()) {
            case TYPE_ARRAY -> {
                String element = "b" + depth;
                yield wholly(
                        bounded,
                        "list_transform(" + value + ", lambda " + element + ": "
                                + write(bounded.parts().get(0), element, depth + 1) + ")",
                        value);
            }
            case TYPE_STRUCT -> struct(bounded, value, depth);
            case TYPE_STRING -> text(bounded, value, "length(" + value + ")");
            case TYPE_BYTES -> text(bounded, value, "octet_length(" + value + ")");
            case TYPE_NUMERIC -> numeric(bounded, value);
            case TYPE_BIGNUMERIC ->
                ReferenceCall.expression(
                        (safe ? "SAFE_CAST" : "CAST") + "({0} AS " + bounded.text() + ")",
                        type,
                        List.of(type),
                        List.of(value),
                        "CAST");
            default -> value;
        };
    }

    /** SAFE_CAST of an array with one element too long is NULL as a whole. */
    private String wholly(BoundedType bounded, String transformed, String value) {
        boolean simple = bounded.parts().get(0).parts().isEmpty();
        return safe && simple
                ? "CASE WHEN len(list_filter(" + transformed + ", lambda f: f IS NULL)) > len(list_filter(" + value
                        + ", lambda f: f IS NULL)) THEN NULL ELSE " + transformed + " END"
                : transformed;
    }

    private String struct(BoundedType bounded, String value, int depth) {
        StructType type = bounded.type().asStruct();
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < type.getFieldCount(); i++) {
            String part = "struct_extract(" + value + ", " + Duck.string(DuckType.fieldName(type, i)) + ")";
            fields.add(Duck.name(DuckType.fieldName(type, i)) + " := "
                    + write(bounded.parts().get(i), part, depth));
        }
        return "CASE WHEN " + value + " IS NULL THEN NULL ELSE struct_pack(" + String.join(", ", fields) + ") END";
    }

    private String text(BoundedType bounded, String value, String length) {
        long greatest = bounded.limits().get(0);
        String message = (field.isEmpty() ? "" : "Field " + field + ": ") + bounded.text() + " has maximum length "
                + greatest + " but got a value with length ";
        return "CASE WHEN " + length + " > " + greatest + " THEN "
                + error(bounded, Duck.string(message) + " || " + length) + " ELSE " + value + " END";
    }

    private String numeric(BoundedType bounded, String value) {
        int precision = bounded.limits().get(0).intValue();
        int scale = bounded.limits().size() > 1 ? bounded.limits().get(1).intValue() : 0;
        String greatest = BigDecimal.TEN
                .pow(precision)
                .subtract(BigDecimal.ONE)
                .movePointLeft(scale)
                .toPlainString();
        String rounded = "CAST(round(" + value + ", " + scale + ") AS DECIMAL(38,9))";
        String message = bounded.text() + " has precision " + precision + " and scale " + scale
                + " but got a value that is not in range of [-" + greatest + ", " + greatest + "]";
        String text = field.isEmpty()
                ? Duck.string(message)
                : Duck.string(message + " Field: " + field + "; Value: ") + " || rtrim(rtrim(CAST(" + value
                        + " AS VARCHAR), '0'), '.')";
        return "CASE WHEN abs(" + rounded + ") > CAST('" + greatest + "' AS DECIMAL(38,9)) THEN " + error(bounded, text)
                + " ELSE " + rounded + " END";
    }

    private String error(BoundedType bounded, String message) {
        String type = DuckType.of(bounded.type());
        return safe ? Duck.cast("NULL", type) : Duck.failure(message, type);
    }
}
