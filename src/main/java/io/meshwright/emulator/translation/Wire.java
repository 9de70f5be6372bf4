package io.meshwright.emulator.translation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.google.protobuf.ByteString;
import com.google.zetasql.IntervalValue;
import com.google.zetasql.Type;
import com.google.zetasql.Value;
import io.meshwright.sql.GoogleSqlType;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values as text, on their way between DuckDB and the reference implementation.
 *
 * <p>Arrays and structs are JSON arrays of the texts of their elements. Each encoding has two ends: a DuckDB expression
 * here, Java there.
 */
final class Wire {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern INTERVAL = Pattern.compile(
            "(?:(-?\\d+) years? ?)?(?:(-?\\d+) months? ?)?(?:(-?\\d+) days? ?)?(?:(-?)(\\d+):(\\d\\d):(\\d\\d)(?:\\.(\\d+))?)?");

    private Wire() {}

    /** DuckDB SQL for the text of a value. */
    static String encode(Type type, String sql) {
        return encode(type, sql, 0);
    }

    private static String encode(Type type, String sql, int depth) {
        return switch (type.getKind()) {
            case TYPE_STRING, TYPE_BIGNUMERIC, TYPE_ENUM -> sql;
            case TYPE_BYTES -> "hex(" + sql + ")";
            case TYPE_DATE -> "CAST((" + sql + " - DATE '1970-01-01') AS VARCHAR)";
            case TYPE_TIMESTAMP, TYPE_DATETIME -> "CAST(epoch_us(" + sql + ") AS VARCHAR)";
            case TYPE_ARRAY -> {
                String element = "e" + depth;
                yield "CAST(to_json(list_transform(" + sql + ", lambda " + element + ": "
                        + encode(type.asArray().getElementType(), element, depth + 1) + ")) AS VARCHAR)";
            }
            case TYPE_STRUCT -> {
                List<String> fields = new ArrayList<>();
                for (int i = 0; i < type.asStruct().getFieldCount(); i++) {
                    String field =
                            "struct_extract(" + sql + ", " + Duck.string(DuckType.fieldName(type.asStruct(), i)) + ")";
                    Type fieldType = type.asStruct().getField(i).getType();
                    // Of a constant NULL, DuckDB's field would have no type.
                    fields.add(encode(fieldType, Duck.cast(field, DuckType.of(fieldType)), depth));
                }
                yield "CASE WHEN " + sql + " IS NULL THEN NULL ELSE CAST(to_json([" + String.join(", ", fields)
                        + "]) AS VARCHAR) END";
            }
            case TYPE_RANGE -> {
                Type bound = type.asRange().getElementType();
                yield "CASE WHEN " + sql + " IS NULL THEN NULL ELSE CAST(to_json(["
                        + encode(bound, "struct_extract(" + sql + ", 'start')", depth) + ", "
                        + encode(bound, "struct_extract(" + sql + ", 'end')", depth) + "]) AS VARCHAR) END";
            }
            default -> "CAST(" + sql + " AS VARCHAR)";
        };
    }

    /** DuckDB SQL for the value of a text. */
    static String decode(Type type, String text) {
        String value = decode(type, text, 0);
        // A text that is NULL already when the statement is prepared would leave the value without a type.
        return isComposite(type) ? Duck.cast(value, DuckType.of(type)) : value;
    }

    private static String decode(Type type, String text, int depth) {
        String element = "d" + depth;
        return switch (type.getKind()) {
            case TYPE_STRING, TYPE_BIGNUMERIC, TYPE_ENUM -> text;
            case TYPE_BYTES -> "unhex(" + text + ")";
            case TYPE_DATE -> "(DATE '1970-01-01' + CAST(" + text + " AS INTEGER))";
            case TYPE_TIMESTAMP, TYPE_DATETIME -> "make_timestamp(CAST(" + text + " AS BIGINT))";
            case TYPE_ARRAY ->
                "list_transform(from_json(" + text + ", '[\"VARCHAR\"]'), lambda " + element + ": "
                        + decode(type.asArray().getElementType(), element, depth + 1) + ")";
            case TYPE_STRUCT -> {
                List<String> fields = new ArrayList<>();
                for (int i = 0; i < type.asStruct().getFieldCount(); i++) {
                    fields.add(Duck.name(DuckType.fieldName(type.asStruct(), i)) + " := "
                            + decode(type.asStruct().getField(i).getType(), element + "[" + (i + 1) + "]", depth + 1));
                }
                yield fields(text, element, fields);
            }
            case TYPE_RANGE -> {
                Type bound = type.asRange().getElementType();
                yield fields(
                        text,
                        element,
                        List.of(
                                "\"start\" := " + decode(bound, element + "[1]", depth + 1),
                                "\"end\" := " + decode(bound, element + "[2]", depth + 1)));
            }
            default -> Duck.cast(text, DuckType.of(type));
        };
    }

    private static String fields(String text, String element, List<String> fields) {
        return "list_transform([from_json(" + text + ", '[\"VARCHAR\"]')], lambda " + element + ": CASE WHEN " + element
                + " IS NULL THEN NULL ELSE struct_pack(" + String.join(", ", fields) + ") END)[1]";
    }

    /** The value of a text that DuckDB made. */
    static Value value(Type type, String text) {
        if (text == null || (isComposite(type) && text.equals("null"))) {
            return Value.createNullValue(type);
        }
        return switch (type.getKind()) {
            case TYPE_BOOL -> Value.createBoolValue(Boolean.parseBoolean(text));
            case TYPE_INT64 -> Value.createInt64Value(Long.parseLong(text));
            case TYPE_DOUBLE -> Value.createDoubleValue(number(text));
            case TYPE_STRING -> Value.createStringValue(text);
            case TYPE_BYTES ->
                Value.createBytesValue(ByteString.copyFrom(HexFormat.of().parseHex(text)));
            case TYPE_NUMERIC -> Value.createNumericValue(new BigDecimal(text));
            case TYPE_BIGNUMERIC -> Value.createBigNumericValue(new BigDecimal(text));
            case TYPE_DATE -> Value.createDateValue(Integer.parseInt(text));
            case TYPE_TIME -> Value.createTimeValue(LocalTime.parse(text));
            case TYPE_TIMESTAMP -> Value.createTimestampValueFromUnixMicros(Long.parseLong(text));
            case TYPE_DATETIME -> Value.createDatetimeValue(datetime(Long.parseLong(text)));
            case TYPE_JSON -> Value.createJsonValue(text);
            case TYPE_INTERVAL -> Value.createIntervalValue(interval(text));
            case TYPE_ARRAY -> {
                List<Value> elements = new ArrayList<>();
                for (JsonNode element : tree(text)) {
                    elements.add(value(type.asArray().getElementType(), textOf(element)));
                }
                yield Value.createArrayValue(type.asArray(), elements);
            }
            case TYPE_STRUCT -> {
                JsonNode tree = tree(text);
                List<Value> fields = new ArrayList<>();
                for (int i = 0; i < type.asStruct().getFieldCount(); i++) {
                    fields.add(value(type.asStruct().getField(i).getType(), textOf(tree.get(i))));
                }
                yield Value.createStructValue(type.asStruct(), fields);
            }
            case TYPE_RANGE -> {
                JsonNode tree = tree(text);
                Type bound = type.asRange().getElementType();
                yield Value.createRangeValue(
                        type.asRange(), value(bound, textOf(tree.get(0))), value(bound, textOf(tree.get(1))));
            }
            default -> throw new UnsupportedSql("values of type " + GoogleSqlType.name(type));
        };
    }

    /** The text of a value, for DuckDB; null for NULL. */
    static String text(Value value) {
        if (value.isNull()) {
            return null;
        }
        return switch (value.getType().getKind()) {
            case TYPE_BOOL -> Boolean.toString(value.getBoolValue());
            case TYPE_INT64 -> Long.toString(value.getInt64Value());
            case TYPE_DOUBLE -> text(value.getDoubleValue());
            case TYPE_STRING -> value.getStringValue();
            case TYPE_BYTES -> HexFormat.of().formatHex(value.getBytesValue().toByteArray());
            case TYPE_NUMERIC -> value.getNumericValue().toPlainString();
            case TYPE_BIGNUMERIC -> plain(value.getBigNumericValue());
            case TYPE_DATE -> Integer.toString(value.getDateValue());
            case TYPE_TIME -> value.getLocalTimeValue().toString();
            case TYPE_TIMESTAMP -> Long.toString(value.getTimestampUnixMicros());
            case TYPE_DATETIME -> Long.toString(micros(value.getLocalDateTimeValue()));
            case TYPE_JSON -> value.getJsonValue();
            case TYPE_INTERVAL -> text(value.getIntervalValue());
            case TYPE_ENUM -> value.getEnumName();
            case TYPE_ARRAY -> texts(value.getElementList());
            case TYPE_STRUCT -> texts(value.getFieldList());
            case TYPE_RANGE -> texts(List.of(value.start(), value.end()));
            default -> throw new UnsupportedSql("values of type " + GoogleSqlType.name(value.getType()));
        };
    }

    static String text(double number) {
        if (Double.isNaN(number)) {
            return "nan";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? "inf" : "-inf";
        }
        return Double.toString(number);
    }

    static String text(IntervalValue interval) {
        return interval.months() + " months " + interval.days() + " days " + interval.micros() + " microseconds";
    }

    /** As GoogleSQL prints a BIGNUMERIC: without trailing zeros or exponent. */
    static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static boolean isComposite(Type type) {
        return type.isArray() || type.isStruct();
    }

    private static String textOf(JsonNode node) {
        return node == null || node.isNull() ? null : node.asText();
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Not the text of an array: " + text, e);
        }
    }

    private static String texts(List<Value> values) {
        ArrayNode array = JSON.createArrayNode();
        values.forEach(value -> array.add(text(value)));
        return array.toString();
    }

    private static double number(String text) {
        return switch (text) {
            case "nan", "-nan" -> Double.NaN;
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    private static LocalDateTime datetime(long micros) {
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(micros, 1_000_000L), (int) Math.floorMod(micros, 1_000_000L) * 1000, ZoneOffset.UTC);
    }

    private static long micros(LocalDateTime datetime) {
        return datetime.toEpochSecond(ZoneOffset.UTC) * 1_000_000L + datetime.get(ChronoField.MICRO_OF_SECOND);
    }

    /** As DuckDB prints an interval: {@code 1 year 2 months 3 days 04:05:06.7}. */
    private static IntervalValue interval(String text) {
        Matcher parts = INTERVAL.matcher(text);
        if (!parts.matches()) {
            throw new IllegalStateException("Not an interval as DuckDB prints it: " + text);
        }
        long seconds = whole(parts.group(5)) * 3600 + whole(parts.group(6)) * 60 + whole(parts.group(7));
        String fraction = parts.group(8) == null ? "" : parts.group(8);
        long micros = seconds * 1_000_000L + whole((fraction + "000000").substring(0, 6));
        return IntervalValue.builder()
                .setMonths((int) (whole(parts.group(1)) * 12 + whole(parts.group(2))))
                .setDays((int) whole(parts.group(3)))
                .setMicros("-".equals(parts.group(4)) ? -micros : micros)
                .setNanoFractions((short) 0)
                .build();
    }

    private static long whole(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
