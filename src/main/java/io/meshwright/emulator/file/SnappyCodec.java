package io.meshwright.emulator.file;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import org.apache.avro.file.Codec;
import org.apache.avro.file.CodecFactory;
import org.apache.commons.compress.compressors.snappy.SnappyCompressorInputStream;
import org.apache.commons.compress.compressors.snappy.SnappyCompressorOutputStream;

/** Avro's blocks in Snappy's raw format, each followed by the CRC-32 of its content (Avro 1.12, "snappy"). */
final class SnappyCodec extends Codec {

    private static final String NAME = "snappy";
    private static final int CHECKSUM_BYTES = 4;

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
    public ByteBuffer compress(ByteBuffer block) throws IOException {
        byte[] content = bytes(block, block.remaining());
        ByteArrayOutputStream packed = new ByteArrayOutputStream(content.length / 2 + CHECKSUM_BYTES);
        try (SnappyCompressorOutputStream out = new SnappyCompressorOutputStream(packed, content.length)) {
            out.write(content);
        }
        packed.writeBytes(
                ByteBuffer.allocate(CHECKSUM_BYTES).putInt(checksum(content)).array());
        return ByteBuffer.wrap(packed.toByteArray());
    }

    @Override
    public ByteBuffer decompress(ByteBuffer block) throws IOException {
        int length = block.remaining() - CHECKSUM_BYTES;
        if (length <= 0) {
            throw new IOException("A block packed with Snappy ends too early");
        }
        byte[] content;
        try (SnappyCompressorInputStream in =
                new SnappyCompressorInputStream(new ByteArrayInputStream(bytes(block, length)))) {
            content = in.readAllBytes();
        }
        if (block.getInt(block.position() + length) != checksum(content)) {
            throw new IOException("The checksum of a block packed with Snappy does not match");
        }
        return ByteBuffer.wrap(content);
    }

    private static byte[] bytes(ByteBuffer block, int length) {
        byte[] bytes = new byte[length];
        block.duplicate().get(bytes);
        return bytes;
    }

    private static int checksum(byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        return (int) crc.getValue();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SnappyCodec;
    }

    @Override
    public int hashCode() {
        return NAME.hashCode();
    }
}
