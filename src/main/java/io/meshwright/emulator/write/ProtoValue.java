package io.meshwright.emulator.write;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import io.meshwright.emulator.file.SentText;
import io.meshwright.emulator.storage.FieldType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Base64;
import java.util.Set;
import java.util.stream.Stream;

/** One value of a protocol buffer as JSON rows carry it, by BigQuery's table of what may stand for what. */
final class ProtoValue {

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final Set<String> WRAPPERS = Set.of(
            "DoubleValue",
            "FloatValue",
            "Int64Value",
            "UInt64Value",
            "Int32Value",
            "UInt32Value",
            "BoolValue",
            "StringValue",
            "BytesValue");
    private static final long MICROS = 1_000_000;
    private static final int LONGEST_NUMBER = 1_000;

    private ProtoValue() {}

    /** Whether values of a field may go into a column. */
    static boolean fits(FieldDescriptor source, FieldType type) {
        if (source.getJavaType() == JavaType.MESSAGE) {
            return switch (shortName(source)) {
                case "Timestamp" -> type == FieldType.TIMESTAMP && isTime(source);
                case "Duration" -> type == FieldType.INTERVAL && isTime(source);
                default ->
                    isWrapper(source)
                            && inner(source).getJavaType() != JavaType.MESSAGE
                            && !inner(source).isRepeated()
                            && fits(inner(source), type);
            };
        }
        Set<JavaType> fitting =
                switch (type) {
                    case INT64 -> Set.of(JavaType.INT, JavaType.LONG, JavaType.ENUM);
                    case FLOAT64 -> Set.of(JavaType.DOUBLE, JavaType.FLOAT);
                    case BOOL -> Set.of(JavaType.BOOLEAN, JavaType.INT, JavaType.LONG);
                    case BYTES -> Set.of(JavaType.BYTE_STRING, JavaType.STRING);
                    case DATE, TIMESTAMP -> Set.of(JavaType.INT, JavaType.LONG, JavaType.STRING);
                    case TIME, DATETIME -> Set.of(JavaType.LONG, JavaType.STRING);
                    case NUMERIC, BIGNUMERIC ->
                        Set.of(
                                JavaType.INT,
                                JavaType.LONG,
                                JavaType.DOUBLE,
                                JavaType.FLOAT,
                                JavaType.STRING,
                                JavaType.BYTE_STRING);
                    case STRING, GEOGRAPHY -> Set.of(JavaType.STRING, JavaType.ENUM);
                    case JSON, INTERVAL -> Set.of(JavaType.STRING);
                    default -> Set.of();
                };
        return fitting.contains(source.getJavaType());
    }

    private static boolean isTime(FieldDescriptor source) {
        return Stream.of("seconds", "nanos")
                .map(source.getMessageType()::findFieldByName)
                .allMatch(part -> part != null
                        && !part.isRepeated()
                        && Set.of(JavaType.INT, JavaType.LONG).contains(part.getJavaType()));
    }

    private static String shortName(FieldDescriptor source) {
        return source.getMessageType().getFullName().replaceFirst("^.*[._]", "");
    }

    private static boolean isWrapper(FieldDescriptor source) {
        return WRAPPERS.contains(shortName(source)) && source.getMessageType().findFieldByName("value") != null;
    }

    private static FieldDescriptor inner(FieldDescriptor source) {
        return source.getMessageType().findFieldByName("value");
    }

    /** Throws IllegalArgumentException or DateTimeException where the value is none of the column's type. */
    static JsonNode json(FieldDescriptor source, Object value, FieldType type) {
        if (value instanceof Message message) {
            return switch (shortName(source)) {
                case "Timestamp" -> text(instant(part(message, "seconds"), part(message, "nanos")));
                case "Duration" ->
                    text(interval(
                            0,
                            0,
                            Math.multiplyExact(part(message, "seconds"), MICROS) + part(message, "nanos") / 1_000));
                default -> json(inner(source), message.getField(inner(source)), type);
            };
        }
        return switch (type) {
            case BOOL ->
                text(
                        value instanceof Boolean truth
                                ? truth.toString()
                                : Boolean.toString(whole(source, value).signum() != 0));
            case INT64 -> text(Long.toString(whole(source, value).longValueExact()));
            case FLOAT64 -> text(real(((Number) value).doubleValue()));
            case BYTES -> text(Base64.getEncoder().encodeToString(bytes(value).toByteArray()));
            case STRING, GEOGRAPHY ->
                text(value instanceof EnumValueDescriptor constant ? constant.getName() : (String) value);
            case JSON -> parsed((String) value);
            case DATE ->
                text(
                        value instanceof String date
                                ? date
                                : date(whole(source, value).longValueExact()));
            case TIME -> text(value instanceof Long packed ? time(packed).toString() : (String) value);
            case DATETIME ->
                text(value instanceof Long packed ? dateTime(packed).toString() : (String) value);
            case TIMESTAMP ->
                text(
                        value instanceof String time
                                ? time
                                : timestamp(whole(source, value).longValueExact()));
            case NUMERIC -> text(number(source, value, 9));
            case BIGNUMERIC -> text(number(source, value, 38));
            case INTERVAL -> text(interval((String) value));
            default -> throw new IllegalArgumentException("values of type " + type + " cannot be written");
        };
    }

    private static JsonNode text(String text) {
        return TextNode.valueOf(text);
    }

    private static long part(Message message, String field) {
        return ((Number) message.getField(message.getDescriptorForType().findFieldByName(field))).longValue();
    }

    private static BigInteger whole(FieldDescriptor source, Object value) {
        return switch (source.getType()) {
            case UINT64, FIXED64 -> new BigInteger(Long.toUnsignedString((Long) value));
            case UINT32, FIXED32 -> BigInteger.valueOf(Integer.toUnsignedLong((Integer) value));
            case ENUM -> BigInteger.valueOf(((EnumValueDescriptor) value).getNumber());
            default -> BigInteger.valueOf(((Number) value).longValue());
        };
    }

    private static String real(double value) {
        return Double.isNaN(value) ? "nan" : Double.isInfinite(value) ? (value > 0 ? "inf" : "-inf") : value + "";
    }

    private static ByteString bytes(Object value) {
        return value instanceof ByteString bytes ? bytes : ByteString.copyFromUtf8((String) value);
    }

    private static JsonNode parsed(String json) {
        try {
            JsonNode value = JSON.readTree(json);
            if (!SentText.isUnicode(value.toString())) {
                throw new IllegalArgumentException("half of a surrogate pair");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON", e);
        }
    }

    private static String date(long days) {
        return within(LocalDate.ofEpochDay(days)).toString();
    }

    private static LocalDate within(LocalDate date) {
        if (date.getYear() < 1 || date.getYear() > 9999) {
            throw new DateTimeException("dates are of the years 1 to 9999");
        }
        return date;
    }

    private static String timestamp(long micros) {
        return instant(Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1_000);
    }

    private static String instant(long seconds, long nanos) {
        Instant time = Instant.ofEpochSecond(seconds, nanos / 1_000 * 1_000);
        within(LocalDate.ofEpochDay(Math.floorDiv(seconds, 86_400L)));
        return time.toString();
    }

    /** From hour, minute, second and microsecond in 5, 6, 6 and 20 bits. */
    private static LocalTime time(long packed) {
        long nanos = (packed & 0xFFFFF) * 1_000;
        return LocalTime.of((int) (packed >> 32 & 31), (int) (packed >> 26 & 63), (int) (packed >> 20 & 63))
                .plusNanos(nanos);
    }

    /** Year, month and day stand before the time, the latter two in 4 and 5 bits. */
    private static LocalDateTime dateTime(long packed) {
        LocalDate date =
                within(LocalDate.of((int) (packed >> 46), (int) (packed >> 42 & 15), (int) (packed >> 37 & 31)));
        return date.atTime(time(packed & 0x1FFFFFFFFFL));
    }

    private static String number(FieldDescriptor source, Object value, int scale) {
        if ((value instanceof String text && text.length() > LONGEST_NUMBER)
                || (value instanceof ByteString bytes && bytes.size() > LONGEST_NUMBER)) {
            throw new IllegalArgumentException("longer than " + LONGEST_NUMBER);
        }
        BigDecimal number = value instanceof ByteString digits
                ? new BigDecimal(unscaled(digits.toByteArray()), scale)
                : value instanceof String || value instanceof Double || value instanceof Float
                        ? new BigDecimal(value.toString())
                        : new BigDecimal(whole(source, value));
        if (Math.abs((long) number.scale()) > LONGEST_NUMBER) {
            throw new IllegalArgumentException("longer than " + LONGEST_NUMBER + " digits");
        }
        BigDecimal plain = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        if (plain.scale() > scale) {
            throw new IllegalArgumentException("more than " + scale + " digits after the decimal point");
        }
        return plain.toPlainString();
    }

    /** Two's complement, the lowest byte first. */
    private static BigInteger unscaled(byte[] digits) {
        byte[] turned = new byte[digits.length];
        for (int i = 0; i < digits.length; i++) {
            turned[i] = digits[digits.length - 1 - i];
        }
        return digits.length == 0 ? BigInteger.ZERO : new BigInteger(turned);
    }

    private static String interval(String text) {
        long[] parts = io.meshwright.emulator.result.Texts.intervalParts(text)
                .orElseThrow(() -> new IllegalArgumentException("not an interval"));
        return interval(parts[0], parts[1], parts[2]);
    }

    /** As DuckDB reads it. */
    private static String interval(long months, long days, long micros) {
        return months + " months " + days + " days " + micros + " microseconds";
    }
}
