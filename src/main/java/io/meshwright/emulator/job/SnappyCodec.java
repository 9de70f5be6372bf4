package io.meshwright.emulator.job;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.apache.avro.file.Codec;
import org.apache.avro.file.CodecFactory;

/** Avro's blocks in Snappy's raw format, each followed by the CRC-32 of its content (Avro 1.12, "snappy"). */
final class SnappyCodec extends Codec {

    private static final String NAME = "snappy";
    private static final int CHECKSUM_BYTES = 4;
    private static final int SHORTEST_COPY = 4;
    private static final int LONGEST_COPY = 64;
    private static final int FARTHEST = 65_535;
    private static final int TABLE_BITS = 14;

    static final CodecFactory FACTORY = new CodecFactory() {
        @Override
        protected Codec createInstance() {
            return new SnappyCodec();
        }
    };

    /** Makes it known to Avro's readers. */
    static void register() {
        CodecFactory.addCodec(NAME, FACTORY);
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public ByteBuffer compress(ByteBuffer block) {
        byte[] in = new byte[block.remaining()];
        block.duplicate().get(in);
        ByteArrayOutputStream out = new ByteArrayOutputStream(in.length / 2 + 32);
        varint(out, in.length);
        int literal = 0;
        int at = 0;
        int[] places = new int[1 << TABLE_BITS];
        Arrays.fill(places, -1);
        while (at + SHORTEST_COPY <= in.length) {
            int slot = hash(in, at);
            int before = places[slot];
            places[slot] = at;
            int same = before < 0 || at - before > FARTHEST ? 0 : same(in, before, at);
            if (same < SHORTEST_COPY) {
                at++;
                continue;
            }
            literal(out, in, literal, at);
            copy(out, at - before, same);
            at += same;
            literal = at;
        }
        literal(out, in, literal, in.length);
        ByteBuffer packed = ByteBuffer.allocate(out.size() + CHECKSUM_BYTES);
        packed.put(out.toByteArray()).putInt(checksum(in, in.length)).flip();
        return packed;
    }

    private static int hash(byte[] in, int at) {
        int four = (in[at] & 0xff) | (in[at + 1] & 0xff) << 8 | (in[at + 2] & 0xff) << 16 | in[at + 3] << 24;
        return (four * 0x1e35a7bd) >>> (32 - TABLE_BITS);
    }

    private static int same(byte[] in, int before, int at) {
        int length = 0;
        while (length < LONGEST_COPY && at + length < in.length && in[before + length] == in[at + length]) {
            length++;
        }
        return length;
    }

    private static void literal(ByteArrayOutputStream out, byte[] in, int from, int to) {
        int length = to - from;
        if (length == 0) {
            return;
        }
        int rest = length - 1;
        if (rest < 60) {
            out.write(rest << 2);
        } else {
            int bytes = (39 - Integer.numberOfLeadingZeros(rest)) / 8;
            out.write((59 + bytes) << 2);
            for (int i = 0; i < bytes; i++) {
                out.write(rest >>> (8 * i));
            }
        }
        out.write(in, from, length);
    }

    private static void copy(ByteArrayOutputStream out, int offset, int length) {
        out.write((length - 1) << 2 | 2);
        out.write(offset);
        out.write(offset >>> 8);
    }

    private static void varint(ByteArrayOutputStream out, int value) {
        int rest = value;
        while (rest >= 0x80) {
            out.write(rest | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }

    @Override
    public ByteBuffer decompress(ByteBuffer block) throws IOException {
        ByteBuffer in = block.duplicate();
        in.limit(in.limit() - CHECKSUM_BYTES);
        try {
            byte[] out = new byte[length(in)];
            int at = 0;
            while (in.hasRemaining()) {
                at = element(in, out, at);
            }
            if (at != out.length || block.getInt(in.limit()) != checksum(out, at)) {
                throw new IOException("A block is damaged");
            }
            return ByteBuffer.wrap(out);
        } catch (RuntimeException e) {
            throw new IOException("A block is damaged", e);
        }
    }

    private static int length(ByteBuffer in) {
        int length = 0;
        for (int shift = 0; shift < 32; shift += 7) {
            int next = in.get();
            length |= (next & 0x7f) << shift;
            if (next >= 0) {
                break;
            }
        }
        return length;
    }

    /** One literal or copy; returns where the next goes. */
    private static int element(ByteBuffer in, byte[] out, int at) {
        int tag = in.get() & 0xff;
        if ((tag & 3) == 0) {
            int length = (tag >> 2) < 60 ? (tag >> 2) + 1 : number(in, (tag >> 2) - 59) + 1;
            in.get(out, at, length);
            return at + length;
        }
        int length = (tag & 3) == 1 ? (tag >> 2 & 7) + SHORTEST_COPY : (tag >> 2) + 1;
        int offset = (tag & 3) == 1 ? (tag >> 5) << 8 | number(in, 1) : number(in, (tag & 3) == 2 ? 2 : 4);
        if (offset <= 0) {
            throw new IllegalStateException("A copy of nothing");
        }
        for (int i = 0; i < length; i++) {
            out[at + i] = out[at + i - offset];
        }
        return at + length;
    }

    private static int number(ByteBuffer in, int bytes) {
        int value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (in.get() & 0xff) << (8 * i);
        }
        return value;
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    @Override
    public int hashCode() {
        return NAME.hashCode();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SnappyCodec;
    }
}
