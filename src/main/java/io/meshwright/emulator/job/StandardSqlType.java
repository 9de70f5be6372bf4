package io.meshwright.emulator.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.zetasql.StructType;
import com.google.zetasql.Type;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.sql.GoogleSqlType;
import java.util.ArrayList;
import java.util.List;

/** GoogleSQL types as the REST API writes those of routines ({@code StandardSqlDataType}). */
final class StandardSqlType {

    private StandardSqlType() {}

    static ObjectNode write(String type) {
        return write(GoogleSqlType.parse(type));
    }

    private static ObjectNode write(Type type) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (type.isArray()) {
            json.put("typeKind", "ARRAY");
            json.set("arrayElementType", write(type.asArray().getElementType()));
        } else if (type.isStruct()) {
            json.put("typeKind", "STRUCT");
            json.putObject("structType").set("fields", fields(type.asStruct()));
        } else if (type.isRange()) {
            json.put("typeKind", "RANGE");
            json.set("rangeElementType", write(type.asRange().getElementType()));
        } else {
            json.put("typeKind", GoogleSqlType.name(type));
        }
        return json;
    }

    private static ArrayNode fields(StructType struct) {
        ArrayNode fields = JsonNodeFactory.instance.arrayNode();
        for (StructType.StructField field : struct.getFieldList()) {
            ObjectNode json = fields.addObject();
            if (!field.getName().isEmpty()) {
                json.put("name", field.getName());
            }
            json.set("type", write(field.getType()));
        }
        return fields;
    }

    /** The columns of a table argument, given as a struct type. */
    static ObjectNode columns(String struct) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("columns", fields(GoogleSqlType.parse(struct).asStruct()));
        return json;
    }

    static String readColumns(JsonNode table) {
        return struct(table.path("columns"));
    }

    static String read(JsonNode json) {
        String kind = json.path("typeKind").asText();
        return switch (kind) {
            case "ARRAY" -> "ARRAY<" + read(json.path("arrayElementType")) + ">";
            case "STRUCT" -> struct(json.path("structType").path("fields"));
            case "RANGE" -> "RANGE<" + read(json.path("rangeElementType")) + ">";
            default -> scalar(kind);
        };
    }

    private static String scalar(String kind) {
        try {
            return GoogleSqlType.name(GoogleSqlType.parse(kind));
        } catch (IllegalArgumentException e) {
            throw new ApiError("invalid", "typeKind", "Invalid value for typeKind: " + kind, e);
        }
    }

    private static String struct(JsonNode fields) {
        List<String> parts = new ArrayList<>();
        for (JsonNode field : fields) {
            String name = field.path("name").asText("");
            parts.add((name.isEmpty() ? "" : "`" + name + "` ") + read(field.path("type")));
        }
        return "STRUCT<" + String.join(", ", parts) + ">";
    }
}
