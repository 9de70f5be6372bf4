package io.meshwright.emulator.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.zetasql.StructType;
import com.google.zetasql.Type;
import io.meshwright.sql.GoogleSqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A type of the analyzer as a field. */
final class AnalyzedType {

    private AnalyzedType() {}

    static FieldSchema field(String name, Type type) {
        return type.isArray()
                ? field(name, type.asArray().getElementType(), FieldSchema.Mode.REPEATED)
                : field(name, type, FieldSchema.Mode.NULLABLE);
    }

    private static FieldSchema field(String name, Type type, FieldSchema.Mode mode) {
        if (type.isStruct()) {
            return new FieldSchema(name, FieldType.STRUCT, mode, Map.of(), fields(type.asStruct()));
        }
        String text = GoogleSqlType.name(type);
        if (text.startsWith("RANGE<")) {
            String element = text.substring("RANGE<".length(), text.length() - 1);
            JsonNode attribute = JsonNodeFactory.instance.objectNode().put("type", element);
            return new FieldSchema(name, FieldType.RANGE, mode, Map.of("rangeElementType", attribute), List.of());
        }
        return new FieldSchema(name, FieldType.parse(text), mode, Map.of(), List.of());
    }

    /** Every field gets a name. */
    private static List<FieldSchema> fields(StructType struct) {
        List<FieldSchema> fields = new ArrayList<>();
        for (StructType.StructField field : struct.getFieldList()) {
            String name = field.getName().isEmpty() ? "_field_" + (fields.size() + 1) : field.getName();
            fields.add(field(name, field.getType()));
        }
        return fields;
    }
}
