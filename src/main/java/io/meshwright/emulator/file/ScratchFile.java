package io.meshwright.emulator.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of rows on their way into a table, one JSON object a line; closing removes it.
 *
 * @param path where it is
 */
public record ScratchFile(Path path) implements AutoCloseable {

    /**
     * A new one, empty.
     *
     * @throws UncheckedIOException where the directory takes none
     */
    public static ScratchFile in(Path directory) {
        try {
            return new ScratchFile(Files.createTempFile(directory, "rows", ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot take in rows", e);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove " + path, e);
        }
    }
}
