package io.meshwright.emulator.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.meshwright.emulator.result.ColumnWire;
import io.meshwright.emulator.storage.FieldSchema;
import java.util.Arrays;
import java.util.List;
import org.duckdb.DuckDBReadableVector;

/** One column of a record batch while it grows: which values are there, and what its kind keeps of them. */
abstract class ArrowColumn {

    private static final ObjectReader JSON = new ObjectMapper().reader();
    private static final int FIRST_SIZE = 256;

    private byte[] valid = new byte[FIRST_SIZE / Byte.SIZE];
    private int rows;
    private int nulls;

    static ArrowColumn of(FieldSchema field) {
        if (field.isRepeated()) {
            return new ArrowList(of(field.element()));
        }
        return switch (field.type()) {
            case BOOL -> new ArrowBits();
            case STRING, BYTES, JSON, GEOGRAPHY -> new ArrowBytes(field.type());
            case STRUCT, RANGE ->
                new ArrowStruct(
                        ArrowSchema.parts(field).stream().map(ArrowColumn::of).toList());
            default -> new ArrowNumbers(field.type());
        };
    }

    /** Takes values that are as {@link ColumnWire} has them sent. */
    final void take(DuckDBReadableVector vector, long from, long to) {
        for (long row = from; row < to; row++) {
            if (vector.isNull(row)) {
                takeNull();
            } else {
                present();
                add(vector, row);
            }
        }
    }

    final void take(JsonNode value) {
        if (value.isNull() || value.isMissingNode()) {
            takeNull();
        } else {
            present();
            add(value);
        }
    }

    private void present() {
        mark(1 << (rows & 7));
    }

    final void takeNull() {
        if (knowsNull()) {
            nulls++;
            mark(0);
        } else {
            present();
        }
        addNull();
    }

    private void mark(int bit) {
        int at = rows >> 3;
        if (at == valid.length) {
            valid = Arrays.copyOf(valid, valid.length * 2);
        }
        valid[at] |= (byte) bit;
        rows++;
    }

    /** BigQuery's arrays are never NULL, only empty. */
    boolean knowsNull() {
        return true;
    }

    /** The values taken, NULLs included. */
    final int rows() {
        return rows;
    }

    abstract void add(DuckDBReadableVector vector, long row);

    abstract void add(JsonNode value);

    /** Something in the place of a value that is not there. */
    abstract void addNull();

    /** About how long the column will be in the message. */
    abstract long bytes();

    /** The buffers after that which tells what is there. */
    abstract void writeValues(ArrowBatch.Body body);

    final void write(ArrowBatch.Body body) {
        body.node(rows, nulls);
        body.buffer(valid, nulls == 0 ? 0 : (rows + 7) >> 3);
        writeValues(body);
    }

    /** A nested value as DuckDB sends it. */
    static JsonNode parsed(DuckDBReadableVector vector, long row) {
        try {
            return JSON.readTree(vector.getString(row));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("DuckDB wrote JSON that is none", e);
        }
    }

    private static final class ArrowBits extends ArrowColumn {
        private byte[] bits = new byte[FIRST_SIZE / Byte.SIZE];

        @Override
        void add(DuckDBReadableVector vector, long row) {
            set(vector.getBoolean(row));
        }

        @Override
        void add(JsonNode value) {
            set(Boolean.parseBoolean(value.asText()));
        }

        @Override
        void addNull() {
            set(false);
        }

        private void set(boolean value) {
            int at = (rows() - 1) >> 3;
            if (at == bits.length) {
                bits = Arrays.copyOf(bits, bits.length * 2);
            }
            bits[at] |= (byte) (value ? 1 << ((rows() - 1) & 7) : 0);
        }

        @Override
        long bytes() {
            return rows() >> 3;
        }

        @Override
        void writeValues(ArrowBatch.Body body) {
            body.buffer(bits, (rows() + 7) >> 3);
        }
    }

    private static final class ArrowList extends ArrowColumn {
        private final Offsets offsets = new Offsets();
        private final ArrowColumn elements;

        ArrowList(ArrowColumn elements) {
            this.elements = elements;
        }

        @Override
        boolean knowsNull() {
            return false;
        }

        @Override
        void add(DuckDBReadableVector vector, long row) {
            add(parsed(vector, row));
        }

        @Override
        void add(JsonNode values) {
            values.forEach(elements::take);
            offsets.add(elements.rows());
        }

        @Override
        void addNull() {
            offsets.add(elements.rows());
        }

        @Override
        long bytes() {
            return offsets.bytes() + elements.bytes();
        }

        @Override
        void writeValues(ArrowBatch.Body body) {
            offsets.write(body);
            elements.write(body);
        }
    }

    private static final class ArrowStruct extends ArrowColumn {
        private final List<ArrowColumn> parts;

        ArrowStruct(List<ArrowColumn> parts) {
            this.parts = parts;
        }

        @Override
        void add(DuckDBReadableVector vector, long row) {
            add(parsed(vector, row));
        }

        @Override
        void add(JsonNode value) {
            if (value.isTextual()) {
                List<String> ends = WireValue.ends(value.asText());
                for (int i = 0; i < parts.size(); i++) {
                    parts.get(i)
                            .take(
                                    ends.get(i) == null
                                            ? com.fasterxml.jackson.databind.node.NullNode.instance
                                            : com.fasterxml.jackson.databind.node.TextNode.valueOf(ends.get(i)));
                }
                return;
            }
            for (int i = 0; i < parts.size(); i++) {
                parts.get(i).take(value.path(i));
            }
        }

        @Override
        void addNull() {
            parts.forEach(ArrowColumn::takeNull);
        }

        @Override
        long bytes() {
            return parts.stream().mapToLong(ArrowColumn::bytes).sum();
        }

        @Override
        void writeValues(ArrowBatch.Body body) {
            parts.forEach(part -> part.write(body));
        }
    }
}
