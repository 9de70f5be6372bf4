package io.meshwright.emulator.result;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing buffer of UTF-8 JSON. */
final class JsonBytes {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    /** Within these Double.toString writes decimals, and {@link #SHORT_PLACES} of them make at most 15 digits. */
    private static final double SHORT_LEAST = 1e-3;

    private static final double SHORT_LIMIT = 1e7;
    private static final int SHORT_PLACES = 6;

    /** A tenth of a number of 31 bits: multiplied and shifted, which is quicker than divided. */
    private static final long TENTH = 0xCCCCCCCDL;

    private static final int TENTH_SHIFT = 35;
    private static final int MOST_DIGITS = 19;

    private byte[] buffer;
    private int size;

    JsonBytes(int capacity) {
        buffer = new byte[capacity];
    }

    int size() {
        return size;
    }

    byte[] toArray() {
        return size == buffer.length ? buffer : Arrays.copyOf(buffer, size);
    }

    /** Writes what is here to a stream and starts anew. */
    void drainTo(OutputStream stream) throws IOException {
        stream.write(buffer, 0, size);
        size = 0;
    }

    void raw(char character) {
        reserve(1);
        buffer[size++] = (byte) character;
    }

    void bytes(byte[] bytes) {
        bytes(bytes, 0, bytes.length);
    }

    /** What stands in an array from one position to before another. */
    void bytes(byte[] bytes, int from, int to) {
        reserve(to - from);
        System.arraycopy(bytes, from, buffer, size, to - from);
        size += to - from;
    }

    @SuppressWarnings("deprecation") // the only copy of ASCII characters that makes no new array
    void ascii(String text) {
        int length = text.length();
        reserve(length);
        text.getBytes(0, length, buffer, size);
        size += length;
    }

    /** A text known to need no escapes, in quotes. */
    void quoted(String ascii) {
        raw('"');
        ascii(ascii);
        raw('"');
    }

    void quotedNumber(long value) {
        raw('"');
        number(value);
        raw('"');
    }

    void number(long value) {
        if (value < 0) {
            ascii(Long.toString(value));
        } else {
            digits(value, 1);
        }
    }

    /** A number as {@link Double#toString(double)} writes it, in quotes. */
    void quotedDouble(double value) {
        raw('"');
        double size = Math.abs(value);
        if (size < SHORT_LEAST || size >= SHORT_LIMIT || !decimal(value, size)) {
            ascii(Double.toString(value));
        }
        raw('"');
    }

    /**
     * Most numbers people keep have few decimals. A decimal of up to 15 digits that is read as the number is the only
     * one of its length, so it is what the slow and general way would find.
     */
    private boolean decimal(double value, double size) {
        long power = 10;
        for (int places = 1; places <= SHORT_PLACES; places++) {
            long scaled = Math.round(size * power);
            if ((double) scaled / power == size) {
                if (value < 0) {
                    raw('-');
                }
                digits(scaled / power, 1);
                raw('.');
                digits(scaled % power, places);
                return true;
            }
            power *= 10;
        }
        return false;
    }

    /** A number that is not negative, with zeros before it where it has fewer digits. */
    private void digits(long value, int atLeast) {
        int count = Math.max(atLeast, length(value));
        reserve(count);
        byte[] out = buffer;
        int at = size + count;
        long rest = value;
        while (rest > Integer.MAX_VALUE) {
            out[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        long few = rest;
        while (at > size) {
            long tenth = (few * TENTH) >>> TENTH_SHIFT;
            out[--at] = (byte) ('0' + few - tenth * 10);
            few = tenth;
        }
        size += count;
    }

    private static int length(long value) {
        int count = 1;
        for (long power = 10; power <= value && count < MOST_DIGITS; power *= 10) {
            count++;
        }
        return count;
    }

    /** A JSON string with its escapes. */
    void string(String text) {
        int length = text.length();
        reserve(length * 6 + 2);
        byte[] out = buffer;
        int at = size;
        out[at++] = '"';
        int plain = 0;
        while (plain < length && isPlain(text.charAt(plain))) {
            out[at++] = (byte) text.charAt(plain++);
        }
        size = at;
        if (plain < length) {
            escaped(text, plain);
        }
        buffer[size++] = '"';
    }

    /** A text of a buffer as a JSON string; false, and nothing is written, when some of it is to be escaped. */
    boolean plain(ByteBuffer text, int from, int length) {
        reserve(length + 2);
        byte[] out = buffer;
        int at = size;
        out[at++] = '"';
        for (int i = from; i < from + length; i++) {
            byte b = text.get(i);
            if (!isPlain((char) b)) {
                return false;
            }
            out[at++] = b;
        }
        out[at++] = '"';
        size = at;
        return true;
    }

    private static boolean isPlain(char c) {
        return c >= 0x20 && c < 0x80 && c != '"' && c != '\\';
    }

    private void escaped(String text, int from) {
        int length = text.length();
        for (int i = from; i < length; i++) {
            char c = text.charAt(i);
            if (isPlain(c)) {
                buffer[size++] = (byte) c;
            } else if (c < 0x80) {
                escape(c);
            } else if (Character.isHighSurrogate(c) && i + 1 < length && Character.isLowSurrogate(text.charAt(i + 1))) {
                supplementary(Character.toCodePoint(c, text.charAt(++i)));
            } else {
                basic(Character.isSurrogate(c) ? '\uFFFD' : c);
            }
        }
    }

    private void escape(char c) {
        buffer[size++] = '\\';
        switch (c) {
            case '"', '\\' -> buffer[size++] = (byte) c;
            case '\n' -> buffer[size++] = 'n';
            case '\r' -> buffer[size++] = 'r';
            case '\t' -> buffer[size++] = 't';
            default -> {
                buffer[size++] = 'u';
                buffer[size++] = '0';
                buffer[size++] = '0';
                buffer[size++] = HEX[c >> 4];
                buffer[size++] = HEX[c & 15];
            }
        }
    }

    private void basic(char c) {
        if (c < 0x800) {
            buffer[size++] = (byte) (0xC0 | (c >> 6));
        } else {
            buffer[size++] = (byte) (0xE0 | (c >> 12));
            buffer[size++] = (byte) (0x80 | ((c >> 6) & 63));
        }
        buffer[size++] = (byte) (0x80 | (c & 63));
    }

    private void supplementary(int codePoint) {
        buffer[size++] = (byte) (0xF0 | (codePoint >> 18));
        buffer[size++] = (byte) (0x80 | ((codePoint >> 12) & 63));
        buffer[size++] = (byte) (0x80 | ((codePoint >> 6) & 63));
        buffer[size++] = (byte) (0x80 | (codePoint & 63));
    }

    private void reserve(int more) {
        if (size + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + more));
        }
    }
}
