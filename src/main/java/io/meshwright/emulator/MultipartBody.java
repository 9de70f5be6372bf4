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

    /** Bytes the headers of a part may have. */
    private static final int LARGEST_HEADERS = 65_536;

    /** RFC 2046, section 5.1.1, allows 70. */
    private static final int LONGEST_BOUNDARY = 200;

    private final InputStream in;
    private final byte[] delimiter;

    MultipartBody(InputStream body, String contentType) {
        Matcher matcher = BOUNDARY.matcher(contentType == null ? "" : contentType);
        if (!matcher.find()) {
            throw ApiError.invalid("A multipart upload needs a boundary in its Content-Type");
        }
        if (matcher.group(1).length() > LONGEST_BOUNDARY) {
            throw ApiError.invalid(
                    "The boundary of a multipart upload has at most " + LONGEST_BOUNDARY + " characters");
        }
        this.in = new BufferedInputStream(body, BUFFER);
        this.delimiter = ("\n--" + matcher.group(1)).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Writes the second part to a file and returns the first. */
    byte[] read(Path file, UploadSpace space) throws IOException {
        skipHeaders();
        ByteArrayOutputStream first = new ByteArrayOutputStream();
        copyPart(first, LARGEST_JOB);
        skipHeaders();
        try (OutputStream out = new BufferedOutputStream(space.bounded(Files.newOutputStream(file)), BUFFER)) {
            copyPart(out, Long.MAX_VALUE);
        }
        return first.toByteArray();
    }

    /** The rest of the line of a boundary, and the headers of the part after it, which say nothing the job does not. */
    private void skipHeaders() throws IOException {
        int room = LARGEST_HEADERS;
        boolean blank = false;
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (c == '\n' && blank) {
                return;
            }
            blank = c == '\n' || (blank && Character.isWhitespace(c));
            room--;
            if (room == 0) {
                throw ApiError.invalid(
                        "The headers of a part of an upload are longer than " + LARGEST_HEADERS + " bytes");
            }
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
            copied += matched + 1L;
            carriageReturn = c == '\r';
            matched = c == delimiter[0] ? 1 : 0;
            if (matched == 0 && !carriageReturn) {
                out.write(c);
            }
            if (copied > most) {
                throw ApiError.invalid("The job of an upload is larger than " + most + " bytes");
            }
        }
        throw ApiError.invalid("The upload ended before its closing boundary");
    }
}
