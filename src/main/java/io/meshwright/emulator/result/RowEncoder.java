package io.meshwright.emulator.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meshwright.emulator.storage.FieldSchema;
import io.meshwright.emulator.storage.FieldType;
import io.meshwright.emulator.storage.TableSchema;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;

/**
 * Writes rows as BigQuery's REST API shows them, {@code {"f":[{"v":"1"}]}}, one after the other.
 *
 * <p>After each stands {@link #ROW_SEPARATOR}. One thing is left open until a page is sent, because it depends on who
 * asks: a TIMESTAMP stands as microseconds between {@link #TIMESTAMP} and {@link #TIMESTAMP_END}. JSON escapes these
 * characters and line breaks in values, so they cannot be mistaken.
 */
final class RowEncoder {

    static final byte ROW_END = '\n';
    static final byte[] ROW_SEPARATOR = {',', ROW_END};
    static final byte TIMESTAMP = 0x01;
    static final byte TIMESTAMP_END = 0x02;

    private static final byte[] ROW_START = bytes("{\"f\":[{\"v\":");
    private static final byte[] BETWEEN = bytes("},{\"v\":");
    private static final byte[] END_OF_ROW = bytes("}]}");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final FieldSchema[] fields;
    private final JsonBytes out;

    RowEncoder(TableSchema schema, JsonBytes out) {
        this.fields = schema.fields().toArray(FieldSchema[]::new);
        this.out = out;
    }

    /** Whether rows may have a TIMESTAMP, which stands open until they are sent. */
    static boolean isTimed(TableSchema schema) {
        return isTimed(schema.fields());
    }

    private static boolean isTimed(List<FieldSchema> fields) {
        return fields.stream().anyMatch(field -> field.type() == FieldType.TIMESTAMP || isTimed(field.fields()));
    }

    /** Appends a row, as {@link ColumnWire} has it sent. */
    void row(Cells cells) throws SQLException {
        for (int i = 0; i < fields.length; i++) {
            out.bytes(i == 0 ? ROW_START : BETWEEN);
            if (cells.isNull(i)) {
                absent(fields[i]);
            } else {
                column(cells, i, fields[i]);
            }
        }
        out.bytes(END_OF_ROW);
        out.bytes(ROW_SEPARATOR);
    }

    /** BigQuery knows no NULL arrays in results, only empty ones. */
    private void absent(FieldSchema field) {
        out.ascii(field.isRepeated() ? "[]" : "null");
    }

    private void column(Cells cells, int column, FieldSchema field) throws SQLException {
        if (ColumnWire.isNested(field)) {
            nested(parse(cells.text(column)), field);
            return;
        }
        switch (field.type()) {
            case INT64 -> out.quotedNumber(cells.number(column));
            case FLOAT64 -> out.quotedDouble(cells.floating(column));
            case BOOL -> out.quoted(Boolean.toString(cells.truth(column)));
            case NUMERIC -> out.quoted(Texts.numeric(cells.decimal(column)));
            case DATE -> out.quoted(cells.date(column).toString());
            case TIMESTAMP -> timestamp(cells.number(column));
            case DATETIME -> out.quoted(Texts.dateTime(cells.number(column)));
            case TIME -> out.quoted(Texts.time(cells.number(column)));
            case BYTES -> out.quoted(cells.text(column));
            case INTERVAL -> out.quoted(Texts.interval(cells.text(column)));
            default -> cells.text(column, out);
        }
    }

    private void nested(JsonNode value, FieldSchema field) {
        if (value.isNull()) {
            absent(field);
        } else if (field.isRepeated()) {
            elements(value, field.element());
        } else {
            switch (field.type()) {
                case STRUCT -> struct(value, field.fields());
                case RANGE -> out.string("[" + end(value.get(0)) + ", " + end(value.get(1)) + ")");
                default -> text(value.asText(), field);
            }
        }
    }

    private void elements(JsonNode values, FieldSchema element) {
        out.raw('[');
        for (int i = 0; i < values.size(); i++) {
            out.ascii(i == 0 ? "{\"v\":" : ",{\"v\":");
            nested(values.get(i), element);
            out.raw('}');
        }
        out.raw(']');
    }

    private void struct(JsonNode values, List<FieldSchema> parts) {
        out.ascii("{\"f\":[");
        for (int i = 0; i < parts.size(); i++) {
            out.ascii(i == 0 ? "{\"v\":" : ",{\"v\":");
            nested(values.get(i), parts.get(i));
            out.raw('}');
        }
        out.ascii("]}");
    }

    /** A value within an array or struct came as text. */
    private void text(String value, FieldSchema field) {
        switch (field.type()) {
            case FLOAT64 -> out.quotedDouble(Texts.parseDouble(value));
            case NUMERIC -> out.quoted(Texts.numeric(new BigDecimal(value)));
            case TIMESTAMP -> timestamp(Long.parseLong(value));
            case DATETIME -> out.quoted(Texts.dateTime(Long.parseLong(value)));
            case TIME -> out.quoted(Texts.time(Long.parseLong(value)));
            case INTERVAL -> out.quoted(Texts.interval(value));
            default -> out.string(value);
        }
    }

    private static String end(JsonNode value) {
        return value.isNull() ? "UNBOUNDED" : value.asText().replace(' ', 'T');
    }

    private void timestamp(long micros) {
        out.raw((char) TIMESTAMP);
        out.number(micros);
        out.raw((char) TIMESTAMP_END);
    }

    private static byte[] bytes(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("DuckDB wrote JSON that is none: " + json, e);
        }
    }
}
