package io.meshwright.emulator.file;

import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.storage.FieldSchema;
import io.meshwright.emulator.storage.FieldType;
import java.util.List;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/**
 * The types BigQuery writes into Avro files: what may be NULL is a union with null, what is repeated an array.
 *
 * @param logical whether dates and times are numbers with Avro's logical types instead of texts
 */
public record AvroTypes(boolean logical) {

    private static final int NUMERIC_DIGITS = 38;
    private static final int BIGNUMERIC_DIGITS = 77;

    /** The record of a row. */
    public Schema record(List<FieldSchema> fields) {
        return record("Root", fields);
    }

    /** Digits after the decimal point. */
    static int scale(FieldType type) {
        return type == FieldType.NUMERIC ? 9 : 38;
    }

    private Schema record(String name, List<FieldSchema> fields) {
        try {
            return Schema.createRecord(
                    name,
                    null,
                    "root",
                    false,
                    fields.stream()
                            .map(field -> new Schema.Field(field.name(), field(name, field)))
                            .toList());
        } catch (SchemaParseException e) {
            throw new ApiError("invalid", "", "Avro has no such names: " + e.getMessage(), e);
        }
    }

    private Schema field(String parent, FieldSchema field) {
        if (field.isRepeated()) {
            return Schema.createArray(type(parent, field));
        }
        Schema type = type(parent, field);
        return field.mode() == FieldSchema.Mode.REQUIRED
                ? type
                : Schema.createUnion(Schema.create(Schema.Type.NULL), type);
    }

    private Schema type(String parent, FieldSchema field) {
        return switch (field.type()) {
            case INT64 -> Schema.create(Schema.Type.LONG);
            case FLOAT64 -> Schema.create(Schema.Type.DOUBLE);
            case BOOL -> Schema.create(Schema.Type.BOOLEAN);
            case BYTES -> Schema.create(Schema.Type.BYTES);
            case STRING -> Schema.create(Schema.Type.STRING);
            case STRUCT -> record(parent + "_" + field.name(), field.fields());
            case TIMESTAMP -> {
                Schema micros = Schema.create(Schema.Type.LONG);
                yield logical ? LogicalTypes.timestampMicros().addToSchema(micros) : micros;
            }
            case DATE ->
                logical ? LogicalTypes.date().addToSchema(Schema.create(Schema.Type.INT)) : named("sqlType", "DATE");
            case TIME ->
                logical
                        ? LogicalTypes.timeMicros().addToSchema(Schema.create(Schema.Type.LONG))
                        : named("sqlType", "TIME");
            case DATETIME -> logical ? named("logicalType", "datetime") : named("sqlType", "DATETIME");
            case NUMERIC ->
                LogicalTypes.decimal(NUMERIC_DIGITS, scale(FieldType.NUMERIC))
                        .addToSchema(Schema.create(Schema.Type.BYTES));
            case BIGNUMERIC ->
                LogicalTypes.decimal(BIGNUMERIC_DIGITS, scale(FieldType.BIGNUMERIC))
                        .addToSchema(Schema.create(Schema.Type.BYTES));
            case JSON -> named("sqlType", "JSON");
            default ->
                throw ApiError.invalid("Type " + field.type() + " is not supported for AVRO. Field: " + field.name());
        };
    }

    /** A text with what it stands for. */
    private static Schema named(String property, String type) {
        Schema text = Schema.create(Schema.Type.STRING);
        text.addProp(property, type);
        return text;
    }
}
