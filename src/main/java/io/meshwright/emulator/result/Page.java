package io.meshwright.emulator.result;

import java.nio.charset.StandardCharsets;

/** Some rows in a row, encoded. */
public final class Page {

    private static final int NONE = -1;

    private final byte[] encoded;
    private final int length;
    private final long rows;
    private final long next;

    /**
     * A page.
     *
     * @param encoded as {@link RowEncoder} writes them
     * @param next where the next page starts; -1 after the last
     */
    Page(byte[] encoded, int length, long rows, long next) {
        this.encoded = encoded;
        this.length = length;
        this.rows = rows;
        this.next = next;
    }

    /** A page without rows, at a position where there may be more. */
    static Page empty(long start, long totalRows) {
        return new Page(new byte[0], 0, 0, start < totalRows ? start : NONE);
    }

    public long rows() {
        return rows;
    }

    /** Where the next page starts; -1 after the last. */
    public long next() {
        return next;
    }

    /** The rows as a JSON array. */
    public byte[] json(TimestampFormat format) {
        JsonBytes out = new JsonBytes(length + 64);
        out.raw('[');
        int i = 0;
        while (i < length) {
            byte b = encoded[i];
            if (b == RowEncoder.ROW_END) {
                if (i + 1 < length) {
                    out.raw(',');
                }
            } else if (b == RowEncoder.TIMESTAMP) {
                int end = i + 1;
                while (encoded[end] != RowEncoder.TIMESTAMP_END) {
                    end++;
                }
                out.quoted(format.text(micros(i + 1, end)));
                i = end;
            } else {
                out.raw((char) b);
            }
            i++;
        }
        out.raw(']');
        return out.toArray();
    }

    private long micros(int from, int to) {
        return Long.parseLong(new String(encoded, from, to - from, StandardCharsets.US_ASCII));
    }
}
