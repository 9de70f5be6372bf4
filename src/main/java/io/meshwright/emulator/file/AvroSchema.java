package io.meshwright.emulator.file;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.storage.TableSchema;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * The columns of an Avro file: a field that is a union with null may be NULL, any other is required; a map is a list of
 * keys with values.
 *
 * @param logical whether dates, times and decimals are told from the numbers and bytes that carry them
 */
record AvroSchema(Schema file, boolean logical) {

    private static final int NUMERIC_SCALE = 9;
    private static final int NUMERIC_DIGITS = 29;

    TableSchema columns() {
        if (file.getType() != Schema.Type.RECORD) {
            throw ApiError.invalid("The Avro file does not consist of records");
        }
        return TableSchema.read(fields(file));
    }

    private ObjectNode fields(Schema record) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        var list = json.putArray("fields");
        for (Schema.Field field : record.getFields()) {
            list.add(field(field.name(), field.schema()));
        }
        return json;
    }

    private ObjectNode field(String name, Schema schema) {
        Schema type = nonNull(name, schema);
        boolean nullable = schema.getType() == Schema.Type.UNION;
        if (type.getType() == Schema.Type.ARRAY) {
            return field(name, type.getElementType()).put("mode", "REPEATED");
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", name);
        json.put("mode", nullable ? "NULLABLE" : "REQUIRED");
        if (type.getType() == Schema.Type.MAP) {
            json.put("type", "RECORD").put("mode", "REPEATED");
            json.withArray("fields")
                    .add(field("key", Schema.create(Schema.Type.STRING)))
                    .add(field("value", type.getValueType()));
            return json;
        }
        if (type.getType() == Schema.Type.RECORD) {
            json.put("type", "RECORD");
            return json.setAll(fields(type));
        }
        return json.put("type", scalar(name, type));
    }

    /** The type beside null. */
    static Schema nonNull(String name, Schema schema) {
        if (schema.getType() != Schema.Type.UNION) {
            return schema;
        }
        var others = schema.getTypes().stream()
                .filter(type -> type.getType() != Schema.Type.NULL)
                .toList();
        if (others.size() != 1) {
            throw ApiError.invalid("Avro field " + name + " is a union of several types, which is not supported");
        }
        return others.get(0);
    }

    private String scalar(String name, Schema type) {
        LogicalType meant = logical ? type.getLogicalType() : null;
        if (meant instanceof LogicalTypes.Decimal decimal) {
            boolean fits = decimal.getScale() <= NUMERIC_SCALE
                    && decimal.getPrecision() - decimal.getScale() <= NUMERIC_DIGITS;
            return fits ? "NUMERIC" : "BIGNUMERIC";
        }
        return switch (meant == null ? "" : meant.getName()) {
            case "date" -> "DATE";
            case "time-millis", "time-micros" -> "TIME";
            case "timestamp-millis", "timestamp-micros" -> "TIMESTAMP";
            case "local-timestamp-millis", "local-timestamp-micros" -> "DATETIME";
            default -> carried(name, type);
        };
    }

    private String carried(String name, Schema type) {
        return switch (type.getType()) {
            case BOOLEAN -> "BOOLEAN";
            case INT, LONG -> "INTEGER";
            case FLOAT, DOUBLE -> "FLOAT";
            case BYTES, FIXED -> "BYTES";
            case STRING ->
                logical && "datetime".equals(type.getProp(LogicalType.LOGICAL_TYPE_PROP)) ? "DATETIME" : "STRING";
            case ENUM -> "STRING";
            default -> throw ApiError.invalid("Avro field " + name + " has a type that is not supported: " + type);
        };
    }
}
