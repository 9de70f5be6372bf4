package io.meshwright.emulator.javascript;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.google.zetasql.Type;
import com.google.zetasql.Value;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.Base64;
import java.util.List;

/** Arguments of functions in JavaScript as JSON, by "Supported JavaScript UDF data types". */
final class JavaScriptValues {

    private static final JsonFactory JSON = new JsonFactory();
    private static final BigDecimal LARGEST_EXACT = BigDecimal.valueOf(1L << 53);
    private static final int MICROS = 1_000;

    private JavaScriptValues() {}

    /** Rows on their way into an engine, as {@code {"rows":[[…],…],"special":…}}. */
    static final class Batch {

        private final StringWriter text = new StringWriter();
        private final JsonGenerator json;
        private boolean special;

        Batch() {
            try {
                json = JSON.createGenerator(text);
                json.writeStartObject();
                json.writeArrayFieldStart("rows");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void add(List<Value> row) {
            try {
                json.writeStartArray();
                for (Value value : row) {
                    write(value);
                }
                json.writeEndArray();
                json.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        int length() {
            return text.getBuffer().length();
        }

        String finish() {
            try {
                json.writeEndArray();
                json.writeBooleanField("special", special);
                json.writeEndObject();
                json.close();
                return text.toString();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void write(Value value) throws IOException {
            if (value.isNull()) {
                json.writeNull();
                return;
            }
            Type type = value.getType();
            switch (type.getKind()) {
                case TYPE_BOOL -> json.writeBoolean(value.getBoolValue());
                case TYPE_INT64 -> decimal(BigDecimal.valueOf(value.getInt64Value()));
                case TYPE_DOUBLE -> number(value.getDoubleValue());
                case TYPE_STRING -> json.writeString(value.getStringValue());
                case TYPE_BYTES ->
                    json.writeString(Base64.getEncoder()
                            .encodeToString(value.getBytesValue().toByteArray()));
                case TYPE_NUMERIC -> decimal(value.getNumericValue());
                case TYPE_BIGNUMERIC -> decimal(value.getBigNumericValue());
                case TYPE_DATE -> json.writeNumber(value.getDateValue());
                case TYPE_TIMESTAMP -> moment(value.getTimestampUnixMicros());
                case TYPE_DATETIME -> moment(micros(value.getLocalDateTimeValue()));
                case TYPE_JSON -> json.writeRawValue(value.getJsonValue());
                case TYPE_ARRAY -> {
                    json.writeStartArray();
                    for (Value element : value.getElementList()) {
                        write(element);
                    }
                    json.writeEndArray();
                }
                case TYPE_STRUCT -> {
                    json.writeStartObject();
                    for (int i = 0; i < type.asStruct().getFieldCount(); i++) {
                        json.writeFieldName(type.asStruct().getField(i).getName());
                        write(value.getField(i));
                    }
                    json.writeEndObject();
                }
                default -> throw new IllegalArgumentException("No value of JavaScript: " + type);
            }
        }

        private void number(double number) throws IOException {
            if (Double.isFinite(number)) {
                json.writeNumber(number);
            } else {
                special = true;
                json.writeString(Double.toString(number));
            }
        }

        private void decimal(BigDecimal number) throws IOException {
            boolean exact =
                    number.stripTrailingZeros().scale() <= 0 && number.abs().compareTo(LARGEST_EXACT) <= 0;
            if (exact) {
                json.writeNumber(number.longValueExact());
            } else {
                json.writeString(number.stripTrailingZeros().toPlainString());
            }
        }

        private void moment(long micros) throws IOException {
            json.writeStartArray();
            json.writeNumber(Math.floorDiv(micros, MICROS));
            json.writeNumber(Math.floorMod(micros, MICROS));
            json.writeEndArray();
        }
    }

    private static long micros(LocalDateTime moment) {
        return moment.toEpochSecond(ZoneOffset.UTC) * 1_000_000L + moment.get(ChronoField.MICRO_OF_SECOND);
    }
}
