package io.meshwright.emulator.translation;

import com.google.zetasql.StructType;
import com.google.zetasql.Type;
import com.google.zetasql.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Lists of so many constants that DuckDB would plan longer than it computes: they travel as one text of JSON, whose
 * scalars are texts or null, and are cast to their type as a whole.
 */
final class LongLists {

    private static final String START = "CAST(from_json('[";
    private static final int LONG = 100;

    private LongLists() {}

    static boolean isLong(int size) {
        return size > LONG;
    }

    /** Whether a list is written as {@link #of} writes it. */
    static boolean isWritten(String list) {
        return list.startsWith(START);
    }

    /**
     * A list of constants.
     *
     * @param type of an element
     * @param elements as {@link #json} writes them
     */
    static String of(Type type, List<String> elements) {
        return Duck.cast(
                "from_json(" + Duck.string("[" + String.join(",", elements) + "]") + ", "
                        + Duck.string("[" + shape(type) + "]") + ")",
                DuckType.of(type) + "[]");
    }

    /** A constant of a type that {@link Literals} writes. */
    static String json(Value value) {
        if (value.isNull()) {
            return "null";
        }
        Type type = value.getType();
        return switch (type.getKind()) {
            case TYPE_ARRAY ->
                value.getElementList().stream().map(LongLists::json).collect(Collectors.joining(",", "[", "]"));
            case TYPE_STRUCT ->
                object(
                        type.asStruct(),
                        value.getFieldList().stream().map(LongLists::json).toList());
            case TYPE_RANGE -> "{\"start\":" + json(value.start()) + ",\"end\":" + json(value.end()) + "}";
            default -> scalar(Literals.text(value));
        };
    }

    /** A scalar as the text that DuckDB casts to its type. */
    static String scalar(String text) {
        return JsonQuotes.quoted(text);
    }

    /** A STRUCT, its fields written already. */
    static String object(StructType type, List<String> fields) {
        if (fields.isEmpty()) {
            throw new UnsupportedSql("STRUCT", "STRUCT without fields");
        }
        return IntStream.range(0, fields.size())
                .mapToObj(i -> key(type, i) + ":" + fields.get(i))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String key(StructType type, int field) {
        return JsonQuotes.quoted(DuckType.fieldName(type, field));
    }

    private static String shape(Type type) {
        if (type.isArray()) {
            return "[" + shape(type.asArray().getElementType()) + "]";
        }
        if (type.isStruct()) {
            List<String> fields = new ArrayList<>();
            for (int i = 0; i < type.asStruct().getFieldCount(); i++) {
                fields.add(shape(type.asStruct().getField(i).getType()));
            }
            return object(type.asStruct(), fields);
        }
        return type.isRange() ? "{\"start\":\"VARCHAR\",\"end\":\"VARCHAR\"}" : "\"VARCHAR\"";
    }
}
