package io.meshwright.emulator.result;

import io.meshwright.emulator.storage.FieldSchema;
import io.meshwright.emulator.storage.TableSchema;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.Base64;

/**
 * Writes rows as BigQuery's REST API shows them, {@code {"f":[{"v":"1"}]}}, one after the other.
 *
 * <p>Two things are left open until a page is sent, because they depend on who asks: a row ends with {@link #ROW_END},
 * and a TIMESTAMP stands as microseconds between {@link #TIMESTAMP} and {@link #TIMESTAMP_END}. JSON escapes these
 * characters in values, so they cannot be mistaken.
 */
final class RowEncoder {

    static final byte ROW_END = 0x1E;
    static final byte TIMESTAMP = 0x01;
    static final byte TIMESTAMP_END = 0x02;

    private final FieldSchema[] fields;
    private final JsonBytes out;

    RowEncoder(TableSchema schema, JsonBytes out) {
        this.fields = schema.fields().toArray(FieldSchema[]::new);
        this.out = out;
    }

    /** Appends the row the result stands at. */
    void row(ResultSet row) throws SQLException {
        out.ascii("{\"f\":[");
        for (int i = 0; i < fields.length; i++) {
            out.ascii(i == 0 ? "{\"v\":" : ",{\"v\":");
            column(row, i + 1, fields[i]);
            out.raw('}');
        }
        out.ascii("]}");
        out.raw((char) ROW_END);
    }

    /** Plain columns by their own getters: no objects are made for them. */
    private void column(ResultSet row, int index, FieldSchema field) throws SQLException {
        if (field.isRepeated()) {
            value(row.getObject(index), field);
            return;
        }
        switch (field.type()) {
            case INT64 -> {
                long value = row.getLong(index);
                if (row.wasNull()) {
                    out.ascii("null");
                } else {
                    out.quotedNumber(value);
                }
            }
            case STRING, GEOGRAPHY, BIGNUMERIC -> text(row.getString(index));
            case TIMESTAMP, DATETIME -> scalar(row.getObject(index, LocalDateTime.class), field);
            case TIME -> scalar(row.getObject(index, LocalTime.class), field);
            default -> scalar(row.getObject(index), field);
        }
    }

    private void value(Object value, FieldSchema field) throws SQLException {
        if (!field.isRepeated()) {
            scalar(value, field);
            return;
        }
        out.raw('[');
        if (value != null) {
            Object[] elements = (Object[]) ((Array) value).getArray();
            FieldSchema element = field.element();
            for (int i = 0; i < elements.length; i++) {
                out.ascii(i == 0 ? "{\"v\":" : ",{\"v\":");
                scalar(elements[i], element);
                out.raw('}');
            }
        }
        out.raw(']');
    }

    private void scalar(Object value, FieldSchema field) throws SQLException {
        if (value == null) {
            out.ascii("null");
            return;
        }
        switch (field.type()) {
            case STRUCT -> struct((Struct) value, field);
            case TIMESTAMP -> timestamp(naive(value));
            case DATETIME -> out.quoted(Texts.dateTime(naive(value)));
            case TIME -> out.quoted(Texts.time((LocalTime) value));
            case BYTES -> out.quoted(Base64.getEncoder().encodeToString(bytes(value)));
            case NUMERIC -> out.quoted(Texts.numeric((BigDecimal) value));
            case RANGE -> range((Struct) value);
            case INTERVAL -> out.quoted(Texts.interval(value.toString()));
            case INT64, FLOAT64, BOOL, DATE -> out.quoted(value.toString());
            default -> text(value.toString());
        }
    }

    private void struct(Struct value, FieldSchema field) throws SQLException {
        Object[] attributes = value.getAttributes();
        out.ascii("{\"f\":[");
        for (int i = 0; i < attributes.length; i++) {
            out.ascii(i == 0 ? "{\"v\":" : ",{\"v\":");
            value(attributes[i], field.fields().get(i));
            out.raw('}');
        }
        out.ascii("]}");
    }

    /** {@code [start, end)}, open ends by name. */
    private void range(Struct value) throws SQLException {
        Object[] ends = value.getAttributes();
        out.string("[" + end(ends[0]) + ", " + end(ends[1]) + ")");
    }

    private static String end(Object value) {
        if (value == null) {
            return "UNBOUNDED";
        }
        return value instanceof Timestamp || value instanceof LocalDateTime
                ? Texts.dateTime(naive(value))
                : value.toString();
    }

    private void text(String value) {
        if (value == null) {
            out.ascii("null");
        } else {
            out.string(value);
        }
    }

    private void timestamp(LocalDateTime value) {
        long micros = Math.addExact(
                Math.multiplyExact(value.toEpochSecond(ZoneOffset.UTC), 1_000_000L),
                value.get(ChronoField.MICRO_OF_SECOND));
        out.raw((char) TIMESTAMP);
        out.number(micros);
        out.raw((char) TIMESTAMP_END);
    }

    private static LocalDateTime naive(Object value) {
        return value instanceof Timestamp timestamp ? timestamp.toLocalDateTime() : (LocalDateTime) value;
    }

    private static byte[] bytes(Object value) throws SQLException {
        if (value instanceof Blob blob) {
            return blob.getBytes(1, (int) blob.length());
        }
        return (byte[]) value;
    }
}
