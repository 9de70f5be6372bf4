package io.meshwright.diagnostic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Room on a disk.
 *
 * @param directory any on that disk
 * @param needed how much has to be free, in megabytes
 */
public record DiskSpace(Path directory, long needed) {

    private static final long MEGABYTE = 1024 * 1024;

    /** How much is missing, where, and what helps; empty when there is enough. */
    public Optional<String> shortage() {
        try {
            long free = Files.getFileStore(directory).getUsableSpace() / MEGABYTE;
            return free >= needed
                    ? Optional.empty()
                    : Optional.of("the disk of " + directory + " has " + free + " MB left and " + needed
                            + " MB are needed; free some of it");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot ask for the free space of " + directory, e);
        }
    }
}
