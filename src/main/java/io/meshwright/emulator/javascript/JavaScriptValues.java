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
import java.util.Optional;

/**
 * Arguments of functions in JavaScript as JSON, by "Supported JavaScript UDF data types" and, for aggregate functions,
 * "Permitted SQL type encodings in a JavaScript UDAF".
 */
final class JavaScriptValues {

    private static final JsonFactory JSON = new JsonFactory();
    private static final BigDecimal LARGEST_EXACT = BigDecimal.valueOf(1L << 53);
    private static final int MICROS = 1_000;

    /** With which the driver marks what JSON has no word for. */
    private static final String TAG = "\"$\":";

    private JavaScriptValues() {}

    /**
     * Rows on their way into an engine, as {@code {"rows":[[…],…],"special":…}}; or those of an aggregate function with its
     * arguments NOT AGGREGATE, {@code {"kept":[…],"groups":[[[…],…],…],"special":…}}.
     */
    static final class Batch {

        private final StringWriter text = new StringWriter();
        private final JsonGenerator json;
        private final boolean aggregate;
        private boolean special;
        private boolean tagged;

        Batch() {
            this("rows", false);
        }

        private Batch(String field, boolean aggregate) {
            this.aggregate = aggregate;
            try {
                json = JSON.createGenerator(text);
                json.writeStartObject();
                json.writeArrayFieldStart(field);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Of groups of rows, or of states. */
        static Batch ofGroups(String step, List<Value> kept) {
            Batch batch = new Batch("kept", true);
            try {
                for (Value value : kept) {
                    batch.write(value);
                }
                batch.json.writeEndArray();
                batch.json.writeStringField("step", step);
                batch.json.writeArrayFieldStart("groups");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return batch;
        }

        /** Rows of an aggregate function as an array, unless it is longer than the most characters or holds special numbers. */
        static Optional<String> ofFew(List<List<Value>> rows, int most) {
            Batch batch = new Batch("rows", true);
            rows.forEach(batch::add);
            String text = batch.text.toString();
            return batch.special || text.length() > most
                    ? Optional.empty()
                    : Optional.of(text.substring(text.indexOf('[')) + "]");
        }

        void group(List<List<Value>> rows) {
            try {
                json.writeStartArray();
                rows.forEach(this::add);
                json.writeEndArray();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** @param states as JSON, with commas between them */
        void states(String states) {
            try {
                json.writeStartArray();
                json.writeRaw(states);
                tagged |= states.contains(TAG);
                json.writeEndArray();
                json.flush();
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
                json.writeBooleanField("tagged", tagged);
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
                case TYPE_INT64 -> {
                    if (aggregate) {
                        json.writeString(Long.toString(value.getInt64Value()));
                    } else {
                        decimal(BigDecimal.valueOf(value.getInt64Value()));
                    }
                }
                case TYPE_DOUBLE -> number(value.getDoubleValue());
                case TYPE_STRING -> json.writeString(value.getStringValue());
                case TYPE_BYTES -> bytes(value.getBytesValue().toByteArray());
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

        private void bytes(byte[] bytes) throws IOException {
            if (!aggregate) {
                json.writeString(Base64.getEncoder().encodeToString(bytes));
                return;
            }
            json.writeStartArray();
            for (byte each : bytes) {
                json.writeNumber(Byte.toUnsignedInt(each));
            }
            json.writeEndArray();
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

    /** About how many characters a value takes. */
    static long length(Value value) {
        if (value.isNull()) {
            return 4;
        }
        return switch (value.getType().getKind()) {
            case TYPE_STRING -> value.getStringValue().length();
            case TYPE_BYTES -> 4L * value.getBytesValue().size();
            case TYPE_JSON -> value.getJsonValue().length();
            case TYPE_ARRAY ->
                value.getElementList().stream()
                        .mapToLong(JavaScriptValues::length)
                        .sum();
            case TYPE_STRUCT ->
                value.getFieldList().stream()
                        .mapToLong(JavaScriptValues::length)
                        .sum();
            default -> 20;
        };
    }

    private static long micros(LocalDateTime moment) {
        return moment.toEpochSecond(ZoneOffset.UTC) * 1_000_000L + moment.get(ChronoField.MICRO_OF_SECOND);
    }
}
