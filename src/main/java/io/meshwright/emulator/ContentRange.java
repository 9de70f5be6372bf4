package io.meshwright.emulator;

import io.meshwright.emulator.error.ApiError;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code Content-Range} of a chunk: {@code bytes 0-99/1000}, or with an asterisk for what is not known yet.
 *
 * @param start where the chunk begins; -1 where there is none, only the question how much has come
 * @param end where it ends, that byte included
 * @param total the whole file's size; -1 while unknown
 */
record ContentRange(long start, long end, long total) {

    private static final Pattern FORM = Pattern.compile("bytes\\s*(?:(\\d{1,18})-(\\d{1,18})|\\*)/(\\d{1,18}|\\*)");

    private static final ContentRange WHOLE = new ContentRange(0, Long.MAX_VALUE - 1, 0);

    static ContentRange parse(String header) {
        if (header == null) {
            return WHOLE;
        }
        Matcher matcher = FORM.matcher(header.trim());
        if (!matcher.matches()) {
            throw invalid(header);
        }
        long total = matcher.group(3).equals("*") ? -1 : Long.parseLong(matcher.group(3));
        if (matcher.group(1) == null) {
            return new ContentRange(-1, -1, total);
        }
        long start = Long.parseLong(matcher.group(1));
        long end = Long.parseLong(matcher.group(2));
        if (end < start || (total >= 0 && end >= total)) {
            throw invalid(header);
        }
        return new ContentRange(start, end, total);
    }

    private static ApiError invalid(String header) {
        return ApiError.invalid("Invalid Content-Range: " + header);
    }

    /**
     * Writes a chunk where it belongs; what came for that place and after it before is forgotten. Returns how much of the
     * file is there then.
     */
    long append(Path file, InputStream body, UploadSpace space) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            if (start < 0) {
                return channel.size();
            }
            if (start > channel.size()) {
                throw ApiError.invalid("The chunk starts at " + start + ", but only " + channel.size() + " bytes came");
            }
            channel.truncate(start).position(start);
            try {
                copy(body, space.bounded(Channels.newOutputStream(channel)));
                return channel.position();
            } catch (ApiError e) {
                channel.truncate(start);
                throw e;
            }
        }
    }

    private void copy(InputStream body, OutputStream out) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long room = end - start + 1;
        for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
            room -= read;
            if (room < 0) {
                throw ApiError.invalid("The chunk is longer than its Content-Range says");
            }
            out.write(buffer, 0, read);
        }
    }

    boolean completes(long have) {
        return total >= 0 && have >= total;
    }
}
