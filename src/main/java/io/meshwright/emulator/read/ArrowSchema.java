package io.meshwright.emulator.read;

import com.google.flatbuffers.FlatBufferBuilder;
import io.meshwright.emulator.storage.FieldSchema;
import io.meshwright.emulator.storage.FieldType;
import io.meshwright.emulator.storage.TableSchema;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.flatbuf.Binary;
import org.apache.arrow.flatbuf.Bool;
import org.apache.arrow.flatbuf.Date;
import org.apache.arrow.flatbuf.DateUnit;
import org.apache.arrow.flatbuf.Decimal;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.Interval;
import org.apache.arrow.flatbuf.IntervalUnit;
import org.apache.arrow.flatbuf.KeyValue;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.Schema;
import org.apache.arrow.flatbuf.Struct_;
import org.apache.arrow.flatbuf.Time;
import org.apache.arrow.flatbuf.TimeUnit;
import org.apache.arrow.flatbuf.Timestamp;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.flatbuf.Utf8;

/** A schema as an Arrow IPC message, with the Arrow types that BigQuery gives its types. */
final class ArrowSchema {

    private static final int DIGITS = 38;
    private static final int LONG_DIGITS = 76;
    private static final int CONTINUATION = -1;
    private static final int ALIGNMENT = 8;

    private final FlatBufferBuilder out = new FlatBufferBuilder(1024);

    private ArrowSchema() {}

    static byte[] message(TableSchema schema) {
        return new ArrowSchema().write(schema);
    }

    private byte[] write(TableSchema schema) {
        int[] fields = schema.fields().stream().mapToInt(this::field).toArray();
        int header = Schema.createSchema(out, Endianness.Little, Schema.createFieldsVector(out, fields), 0, 0);
        Message.finishMessageBuffer(
                out, Message.createMessage(out, MetadataVersion.V5, MessageHeader.Schema, header, 0, 0));
        return framed(out, 0).array();
    }

    /**
     * A message with its frame, ready for its body.
     *
     * @param body how many bytes follow it
     */
    static ByteBuffer framed(FlatBufferBuilder finished, int body) {
        ByteBuffer metadata = finished.dataBuffer();
        int length = padded(metadata.remaining());
        ByteBuffer framed =
                ByteBuffer.allocate(2 * Integer.BYTES + length + body).order(ByteOrder.LITTLE_ENDIAN);
        framed.putInt(CONTINUATION).putInt(length).put(metadata);
        return framed.position(2 * Integer.BYTES + length);
    }

    static int padded(int length) {
        return Math.addExact(length, ALIGNMENT - 1) & -ALIGNMENT;
    }

    /** The ends of a range are a struct's fields. */
    static List<FieldSchema> parts(FieldSchema field) {
        if (field.type() != FieldType.RANGE) {
            return field.fields();
        }
        String type = field.googleSqlType().replaceFirst("^(ARRAY<)?RANGE<(\\w+)>>?$", "$2");
        return List.of(end("start", type), end("end", type));
    }

    private static FieldSchema end(String name, String type) {
        return new FieldSchema(name, FieldType.parse(type), FieldSchema.Mode.NULLABLE, Map.of(), List.of());
    }

    private int field(FieldSchema field) {
        if (field.isRepeated()) {
            int element = field("item", field.element());
            int list = org.apache.arrow.flatbuf.List.endList(started());
            return field(field.name(), false, Type.List, list, new int[] {element}, metadata(field.type()));
        }
        return field(field.name(), field);
    }

    private FlatBufferBuilder started() {
        org.apache.arrow.flatbuf.List.startList(out);
        return out;
    }

    private int field(String name, FieldSchema field) {
        int[] parts = parts(field).stream().mapToInt(this::field).toArray();
        boolean nullable = field.mode() != FieldSchema.Mode.REQUIRED;
        return field(name, nullable, typeOf(field.type()), type(field.type()), parts, metadata(field.type()));
    }

    private int field(String name, boolean nullable, byte type, int detail, int[] children, Map<String, String> said) {
        int text = out.createString(name);
        int[] pairs = said.entrySet().stream()
                .mapToInt(pair -> KeyValue.createKeyValue(
                        out, out.createString(pair.getKey()), out.createString(pair.getValue())))
                .toArray();
        int metadata = pairs.length == 0 ? 0 : Field.createCustomMetadataVector(out, pairs);
        int nested = Field.createChildrenVector(out, children);
        return Field.createField(out, text, nullable, type, detail, 0, nested, metadata);
    }

    /** What Arrow has no type for. */
    private static Map<String, String> metadata(FieldType type) {
        Map<String, String> said = new LinkedHashMap<>();
        switch (type) {
            case DATETIME -> said.put("ARROW:extension:name", "google:sqlType:datetime");
            case JSON -> said.put("ARROW:extension:name", "google:sqlType:json");
            case GEOGRAPHY -> {
                said.put("ARROW:extension:name", "google:sqlType:geography");
                said.put("ARROW:extension:metadata", "{\"encoding\": \"WKT\"}");
            }
            default -> {
                // Arrow's type says it all.
            }
        }
        return said;
    }

    private static byte typeOf(FieldType type) {
        return switch (type) {
            case INT64 -> Type.Int;
            case FLOAT64 -> Type.FloatingPoint;
            case BOOL -> Type.Bool;
            case STRING, JSON, GEOGRAPHY -> Type.Utf8;
            case BYTES -> Type.Binary;
            case DATE -> Type.Date;
            case TIME -> Type.Time;
            case DATETIME, TIMESTAMP -> Type.Timestamp;
            case NUMERIC, BIGNUMERIC -> Type.Decimal;
            case INTERVAL -> Type.Interval;
            case RANGE, STRUCT -> Type.Struct_;
        };
    }

    private int type(FieldType type) {
        return switch (type) {
            case INT64 -> Int.createInt(out, Long.SIZE, true);
            case FLOAT64 -> FloatingPoint.createFloatingPoint(out, Precision.DOUBLE);
            case BOOL -> {
                Bool.startBool(out);
                yield Bool.endBool(out);
            }
            case STRING, JSON, GEOGRAPHY -> {
                Utf8.startUtf8(out);
                yield Utf8.endUtf8(out);
            }
            case BYTES -> {
                Binary.startBinary(out);
                yield Binary.endBinary(out);
            }
            case DATE -> Date.createDate(out, DateUnit.DAY);
            case TIME -> Time.createTime(out, TimeUnit.MICROSECOND, Long.SIZE);
            case DATETIME -> Timestamp.createTimestamp(out, TimeUnit.MICROSECOND, 0);
            case TIMESTAMP -> Timestamp.createTimestamp(out, TimeUnit.MICROSECOND, out.createString("UTC"));
            case NUMERIC -> Decimal.createDecimal(out, DIGITS, WireValue.NUMERIC_SCALE, 128);
            case BIGNUMERIC -> Decimal.createDecimal(out, LONG_DIGITS, WireValue.BIGNUMERIC_SCALE, 256);
            case INTERVAL -> Interval.createInterval(out, IntervalUnit.MONTH_DAY_NANO);
            case RANGE, STRUCT -> {
                Struct_.startStruct_(out);
                yield Struct_.endStruct_(out);
            }
        };
    }
}
