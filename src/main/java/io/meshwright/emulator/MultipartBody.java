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

/** A {@code multipart/related} request: the job as JSON, then the file, which goes to disk as it comes. */
final class MultipartBody {

    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private final byte[] delimiter;

    MultipartBody(InputStream body, String contentType) {
        Matcher matcher = BOUNDARY.matcher(contentType == null ? "" : contentType);
        if (!matcher.find()) {
            throw ApiError.invalid("A multipart upload needs a boundary in its Content-Type");
        }
        this.in = new BufferedInputStream(body, BUFFER);
        this.delimiter = ("\r\n--" + matcher.group(1)).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Writes the second part to a file and returns the first. */
    byte[] read(Path file) throws IOException {
        line();
        skipHeaders();
        ByteArrayOutputStream first = new ByteArrayOutputStream();
        copyPart(first);
        line();
        skipHeaders();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER)) {
            copyPart(out);
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

    /** Copies up to the delimiter and past it. Its first byte occurs in it once, so a plain restart finds it. */
    private void copyPart(OutputStream out) throws IOException {
        int matched = 0;
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (c == delimiter[matched]) {
                matched++;
                if (matched == delimiter.length) {
                    return;
                }
                continue;
            }
            out.write(delimiter, 0, matched);
            matched = c == delimiter[0] ? 1 : 0;
            if (matched == 0) {
                out.write(c);
            }
        }
    }
}
