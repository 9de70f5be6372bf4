package io.meshwright.source;

import io.meshwright.diagnostic.Diagnostic;
import io.meshwright.diagnostic.SourceLocation;
import io.meshwright.warehouse.JobFailure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Makes a place in the file of what BigQuery says about a load that failed. */
final class LoadError {

    private static final Pattern LINE = Pattern.compile("(?i)\\bline(?:_number)?[: ]+(\\d+)");
    private static final Pattern OFFSET =
            Pattern.compile("(?:starting at location|byte_offset_to_start_of_line:) (\\d+)");

    /** As BigQuery says it. */
    private static final Pattern VALUE =
            Pattern.compile("Could not parse '(.*?)' as (\\w+) for field (\\w+)", Pattern.DOTALL);

    private LoadError() {}

    static Diagnostic diagnostic(JobFailure failure, Path file, String name, String contract) throws IOException {
        int line = line(failure.getMessage(), file);
        Matcher value = VALUE.matcher(failure.getMessage());
        if (value.find()) {
            return Diagnostic.error(
                    "source-value-invalid",
                    new SourceLocation(name, line, columnOf(value.group(1), line, file)),
                    "'" + value.group(1) + "' is no " + value.group(2) + ", which contract " + contract
                            + " promises of the column " + value.group(3) + ".");
        }
        return Diagnostic.error(
                "source-value-invalid",
                new SourceLocation(name, line, 1),
                "The file does not have the types that contract " + contract + " promises: " + failure.getMessage());
    }

    private static int line(String message, Path file) throws IOException {
        Matcher line = LINE.matcher(message);
        if (line.find()) {
            return Integer.parseInt(line.group(1));
        }
        Matcher offset = OFFSET.matcher(message);
        return offset.find() ? lineAt(Long.parseLong(offset.group(1)), file) : 1;
    }

    /** Where the value stands in its line, counted in bytes; 1 when it is not found there. */
    private static int columnOf(String value, int line, Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            String text = lines.skip(line - 1L).findFirst().orElse("");
            return Math.max(
                            0,
                            text.indexOf(
                                    new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)))
                    + 1;
        }
    }

    private static int lineAt(long offset, Path file) throws IOException {
        int line = 1;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            for (long i = 0; i < offset; i++) {
                int c = in.read();
                if (c < 0) {
                    break;
                }
                if (c == '\n') {
                    line++;
                }
            }
        }
        return line;
    }
}
