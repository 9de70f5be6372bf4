package io.meshwright.sample;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A UTF-8 file of rows, written through one buffer: millions of numbers without garbage, CSV quotes where needed. */
final class TextFile implements Closeable {

    private static final int BUFFER_BYTES = 1 << 17;

    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final byte[] digits = new byte[20];
    private int length;
    private boolean inRow;

    TextFile(Path path) throws IOException {
        this.out = Files.newOutputStream(path);
    }

    /** A CSV file that begins with this header. */
    static TextFile csv(Path path, String... header) throws IOException {
        TextFile file = new TextFile(path);
        for (String name : header) {
            file.field(name);
        }
        return file.endRow();
    }

    TextFile field(long number) throws IOException {
        separate();
        return number(number);
    }

    TextFile field(String text) throws IOException {
        separate();
        boolean quoted = text.indexOf(',') >= 0 || text.indexOf('"') >= 0;
        return raw(quoted ? '"' + text.replace("\"", "\"\"") + '"' : text);
    }

    /** Bytes that need no quoting. */
    TextFile field(byte[] plain) throws IOException {
        separate();
        return bytes(plain);
    }

    TextFile emptyField() throws IOException {
        separate();
        return this;
    }

    TextFile endRow() throws IOException {
        inRow = false;
        return put('\n');
    }

    /** Text as it stands. */
    TextFile raw(String text) throws IOException {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    TextFile number(long number) throws IOException {
        if (number < 0) {
            put('-');
        }
        long rest = Math.abs(number);
        int position = digits.length;
        do {
            digits[--position] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest != 0);
        reserve(digits.length - position);
        System.arraycopy(digits, position, buffer, length, digits.length - position);
        length += digits.length - position;
        return this;
    }

    @Override
    public void close() throws IOException {
        try (out) {
            flush();
        }
    }

    private void separate() throws IOException {
        if (inRow) {
            put(',');
        }
        inRow = true;
    }

    private TextFile put(char ascii) throws IOException {
        reserve(1);
        buffer[length++] = (byte) ascii;
        return this;
    }

    private TextFile bytes(byte[] bytes) throws IOException {
        reserve(bytes.length);
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
        return this;
    }

    private void reserve(int bytes) throws IOException {
        if (length + bytes > BUFFER_BYTES) {
            flush();
        }
    }

    private void flush() throws IOException {
        out.write(buffer, 0, length);
        length = 0;
    }
}
