package io.meshwright.launch;

import io.meshwright.diagnostic.DiskSpace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The directory where everything durable lives. One process at a time holds it. */
final class Home {

    /** Held until this process ends, however it ends: the kernel releases it even after kill -9. */
    private static FileLock held;

    private static final long NEEDED = 50;
    private static final long NEEDED_AT_FIRST = 300;

    private final Path directory;

    private Home(Path directory) {
        this.directory = directory;
    }

    static synchronized Home hold(Path configured) {
        Path directory = configured.toAbsolutePath().normalize();
        Path lock = directory.resolve("meshwright.lock");
        try {
            Files.createDirectories(directory);
            checkSpace(directory);
            FileChannel channel = FileChannel.open(
                    lock, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            held = channel.tryLock(Long.MAX_VALUE - 1, 1, false);
            if (held == null) {
                String owner = Files.readString(lock).strip();
                channel.close();
                throw new CannotStart("another Meshwright (process " + owner + ") uses " + directory
                        + "; stop it, or set MESHWRIGHT_HOME to another directory");
            }
            channel.truncate(0);
            String self = ProcessHandle.current().pid() + "\n";
            channel.write(ByteBuffer.wrap(self.getBytes(StandardCharsets.UTF_8)), 0);
            return new Home(directory);
        } catch (IOException e) {
            throw new CannotStart(
                    "cannot write to " + directory + " (" + StartFailure.reason(e)
                            + "); set MESHWRIGHT_HOME to a directory" + " of yours",
                    e);
        }
    }

    /** A full disk is told before anything is written: half of a database helps nobody. */
    private static void checkSpace(Path directory) {
        long needed = Files.exists(directory.resolve("postgres")) ? NEEDED : NEEDED_AT_FIRST;
        Optional<String> shortage = new DiskSpace(directory, needed).shortage();
        if (shortage.isPresent()) {
            throw new CannotStart(shortage.get() + ", or set MESHWRIGHT_HOME to a directory elsewhere");
        }
    }

    Path directory() {
        return directory;
    }

    Path postgres() {
        return directory.resolve("postgres");
    }

    Path postgresPrograms() {
        return directory.resolve("postgres-programs");
    }
}
