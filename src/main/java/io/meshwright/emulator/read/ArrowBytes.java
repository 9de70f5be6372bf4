package io.meshwright.emulator.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshwright.emulator.storage.FieldType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.duckdb.DuckDBReadableVector;

/** Texts in UTF-8, or bytes. */
final class ArrowBytes extends ArrowColumn {

    private final boolean encoded;
    private final Offsets offsets = new Offsets();
    private byte[] values = new byte[1024];
    private int size;

    ArrowBytes(FieldType type) {
        this.encoded = type == FieldType.BYTES;
    }

    @Override
    void add(DuckDBReadableVector vector, long row) {
        append(vector.getString(row));
    }

    @Override
    void add(JsonNode value) {
        append(value.asText());
    }

    private void append(String text) {
        byte[] bytes = encoded ? Base64.getDecoder().decode(text) : text.getBytes(StandardCharsets.UTF_8);
        if (size + bytes.length > values.length) {
            values = Arrays.copyOf(values, Math.max(values.length * 2, Math.addExact(size, bytes.length)));
        }
        System.arraycopy(bytes, 0, values, size, bytes.length);
        size += bytes.length;
        offsets.add(size);
    }

    @Override
    void addNull() {
        offsets.add(size);
    }

    @Override
    long bytes() {
        return offsets.bytes() + size;
    }

    @Override
    void writeValues(ArrowBatch.Body body) {
        offsets.write(body);
        body.buffer(values, size);
    }
}
