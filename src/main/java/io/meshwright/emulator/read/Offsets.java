package io.meshwright.emulator.read;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Where the values of a column of different lengths end, one after the other. */
final class Offsets {

    private int[] ends = new int[256];
    private int count;

    void add(int end) {
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, count * 2);
        }
        ends[count++] = end;
    }

    long bytes() {
        return (count + 1L) * Integer.BYTES;
    }

    void write(ArrowBatch.Body body) {
        ByteBuffer bytes = ByteBuffer.allocate((count + 1) * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(0).put(ends, 0, count);
        body.buffer(bytes.array(), bytes.capacity());
    }
}
