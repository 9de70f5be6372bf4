package io.meshwright.emulator.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DurationProto;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.TimestampProto;
import com.google.protobuf.WrappersProto;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.file.SentText;
import io.meshwright.emulator.storage.FieldSchema;
import io.meshwright.emulator.storage.FieldType;
import io.meshwright.emulator.storage.TableSchema;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Rows as messages of a type that their writer describes, read as the columns of a table by name. */
public final class ProtoRows {

    /** The option of a field that names its column ({@code google.cloud.bigquery.storage.v1.column_name}). */
    private static final int COLUMN_NAME = 454_943_157;

    private static final FileDescriptor[] KNOWN = {
        WrappersProto.getDescriptor(), TimestampProto.getDescriptor(), DurationProto.getDescriptor()
    };

    private final Descriptor descriptor;
    private final List<Column> columns;

    private record Column(FieldSchema field, FieldDescriptor source, List<Column> parts) {}

    /** Refuses fields that the table does not have, and types that its columns cannot take. */
    public ProtoRows(DescriptorProto writer, TableSchema table) {
        this.descriptor = described(writer);
        this.columns = columns(descriptor, table.fields(), "");
    }

    private static Descriptor described(DescriptorProto writer) {
        FileDescriptorProto file = FileDescriptorProto.newBuilder()
                .setName("writer.proto")
                .addDependency("google/protobuf/wrappers.proto")
                .addDependency("google/protobuf/timestamp.proto")
                .addDependency("google/protobuf/duration.proto")
                .addMessageType(writer)
                .build();
        try {
            return FileDescriptor.buildFrom(file, KNOWN).getMessageTypes().get(0);
        } catch (DescriptorValidationException e) {
            throw new ApiError("invalid", "", "Invalid proto schema: " + e.getMessage(), e);
        }
    }

    private static List<Column> columns(Descriptor message, List<FieldSchema> fields, String path) {
        Map<String, FieldSchema> byName = new HashMap<>();
        fields.forEach(field -> byName.put(field.name().toLowerCase(Locale.ROOT), field));
        List<Column> columns = new ArrayList<>();
        for (FieldDescriptor source : message.getFields()) {
            FieldSchema field = byName.get(columnName(source).toLowerCase(Locale.ROOT));
            if (field == null) {
                throw new StreamRefusal(
                        StreamRefusal.Cause.SCHEMA_MISMATCH_EXTRA_FIELDS,
                        "Input schema has more fields than BigQuery schema, extra fields: '" + path + columnName(source)
                                + "'");
            }
            columns.add(column(source, field, path + field.name()));
        }
        return columns;
    }

    private static String columnName(FieldDescriptor source) {
        List<ByteString> said = source.toProto()
                .getOptions()
                .getUnknownFields()
                .getField(COLUMN_NAME)
                .getLengthDelimitedList();
        return said.isEmpty() ? source.getName() : said.get(0).toStringUtf8();
    }

    private static Column column(FieldDescriptor source, FieldSchema field, String path) {
        if (source.isRepeated() != field.isRepeated()) {
            throw ApiError.invalid("The proto field mismatched with BigQuery field at " + path
                    + ", the proto field mode is " + (source.isRepeated() ? "repeated" : "optional")
                    + ", BigQuery field mode " + field.mode());
        }
        if (field.type() == FieldType.STRUCT && source.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
            return new Column(field, source, columns(source.getMessageType(), field.fields(), path + "."));
        }
        if (!ProtoValue.fits(source, field.type())) {
            throw ApiError.invalid("The proto field mismatched with BigQuery field at " + path
                    + ", the proto field type "
                    + source.getType().name().toLowerCase(Locale.ROOT) + ", BigQuery field type " + field.type()
                    + (field.type() == FieldType.RANGE ? ", which the embedded BigQuery does not take here" : ""));
        }
        return new Column(field, source, List.of());
    }

    /** The rows as JSON objects; refuses all where one does not fit. */
    List<ObjectNode> read(List<ByteString> rows) {
        List<ObjectNode> read = new ArrayList<>(rows.size());
        List<StreamRefusal.RowProblem> problems = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            try {
                read.add(object(columns, DynamicMessage.parseFrom(descriptor, rows.get(i)), ""));
            } catch (InvalidProtocolBufferException e) {
                problems.add(new StreamRefusal.RowProblem(i, "Error while parsing protobuf: " + e.getMessage()));
            } catch (Misfit e) {
                problems.add(new StreamRefusal.RowProblem(i, e.getMessage()));
            }
        }
        if (!problems.isEmpty()) {
            throw StreamRefusal.of(problems);
        }
        return read;
    }

    private static final class Misfit extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Misfit(String path, Object value, FieldType type, RuntimeException cause) {
            super(
                    "Field " + path + ": " + SentText.shown(String.valueOf(value)) + " is no " + type + " ("
                            + cause.getMessage() + ")",
                    cause);
        }
    }

    private static ObjectNode object(List<Column> columns, Message message, String path) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (Column column : columns) {
            if (column.source.isRepeated()) {
                ArrayNode elements = object.putArray(column.field.name());
                for (Object value : (List<?>) message.getField(column.source)) {
                    elements.add(value(column, value, path));
                }
            } else if (message.hasField(column.source)) {
                object.set(column.field.name(), value(column, message.getField(column.source), path));
            }
        }
        return object;
    }

    private static JsonNode value(Column column, Object value, String path) {
        String place = path + column.field.name();
        if (column.field.type() == FieldType.STRUCT) {
            return object(column.parts, (Message) value, place + ".");
        }
        try {
            return ProtoValue.json(column.source, value, column.field.type());
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw new Misfit(place, value, column.field.type(), e);
        }
    }
}
