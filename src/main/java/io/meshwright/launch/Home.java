package io.meshwright.launch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The directory where everything durable lives. One process at a time holds it. */
final class Home {

    /** Held until this process ends, however it ends: the kernel releases it even after kill -9. */
    private static FileLock held;

    private final Path directory;

    private Home(Path directory) {
        this.directory = directory;
    }

    static synchronized Home hold(Path configured) {
        Path directory = configured.toAbsolutePath().normalize();
        Path lock = directory.resolve("meshwright.lock");
        try {
            Files.createDirectories(directory);
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
                    "cannot write to " + directory + " (" + e.getMessage() + "); set MESHWRIGHT_HOME to a directory"
                            + " of yours",
                    e);
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
