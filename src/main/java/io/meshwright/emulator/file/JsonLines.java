package io.meshwright.emulator.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.storage.TableSchema;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Files of one JSON object a line, rewritten as a file of the rows that fit a schema.
 *
 * @param bad how many rows did not fit
 */
record JsonLines(ScratchFile rows, long bad) implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    /**
     * @param proceed asked at every row; what it throws ends the reading
     * @param allowed how many rows may be unfit before all of them are refused
     */
    static JsonLines fitting(
            Runnable proceed,
            List<Path> files,
            TableSchema schema,
            boolean ignoreUnknown,
            long allowed,
            Path directory) {
        ScratchFile rows = ScratchFile.in(directory);
        try (BufferedWriter writer = Files.newBufferedWriter(rows.path())) {
            Rewriting rewriting = new Rewriting(proceed, schema, ignoreUnknown, allowed, writer);
            for (Path file : files) {
                rewriting.add(file);
            }
            return new JsonLines(rows, rewriting.bad);
        } catch (IOException e) {
            rows.close();
            throw new UncheckedIOException("Cannot read " + files, e);
        } catch (ApiError e) {
            rows.close();
            throw e;
        }
    }

    @Override
    public void close() {
        rows.close();
    }

    private static final class Rewriting {
        private static final ObjectReader READER = JSON.reader();

        private final Runnable proceed;
        private final TableSchema schema;
        private final boolean ignoreUnknown;
        private final long allowed;
        private final BufferedWriter writer;
        private long bad;

        Rewriting(Runnable proceed, TableSchema schema, boolean ignoreUnknown, long allowed, BufferedWriter writer) {
            this.proceed = proceed;
            this.schema = schema;
            this.ignoreUnknown = ignoreUnknown;
            this.allowed = allowed;
            this.writer = writer;
        }

        void add(Path file) throws IOException {
            long position = 0;
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(CompressedFiles.open(file), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    proceed.run();
                    if (!line.isBlank()) {
                        add(line, position);
                    }
                    position += line.getBytes(StandardCharsets.UTF_8).length + 1L;
                }
            }
        }

        private void add(String line, long position) throws IOException {
            String problem;
            try {
                JsonNode row = READER.readTree(line);
                JsonRecord.Checked checked = JsonRecord.check(schema, row, ignoreUnknown);
                if (checked.problems().isEmpty()) {
                    writer.write(checked.row().toString());
                    writer.newLine();
                    return;
                }
                problem = checked.problems().get(0).message();
            } catch (JsonProcessingException e) {
                problem = "Parser terminated before end of string";
            }
            bad++;
            if (bad > allowed) {
                throw ApiError.invalid("JSON parsing error in row starting at position " + position + ": " + problem);
            }
        }
    }
}
