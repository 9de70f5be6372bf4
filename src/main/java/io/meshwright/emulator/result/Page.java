package io.meshwright.emulator.result;

import java.nio.charset.StandardCharsets;

/** Some rows in a row, encoded. */
public final class Page {

    private static final int NONE = -1;

    private final byte[] encoded;
    private final int from;
    private final int to;
    private final long rows;
    private final long next;
    private final boolean timed;

    /**
     * A page.
     *
     * @param encoded holds, from one position to before another, rows as {@link RowEncoder} writes them
     * @param next where the next page starts; -1 after the last
     * @param timed whether a TIMESTAMP may stand in the rows
     */
    Page(byte[] encoded, int from, int to, long rows, long next, boolean timed) {
        this.timed = timed;
        this.encoded = encoded;
        this.from = from;
        this.to = to;
        this.rows = rows;
        this.next = next;
    }

    /** A page without rows, at a position where there may be more. */
    static Page empty(long start, long totalRows) {
        return new Page(new byte[0], 0, 0, 0, start < totalRows ? start : NONE, false);
    }

    public long rows() {
        return rows;
    }

    /** Where the next page starts; -1 after the last. */
    public long next() {
        return next;
    }

    /**
     * A JSON document with the rows as an array in it.
     *
     * @param before what stands before the array
     * @param after what stands after it
     */
    public byte[] json(byte[] before, byte[] after, TimestampFormat format) {
        JsonBytes out = new JsonBytes(before.length + 2 + to - from + after.length);
        out.bytes(before);
        out.raw('[');
        int end = rows == 0 ? to : to - RowEncoder.ROW_SEPARATOR.length;
        int at = from;
        while (at < end) {
            int stop = timed ? indexOf(RowEncoder.TIMESTAMP, at, end) : end;
            out.bytes(encoded, at, stop);
            if (stop < end) {
                int last = indexOf(RowEncoder.TIMESTAMP_END, stop, end);
                out.quoted(format.text(micros(stop + 1, last)));
                at = last + 1;
            } else {
                at = end;
            }
        }
        out.raw(']');
        out.bytes(after);
        return out.toArray();
    }

    private int indexOf(byte wanted, int start, int end) {
        int at = start;
        while (at < end && encoded[at] != wanted) {
            at++;
        }
        return at;
    }

    private long micros(int start, int end) {
        return Long.parseLong(new String(encoded, start, end - start, StandardCharsets.US_ASCII));
    }
}
