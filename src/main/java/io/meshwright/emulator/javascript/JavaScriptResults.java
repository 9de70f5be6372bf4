package io.meshwright.emulator.javascript;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import com.google.zetasql.Type;
import com.google.zetasql.Value;
import io.meshwright.sql.GoogleSqlType;
import io.meshwright.sql.ReferenceExpression;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** Results of functions in JavaScript as GoogleSQL values; what is none of the type declared is an error. */
final class JavaScriptResults {

    private static final Pattern INTEGER = Pattern.compile("[+-]?\\d+");
    private static final BigDecimal LARGEST_NUMERIC = new BigDecimal("99999999999999999999999999999.999999999");
    private static final int NUMERIC_SCALE = 9;
    private static final int MICROS = 1_000;
    private static final long EARLIEST_MILLIS = -62_135_596_800_000L;
    private static final long LATEST_MILLIS = 253_402_300_799_999L;
    private static final long DAY_MILLIS = 86_400_000;

    private JavaScriptResults() {}

    /** The value of what the driver made of a result. */
    static Value value(Type type, JsonNode json) {
        if (json.isNull()) {
            return Value.createNullValue(type);
        }
        try {
            return switch (type.getKind()) {
                case TYPE_STRING -> Value.createStringValue(json.asText());
                case TYPE_BOOL -> Value.createBoolValue(json.asBoolean());
                case TYPE_JSON -> Value.createJsonValue(SortedJson.of(json.asText()));
                case TYPE_BYTES -> Value.createBytesValue(bytes(json));
                case TYPE_DOUBLE -> Value.createDoubleValue(real(json.asText()));
                case TYPE_INT64 -> Value.createInt64Value(integer(json.asText()));
                case TYPE_NUMERIC -> Value.createNumericValue(numeric(json.asText()));
                case TYPE_BIGNUMERIC, TYPE_DATE, TYPE_TIMESTAMP, TYPE_DATETIME -> parsed(type, json);
                case TYPE_ARRAY -> {
                    List<Value> elements = new ArrayList<>(json.size());
                    json.forEach(element -> elements.add(value(type.asArray().getElementType(), element)));
                    yield Value.createArrayValue(type.asArray(), elements);
                }
                case TYPE_STRUCT -> {
                    List<Value> fields = new ArrayList<>(json.size());
                    for (int i = 0; i < json.size(); i++) {
                        fields.add(value(type.asStruct().getField(i).getType(), json.get(i)));
                    }
                    yield Value.createStructValue(type.asStruct(), fields);
                }
                default -> throw wrong(type, json);
            };
        } catch (IllegalArgumentException | ArithmeticException | ReferenceExpression.FailedExpression e) {
            throw wrong(type, json);
        }
    }

    private static JavaScriptFailure wrong(Type type, JsonNode json) {
        return new JavaScriptFailure("Failed to coerce output value " + json + " to type " + GoogleSqlType.name(type));
    }

    /** Text in base64, or numbers. */
    private static ByteString bytes(JsonNode json) {
        if (json.isTextual()) {
            return ByteString.copyFrom(Base64.getDecoder().decode(json.asText()));
        }
        byte[] bytes = new byte[json.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) json.get(i).asInt();
        }
        return ByteString.copyFrom(bytes);
    }

    private static double real(String text) {
        return switch (text) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> new BigDecimal(text.trim()).signum() == 0 ? zero(text) : finite(text);
        };
    }

    private static double zero(String text) {
        return text.trim().startsWith("-") ? -0.0 : 0.0;
    }

    private static double finite(String text) {
        double number = Double.parseDouble(text.trim());
        if (Double.isInfinite(number)) {
            throw new ArithmeticException(text);
        }
        return number;
    }

    private static long integer(String text) {
        return INTEGER.matcher(text.trim()).matches()
                ? Long.parseLong(text.trim())
                : new BigDecimal(text.trim()).longValueExact();
    }

    private static BigDecimal numeric(String text) {
        BigDecimal number = new BigDecimal(text.trim());
        if (number.precision() - number.scale() > 40) {
            throw new ArithmeticException(text);
        }
        BigDecimal rounded = number.setScale(NUMERIC_SCALE, RoundingMode.HALF_UP);
        if (rounded.abs().compareTo(LARGEST_NUMERIC) > 0) {
            throw new ArithmeticException(text);
        }
        return rounded;
    }

    private static Value parsed(Type type, JsonNode json) {
        if (json.isTextual()) {
            return cast(type, json.asText().trim());
        }
        if (type.isDate()) {
            requireMillis(json.asLong() * DAY_MILLIS);
            return Value.createDateValue(json.asInt());
        }
        long millis = json.get(0).asLong();
        requireMillis(millis);
        long micros = millis * MICROS + json.get(1).asLong();
        return type.isTimestamp()
                ? Value.createTimestampValueFromUnixMicros(micros)
                : Value.createDatetimeValue(LocalDateTime.ofEpochSecond(
                        Math.floorDiv(micros, 1_000_000L),
                        (int) Math.floorMod(micros, 1_000_000L) * MICROS,
                        ZoneOffset.UTC));
    }

    private static void requireMillis(long millis) {
        if (millis < EARLIEST_MILLIS || millis > LATEST_MILLIS) {
            throw new ArithmeticException("out of range");
        }
    }

    /** Texts are read as GoogleSQL reads them. */
    private static Value cast(Type type, String text) {
        return ReferenceExpression.of("CAST(@a0 AS " + GoogleSqlType.name(type) + ")", List.of("STRING"))
                .evaluate(List.of(List.of(Value.createStringValue(text))))
                .get(0);
    }
}
