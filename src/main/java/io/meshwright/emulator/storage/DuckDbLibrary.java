package io.meshwright.emulator.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * DuckDB's native code. The driver unpacks 70 MB of it into the temporary directory of the process and takes them away
 * when the process ends in order only; so they are taken away here as soon as they are loaded.
 */
final class DuckDbLibrary {

    private static final String UNPACKED = "libduckdb_java*.so";

    /** Long enough for any process to have loaded what it unpacked; what is loaded needs its name no more. */
    private static final Duration LOADED_SINCE = Duration.ofMinutes(10);

    private static boolean loaded;

    private DuckDbLibrary() {}

    /** Loads it when this was not done yet, which takes a second. */
    static synchronized void load() {
        if (loaded) {
            return;
        }
        try {
            Class.forName("org.duckdb.DuckDBNative");
            removeUnpacked(Path.of(System.getProperty("java.io.tmpdir")), mapped());
            loaded = true;
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("This DuckDB driver has no native code", e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove unpacked native code of DuckDB", e);
        }
    }

    /** The files this process has loaded; nothing where the kernel does not tell. */
    private static String mapped() throws IOException {
        Path maps = Path.of("/proc/self/maps");
        return Files.isReadable(maps) ? Files.readString(maps) : "";
    }

    /** Removes what is loaded by this process, and what killed ones left behind. */
    static void removeUnpacked(Path directory, String mapped) throws IOException {
        Instant old = Instant.now().minus(LOADED_SINCE);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, UNPACKED)) {
            for (Path file : files) {
                boolean ours = mapped.contains(file.toAbsolutePath().toString());
                if (Files.isWritable(file)
                        && (ours || Files.getLastModifiedTime(file).toInstant().isBefore(old))) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
