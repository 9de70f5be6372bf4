package io.meshwright.emulator.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshwright.emulator.storage.FieldType;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.duckdb.DuckDBReadableVector;

/** Values of one length: numbers, times, intervals. */
final class ArrowNumbers extends ArrowColumn {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long NANOS = 1_000;

    private final FieldType type;
    private final int width;
    private byte[] values;
    private int size;

    ArrowNumbers(FieldType type) {
        this.type = type;
        this.width = switch (type) {
            case DATE -> Integer.BYTES;
            case NUMERIC, INTERVAL -> 2 * Long.BYTES;
            case BIGNUMERIC -> 4 * Long.BYTES;
            default -> Long.BYTES;
        };
        this.values = new byte[256 * width];
    }

    @Override
    void add(DuckDBReadableVector vector, long row) {
        switch (type) {
            case INT64, TIME, DATETIME, TIMESTAMP -> number(vector.getLong(row));
            case FLOAT64 -> number(Double.doubleToRawLongBits(vector.getDouble(row)));
            case DATE -> days((int) vector.getLocalDate(row).toEpochDay());
            case NUMERIC -> decimal(WireValue.unscaled(vector.getBigDecimal(row), WireValue.NUMERIC_SCALE));
            default -> text(vector.getString(row));
        }
    }

    @Override
    void add(JsonNode value) {
        text(value.asText());
    }

    private void text(String text) {
        switch (type) {
            case INT64 -> number(Long.parseLong(text));
            case FLOAT64 -> number(Double.doubleToRawLongBits(WireValue.number(text)));
            case DATE -> days(WireValue.days(text));
            case NUMERIC -> decimal(WireValue.unscaled(new BigDecimal(text), WireValue.NUMERIC_SCALE));
            case BIGNUMERIC -> decimal(WireValue.unscaled(new BigDecimal(text), WireValue.BIGNUMERIC_SCALE));
            case INTERVAL -> interval(WireValue.interval(text));
            default -> number(WireValue.micros(type, text));
        }
    }

    private int next() {
        int at = size;
        if (at == values.length) {
            values = Arrays.copyOf(values, Math.multiplyExact(values.length, 2));
        }
        size += width;
        return at;
    }

    private void number(long value) {
        int at = next();
        LONGS.set(values, at, value);
    }

    private void days(int value) {
        int at = next();
        INTS.set(values, at, value);
    }

    /** Two's complement, the lowest byte first. */
    private void decimal(BigInteger value) {
        int at = next();
        byte[] digits = value.toByteArray();
        Arrays.fill(values, at, at + width, (byte) (value.signum() < 0 ? -1 : 0));
        for (int i = 0; i < digits.length; i++) {
            values[at + i] = digits[digits.length - 1 - i];
        }
    }

    private void interval(long[] parts) {
        int at = next();
        INTS.set(values, at, Math.toIntExact(parts[0]));
        INTS.set(values, at + Integer.BYTES, Math.toIntExact(parts[1]));
        LONGS.set(values, at + Long.BYTES, Math.multiplyExact(parts[2], NANOS));
    }

    @Override
    void addNull() {
        int at = next();
        Arrays.fill(values, at, at + width, (byte) 0);
    }

    @Override
    long bytes() {
        return size;
    }

    @Override
    void writeValues(ArrowBatch.Body body) {
        body.buffer(values, size);
    }
}
