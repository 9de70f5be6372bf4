package io.meshwright.emulator.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.zetasql.StructType;
import com.google.zetasql.Type;
import io.meshwright.sql.BoundedType;
import io.meshwright.sql.GoogleSqlType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A type of the analyzer as a field. */
final class AnalyzedType {

    private AnalyzedType() {}

    static FieldSchema field(String name, BoundedType type) {
        return type.type().isArray()
                ? field(name, type.parts().get(0), FieldSchema.Mode.REPEATED)
                : field(name, type, FieldSchema.Mode.NULLABLE);
    }

    private static FieldSchema field(String name, BoundedType bounded, FieldSchema.Mode mode) {
        Type type = bounded.type();
        if (type.isStruct()) {
            return new FieldSchema(name, FieldType.STRUCT, mode, Map.of(), fields(bounded));
        }
        String text = GoogleSqlType.name(type);
        if (text.startsWith("RANGE<")) {
            String element = text.substring("RANGE<".length(), text.length() - 1);
            JsonNode attribute = JsonNodeFactory.instance.objectNode().put("type", element);
            return new FieldSchema(name, FieldType.RANGE, mode, Map.of("rangeElementType", attribute), List.of());
        }
        return new FieldSchema(name, FieldType.parse(text), mode, limits(bounded), List.of());
    }

    private static Map<String, JsonNode> limits(BoundedType type) {
        List<Long> limits = type.limits();
        if (limits.isEmpty()) {
            return Map.of();
        }
        boolean text = type.type().isString() || type.type().isBytes();
        Map<String, JsonNode> attributes = new HashMap<>();
        attributes.put(text ? "maxLength" : "precision", TextNode.valueOf(Long.toString(limits.get(0))));
        if (limits.size() > 1 && limits.get(1) > 0) {
            attributes.put("scale", TextNode.valueOf(Long.toString(limits.get(1))));
        }
        return attributes;
    }

    /** Every field gets a name. */
    private static List<FieldSchema> fields(BoundedType bounded) {
        List<FieldSchema> fields = new ArrayList<>();
        for (StructType.StructField field : bounded.type().asStruct().getFieldList()) {
            String name = field.getName().isEmpty() ? "_field_" + (fields.size() + 1) : field.getName();
            fields.add(field(name, bounded.parts().get(fields.size())));
        }
        return fields;
    }
}
