package io.meshwright.emulator.write;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.file.ScratchFile;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Rows that wait in a file, one JSON object a line, until their table takes them. */
final class RowSpool {

    private final ScratchFile file;
    private long start;

    private RowSpool(ScratchFile file) {
        this.file = file;
    }

    static RowSpool in(Path directory) {
        return new RowSpool(ScratchFile.in(directory));
    }

    Path file() {
        return file.path();
    }

    /** All of them, or none where that fails. */
    void add(List<ObjectNode> rows) {
        long before = file().toFile().length();
        try (BufferedWriter out = Files.newBufferedWriter(file(), StandardOpenOption.APPEND)) {
            for (ObjectNode row : rows) {
                out.write(row.toString());
                out.newLine();
            }
        } catch (IOException e) {
            truncate(before);
            throw new UncheckedIOException("Cannot take in rows", e);
        }
    }

    private void truncate(long length) {
        try (var channel = Files.newByteChannel(file(), StandardOpenOption.WRITE)) {
            channel.truncate(length);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot take back rows", e);
        }
    }

    /** A file of its own with the first rows that are left. */
    RowSpool first(long rows) {
        RowSpool part = in(file().getParent());
        try (InputStream in = Files.newInputStream(file());
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
                BufferedWriter out = Files.newBufferedWriter(part.file())) {
            in.skipNBytes(start);
            for (long row = 0; row < rows; row++) {
                out.write(lines.readLine());
                out.newLine();
            }
            return part;
        } catch (IOException e) {
            part.delete();
            throw new UncheckedIOException("Cannot read rows that wait", e);
        }
    }

    /** Leaves those rows behind, which were the first. */
    void drop(RowSpool part) {
        start += part.file().toFile().length();
    }

    void delete() {
        file.close();
    }
}
