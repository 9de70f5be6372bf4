package io.meshwright.emulator;

import io.meshwright.emulator.error.ApiError;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The directory that uploads go to, and how much it may hold of all callers together.
 *
 * @param most bytes
 */
record UploadSpace(Path directory, long most) {

    /** How much is written between two looks at what the directory holds. */
    private static final long STEP = 16_000_000;

    /** A new file for an upload. */
    Path file() throws IOException {
        requireRoom();
        return Files.createTempFile(directory, "upload", ".data");
    }

    /** A stream that ends with an error where the directory is full. */
    OutputStream bounded(OutputStream out) {
        return new FilterOutputStream(out) {
            private long written;

            @Override
            public void write(int value) throws IOException {
                count(1);
                out.write(value);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                count(length);
                out.write(bytes, from, length);
            }

            private void count(int length) {
                written += length;
                if (written >= STEP) {
                    written = 0;
                    requireRoom();
                }
            }
        };
    }

    private void requireRoom() {
        if (held() >= most) {
            throw new ApiError(
                    "quotaExceeded",
                    "Uploads that wait to be loaded take " + most / 1_000_000_000
                            + " GB, which is all they may. Finish some," + " or try again when their jobs are done.");
        }
    }

    private long held() {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            long held = 0;
            for (Path file : files) {
                held += file.toFile().length();
            }
            return held;
        } catch (DirectoryIteratorException e) {
            throw new UncheckedIOException("Cannot look at the uploads", e.getCause());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look at the uploads", e);
        }
    }
}
