package io.meshwright.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The catalog database of a Meshwright without an external one: a real PostgreSQL, started with the application.
 *
 * <p>A lock beside the data directory tells a neighbour (refused, with its name) from an orphan (a server whose
 * application was killed: stopped and started anew, losing nothing).
 */
public final class EmbeddedPostgres {

    private static final String USER = "postgres";
    private static final Duration STARTUP = Duration.ofSeconds(60);

    private static FileLock lock;

    private EmbeddedPostgres() {}

    /**
     * Starts the server and returns the datasource settings that reach it. It stops with this process.
     *
     * @param data the data directory; created when absent
     */
    public static synchronized Map<String, String> start(Path data) {
        try {
            Files.createDirectories(data.toAbsolutePath().getParent());
            acquireLock(data);
            stopOrphan(data);
            var server = io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
                    .setPGStartupWait(STARTUP)
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setServerConfig("max_connections", "60")
                    // The library passes -F and synchronous_commit=off for throw-away databases; the later option wins.
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("shared_buffers", "32MB")
                    .start();
            return settings(server.getJdbcUrl(USER, USER));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot start the embedded PostgreSQL in " + data
                            + "; set QUARKUS_DATASOURCE_JDBC_URL to use a database of your own",
                    e);
        }
    }

    private static Map<String, String> settings(String url) {
        return Map.of(
                "quarkus.datasource.jdbc.url", url,
                "quarkus.datasource.username", USER,
                "quarkus.datasource.password", USER);
    }

    /** The kernel releases the lock with the process, even after kill -9. */
    private static void acquireLock(Path data) throws IOException {
        Path file = data.resolveSibling(data.getFileName() + ".lock");
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw new IllegalStateException("Another Meshwright uses "
                    + data.getParent().toAbsolutePath() + "; stop it, or set MESHWRIGHT_HOME to another directory");
        }
    }

    private static void stopOrphan(Path data) throws IOException {
        Optional<ProcessHandle> orphan = postmaster(data);
        if (orphan.isEmpty()) {
            return;
        }
        orphan.get().destroy();
        try {
            orphan.get().onExit().get(15, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            orphan.get().destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while stopping an orphaned PostgreSQL", e);
        }
    }

    private static Optional<ProcessHandle> postmaster(Path data) throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(pidFile);
        return ProcessHandle.of(Long.parseLong(lines.get(0).trim())).filter(process -> process.info()
                .command()
                .filter(command -> command.endsWith("postgres"))
                .isPresent());
    }
}
