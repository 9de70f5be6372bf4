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
 * @param start where the chunk begins; -1 where the file ends now
 * @param total the whole file's size; -1 while unknown
 */
record ContentRange(long start, long total) {

    private static final Pattern FORM = Pattern.compile("bytes\\s*(?:(\\d{1,18})-\\d{1,18}|\\*)/(\\d{1,18}|\\*)");

    static ContentRange parse(String header) {
        if (header == null) {
            return new ContentRange(0, 0);
        }
        Matcher matcher = FORM.matcher(header.trim());
        if (!matcher.matches()) {
            throw ApiError.invalid("Invalid Content-Range: " + header);
        }
        long start = matcher.group(1) == null ? -1 : Long.parseLong(matcher.group(1));
        long total = matcher.group(2).equals("*") ? -1 : Long.parseLong(matcher.group(2));
        return new ContentRange(start, total);
    }

    /** Writes a chunk where it belongs; returns how much of the file is there then. */
    long append(Path file, InputStream body) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            if (start > channel.size()) {
                throw ApiError.invalid("The chunk starts at " + start + ", but only " + channel.size() + " bytes came");
            }
            channel.position(start < 0 ? channel.size() : start);
            OutputStream out = Channels.newOutputStream(channel);
            body.transferTo(out);
            return channel.position();
        }
    }

    boolean completes(long have) {
        return total >= 0 && have >= total;
    }
}
