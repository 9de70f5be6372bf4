package io.meshwright.emulator.translation;

import com.google.zetasql.IntervalValue;
import com.google.zetasql.StructType;
import com.google.zetasql.Type;
import com.google.zetasql.Value;
import io.meshwright.sql.GoogleSqlType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Constant values as DuckDB SQL, and as GoogleSQL for the reference implementation. */
final class Literals {

    private static final DateTimeFormatter DATETIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

    private Literals() {}

    static String duck(Value value) {
        Type type = value.getType();
        if (value.isNull()) {
            return Duck.cast("NULL", DuckType.of(type));
        }
        return switch (type.getKind()) {
            case TYPE_INT64 ->
                value.getInt64Value() == Long.MIN_VALUE
                        ? "(-9223372036854775807::BIGINT - 1)"
                        : "(" + value.getInt64Value() + "::BIGINT)";
            case TYPE_BOOL -> value.getBoolValue() ? "TRUE" : "FALSE";
            case TYPE_STRING -> Duck.string(value.getStringValue());
            case TYPE_BYTES -> Duck.blob(value.getBytesValue().toByteArray());
            case TYPE_DATE -> "DATE '" + text(value) + "'";
            case TYPE_TIMESTAMP, TYPE_DATETIME -> "TIMESTAMP '" + text(value) + "'";
            case TYPE_TIME -> "TIME '" + text(value) + "'";
            case TYPE_DOUBLE, TYPE_NUMERIC, TYPE_JSON -> Duck.cast(Duck.string(text(value)), DuckType.of(type));
            case TYPE_BIGNUMERIC, TYPE_ENUM -> Duck.string(text(value));
            case TYPE_INTERVAL -> "INTERVAL '" + text(value) + "'";
            case TYPE_ARRAY -> array(value);
            case TYPE_STRUCT -> struct(value);
            case TYPE_RANGE ->
                "struct_pack(\"start\" := " + duck(value.start()) + ", \"end\" := " + duck(value.end()) + ")";
            default -> throw new UnsupportedSql("literals of type " + GoogleSqlType.name(type));
        };
    }

    /** A scalar as the text that DuckDB casts to its type. */
    static String text(Value value) {
        return switch (value.getType().getKind()) {
            case TYPE_INT64 -> Long.toString(value.getInt64Value());
            case TYPE_BOOL -> Boolean.toString(value.getBoolValue());
            case TYPE_STRING -> value.getStringValue();
            case TYPE_BYTES ->
                HexFormat.of().withPrefix("\\x").formatHex(value.getBytesValue().toByteArray());
            case TYPE_DOUBLE -> Wire.text(value.getDoubleValue());
            case TYPE_DATE -> value.getLocalDateValue().toString();
            case TYPE_TIMESTAMP -> utc(value);
            case TYPE_DATETIME -> DATETIME.format(value.getLocalDateTimeValue());
            case TYPE_TIME -> value.getLocalTimeValue().toString();
            case TYPE_NUMERIC -> value.getNumericValue().toPlainString();
            case TYPE_BIGNUMERIC -> Wire.plain(value.getBigNumericValue());
            case TYPE_JSON -> value.getJsonValue();
            case TYPE_INTERVAL -> Wire.text(value.getIntervalValue());
            case TYPE_ENUM -> value.getEnumName();
            default -> throw new UnsupportedSql("literals of type " + GoogleSqlType.name(value.getType()));
        };
    }

    private static String array(Value value) {
        List<Value> elements = value.getElementList();
        return LongLists.isLong(elements.size())
                ? LongLists.of(
                        value.getType().asArray().getElementType(),
                        elements.stream().map(LongLists::json).toList())
                : Duck.cast(
                        elements.stream().map(Literals::duck).collect(Collectors.joining(", ", "[", "]")),
                        DuckType.of(value.getType()));
    }

    private static String struct(Value value) {
        StructType type = value.getType().asStruct();
        if (type.getFieldCount() == 0) {
            throw new UnsupportedSql("STRUCT", "STRUCT without fields");
        }
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < type.getFieldCount(); i++) {
            fields.add(Duck.name(DuckType.fieldName(type, i)) + " := " + duck(value.getField(i)));
        }
        return "struct_pack(" + String.join(", ", fields) + ")";
    }

    /** A constant of a simple type as GoogleSQL; empty for those better passed as arguments. */
    static Optional<String> google(Value value) {
        if (value.isNull()) {
            return Optional.of("CAST(NULL AS " + GoogleSqlType.name(value.getType()) + ")");
        }
        return switch (value.getType().getKind()) {
            case TYPE_INT64 -> Optional.of(Long.toString(value.getInt64Value()));
            case TYPE_BOOL -> Optional.of(value.getBoolValue() ? "TRUE" : "FALSE");
            case TYPE_STRING -> Optional.of(googleString(value.getStringValue()));
            case TYPE_BYTES ->
                Optional.of(HexFormat.of()
                        .withPrefix("\\x")
                        .formatHex(value.getBytesValue().toByteArray())
                        .transform(escaped -> "b'" + escaped + "'"));
            case TYPE_DOUBLE ->
                Double.isFinite(value.getDoubleValue())
                        ? Optional.of("CAST('" + value.getDoubleValue() + "' AS FLOAT64)")
                        : Optional.empty();
            case TYPE_NUMERIC ->
                Optional.of("NUMERIC '" + value.getNumericValue().toPlainString() + "'");
            case TYPE_BIGNUMERIC -> Optional.of("BIGNUMERIC '" + Wire.plain(value.getBigNumericValue()) + "'");
            case TYPE_ENUM -> Optional.of(googleEnum(value));
            case TYPE_INTERVAL -> Optional.of(googleInterval(value.getIntervalValue()));
            default -> Optional.empty();
        };
    }

    static String googleString(String text) {
        StringBuilder quoted = new StringBuilder("'");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\', '\'' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\0' -> quoted.append("\\x00");
                // In a template it would begin a hole.
                case '{' -> quoted.append("\\x7b");
                default -> quoted.append(c);
            }
        }
        return quoted.append('\'').toString();
    }

    private static String googleEnum(Value value) {
        String name = value.getEnumName();
        if (value.getType().asEnum().getDescriptor().getFullName().endsWith("RoundingMode")) {
            return googleString(name);
        }
        return name.startsWith("WEEK_") ? "WEEK(" + name.substring(5) + ")" : name;
    }

    private static String googleInterval(IntervalValue interval) {
        BigDecimal seconds = BigDecimal.valueOf(interval.micros(), 6);
        return "(MAKE_INTERVAL(0, " + interval.months() + ", " + interval.days() + ") + INTERVAL '0-0 0 "
                + (seconds.signum() < 0 ? "-" : "") + "0:0:" + seconds.abs().toPlainString() + "' YEAR TO SECOND)";
    }

    private static String utc(Value timestamp) {
        long micros = timestamp.getTimestampUnixMicros();
        Instant instant =
                Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
        return DATETIME.format(instant.atOffset(ZoneOffset.UTC));
    }
}
