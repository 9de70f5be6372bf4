package io.meshwright.emulator.translation;

import com.google.zetasql.StructType;
import com.google.zetasql.Type;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps arrays with NULL elements out of columns: a query may have them, a table may not. */
final class NullElements {

    /** The DuckDB condition under which a field has such an array, by the field's path. */
    private final Map<String, String> conditions = new LinkedHashMap<>();

    private NullElements() {}

    /** Whether a value of the type has arrays in it. */
    static boolean concern(Type type) {
        return type.isArray()
                || (type.isStruct()
                        && type.asStruct().getFieldList().stream().anyMatch(field -> concern(field.getType())));
    }

    /** DuckDB SQL that is the value, or the error that names the field; the value is written several times. */
    static String refused(String column, Type type, String value) {
        NullElements found = new NullElements();
        found.look(column, type, value, 0);
        StringBuilder cases = new StringBuilder("CASE");
        found.conditions.forEach((field, condition) -> cases.append(" WHEN ")
                .append(condition)
                .append(" THEN ")
                .append(Duck.failure(
                        Duck.string("Array cannot have a null element; error in writing field " + field),
                        DuckType.of(type))));
        return cases + " ELSE " + value + " END";
    }

    private void look(String field, Type type, String value, int depth) {
        if (type.isArray()) {
            conditions.put(field, "len(" + value + ") > list_count(" + value + ")");
            String element = "e" + depth;
            NullElements inside = new NullElements();
            inside.look(field, type.asArray().getElementType(), element, depth + 1);
            inside.conditions.forEach((part, condition) -> conditions.put(
                    part, "len(list_filter(" + value + ", lambda " + element + ": " + condition + ")) > 0"));
        } else if (type.isStruct()) {
            StructType struct = type.asStruct();
            for (int i = 0; i < struct.getFieldCount(); i++) {
                String name = DuckType.fieldName(struct, i);
                String part = "struct_extract(" + value + ", " + Duck.string(name) + ")";
                look(field + "." + name, struct.getField(i).getType(), part, depth);
            }
        }
    }
}
