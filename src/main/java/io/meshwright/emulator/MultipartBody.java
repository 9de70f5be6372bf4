package io.meshwright.emulator;

import io.meshwright.emulator.error.ApiError;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code multipart/related} request: the job as JSON, then the file, which goes to disk as it comes. Lines may end in
 * a line feed alone, as Python's clients write them.
 */
final class MultipartBody {

    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
    private static final int BUFFER = 1 << 16;

    /** Bytes a job may have that comes with a file. */
    static final int LARGEST_JOB = 20_000_000;

    private final InputStream in;
    private final byte[] delimiter;

    MultipartBody(InputStream body, String contentType) {
        Matcher matcher = BOUNDARY.matcher(contentType == null ? "" : contentType);
        if (!matcher.find()) {
            throw ApiError.invalid("A multipart upload needs a boundary in its Content-Type");
        }
        this.in = new BufferedInputStream(body, BUFFER);
        this.delimiter = ("\n--" + matcher.group(1)).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Writes the second part to a file and returns the first. */
    byte[] read(Path file) throws IOException {
        line();
        skipHeaders();
        ByteArrayOutputStream first = new ByteArrayOutputStream();
        copyPart(first, LARGEST_JOB);
        line();
        skipHeaders();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER)) {
            copyPart(out, Long.MAX_VALUE);
        }
        return first.toByteArray();
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString().trim();
    }

    private void skipHeaders() throws IOException {
        while (!line().isEmpty()) {
            // headers of a part say nothing the job does not
        }
    }

    /**
     * Copies up to the delimiter and past it; a carriage return before it is part of it. The line feed it begins with
     * occurs in it once, so a plain restart finds it.
     */
    private void copyPart(OutputStream out, long most) throws IOException {
        boolean carriageReturn = false;
        int matched = 0;
        long copied = 0;
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (c == delimiter[matched]) {
                matched++;
                if (matched == delimiter.length) {
                    return;
                }
                continue;
            }
            if (carriageReturn) {
                out.write('\r');
            }
            out.write(delimiter, 0, matched);
            carriageReturn = c == '\r';
            matched = c == delimiter[0] ? 1 : 0;
            if (matched == 0 && !carriageReturn) {
                out.write(c);
            }
            copied++;
            if (copied > most) {
                throw ApiError.invalid("The job of an upload is larger than " + most + " bytes");
            }
        }
        throw ApiError.invalid("The upload ended before its closing boundary");
    }
}
