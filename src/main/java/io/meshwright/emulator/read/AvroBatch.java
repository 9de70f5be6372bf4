package io.meshwright.emulator.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshwright.emulator.file.AvroTypes;
import io.meshwright.emulator.result.ColumnWire;
import io.meshwright.emulator.storage.FieldSchema;
import io.meshwright.emulator.storage.FieldType;
import io.meshwright.emulator.storage.TableSchema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBReadableVector;

/** Rows as Avro's binary records, one after the other, with the types BigQuery writes into Avro files. */
final class AvroBatch implements RowBatch {

    private static final int ABSENT = 0;
    private static final int PRESENT = 1;

    private final List<FieldSchema> fields;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final BinaryEncoder out = EncoderFactory.get().directBinaryEncoder(bytes, null);
    private long rows;

    AvroBatch(TableSchema schema) {
        fields = schema.fields();
    }

    static byte[] schema(TableSchema schema) {
        return new AvroTypes(true).record(schema.fields()).toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void take(DuckDBDataChunkReader chunk, long from, long to) {
        DuckDBReadableVector[] vectors = new DuckDBReadableVector[fields.size()];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = chunk.vector(i);
        }
        try {
            for (long row = from; row < to; row++) {
                for (int i = 0; i < vectors.length; i++) {
                    column(fields.get(i), vectors[i], row);
                }
                rows++;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Memory cannot be written", e);
        }
    }

    @Override
    public void take(List<JsonNode> row) {
        try {
            for (int i = 0; i < fields.size(); i++) {
                value(fields.get(i), row.get(i));
            }
            rows++;
        } catch (IOException e) {
            throw new UncheckedIOException("Memory cannot be written", e);
        }
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public long bytes() {
        return bytes.size();
    }

    @Override
    public ByteBuffer finish() {
        return ByteBuffer.wrap(bytes.toByteArray());
    }

    private void column(FieldSchema field, DuckDBReadableVector vector, long row) throws IOException {
        if (vector.isNull(row)) {
            absent(field);
        } else if (ColumnWire.isNested(field)) {
            value(field, ArrowColumn.parsed(vector, row));
        } else {
            present(field);
            plain(field.type(), vector, row);
        }
    }

    private void plain(FieldType type, DuckDBReadableVector vector, long row) throws IOException {
        switch (type) {
            case INT64, TIME, TIMESTAMP -> out.writeLong(vector.getLong(row));
            case FLOAT64 -> out.writeDouble(vector.getDouble(row));
            case BOOL -> out.writeBoolean(vector.getBoolean(row));
            case DATE -> out.writeInt((int) vector.getLocalDate(row).toEpochDay());
            case NUMERIC -> decimal(vector.getBigDecimal(row), WireValue.NUMERIC_SCALE);
            case DATETIME -> out.writeString(WireValue.dateTime(vector.getLong(row)));
            default -> text(type, vector.getString(row));
        }
    }

    private void value(FieldSchema field, JsonNode value) throws IOException {
        if (value.isNull() || value.isMissingNode()) {
            absent(field);
        } else if (field.isRepeated()) {
            elements(field.element(), value);
        } else {
            present(field);
            if (field.type() == FieldType.STRUCT) {
                for (int i = 0; i < field.fields().size(); i++) {
                    value(field.fields().get(i), value.path(i));
                }
            } else {
                text(field.type(), value.asText());
            }
        }
    }

    /** An element is never NULL in BigQuery; Avro's arrays have no place for it. */
    private void elements(FieldSchema element, JsonNode values) throws IOException {
        out.writeArrayStart();
        out.setItemCount(values.size());
        FieldSchema required = new FieldSchema(
                element.name(), element.type(), FieldSchema.Mode.REQUIRED, element.attributes(), element.fields());
        for (JsonNode value : values) {
            out.startItem();
            value(required, value);
        }
        out.writeArrayEnd();
    }

    /** BigQuery's arrays are never NULL, only empty. */
    private void absent(FieldSchema field) throws IOException {
        if (field.isRepeated()) {
            out.writeArrayStart();
            out.setItemCount(0);
            out.writeArrayEnd();
        } else if (field.mode() == FieldSchema.Mode.REQUIRED) {
            throw new IllegalStateException("Field " + field.name() + " is required and NULL");
        } else {
            out.writeIndex(ABSENT);
        }
    }

    private void present(FieldSchema field) throws IOException {
        if (field.mode() != FieldSchema.Mode.REQUIRED) {
            out.writeIndex(PRESENT);
        }
    }

    private void text(FieldType type, String text) throws IOException {
        switch (type) {
            case INT64 -> out.writeLong(Long.parseLong(text));
            case FLOAT64 -> out.writeDouble(WireValue.number(text));
            case BOOL -> out.writeBoolean(Boolean.parseBoolean(text));
            case DATE -> out.writeInt(WireValue.days(text));
            case TIME, TIMESTAMP -> out.writeLong(WireValue.micros(type, text));
            case DATETIME -> out.writeString(WireValue.dateTime(WireValue.micros(type, text)));
            case NUMERIC -> decimal(new BigDecimal(text), WireValue.NUMERIC_SCALE);
            case BIGNUMERIC -> decimal(new BigDecimal(text), WireValue.BIGNUMERIC_SCALE);
            case BYTES -> out.writeBytes(Base64.getDecoder().decode(text));
            default -> out.writeString(text);
        }
    }

    private void decimal(BigDecimal number, int scale) throws IOException {
        out.writeBytes(WireValue.unscaled(number, scale).toByteArray());
    }
}
