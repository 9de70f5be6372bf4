package io.meshwright.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The catalog database of a Meshwright without an external one: a real PostgreSQL, started with the application.
 *
 * <p>Whoever starts it holds the directory around its data; so a server that already runs there is an orphan, whose
 * application was killed. It is stopped and started anew and loses nothing.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final String USER = "postgres";
    private static final int ANY_PORT = 0;

    /** The library's own lock, which it leaves where its server died; ours is {@link Home}'s. */
    private static final String LIBRARY_LOCK = "epg-lock";

    private static final Duration STARTUP = Duration.ofSeconds(60);
    private static final Duration ORPHAN = Duration.ofSeconds(10);

    /** The library makes a server that trusts every local user; ours asks them for the password. */
    private static final String HOST_RULES =
            """
            local all all scram-sha-256
            host all all 127.0.0.1/32 scram-sha-256
            host all all ::1/128 scram-sha-256
            """;

    private final io.zonky.test.db.postgres.embedded.EmbeddedPostgres server;
    private final ProcessHandle postmaster;
    private final String password;

    private EmbeddedPostgres(
            io.zonky.test.db.postgres.embedded.EmbeddedPostgres server, ProcessHandle postmaster, String password) {
        this.postmaster = postmaster;
        this.server = server;
        this.password = password;
    }

    /**
     * Starts the server.
     *
     * @param data the data directory; created when absent, its password beside it
     * @param programs where the server's programs are unpacked; those that are there are used
     */
    public static EmbeddedPostgres start(Path data, Path programs) {
        return start(data, programs, ANY_PORT);
    }

    /** Starts it on a port that is known already. */
    static EmbeddedPostgres start(Path data, Path programs, int port) {
        try {
            Path home = data.toAbsolutePath().getParent();
            Files.createDirectories(home);
            stopOrphan(data);
            Files.deleteIfExists(data.resolve(LIBRARY_LOCK));
            String password = password(home.resolve("postgres.password"));
            var server = io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
                    .setPort(port)
                    .setPGStartupWait(STARTUP)
                    .setOverrideWorkingDirectory(programs.toFile())
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setConnectConfig("password", password)
                    .setServerConfig("max_connections", "60")
                    // The library passes -F and synchronous_commit=off for throw-away databases; the later option wins.
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("shared_buffers", "32MB")
                    .setServerConfig("max_wal_size", "128MB")
                    .start();
            closeToStrangers(server, data, password);
            ProcessHandle postmaster =
                    postmaster(data).orElseThrow(() -> new IOException("it ended right after its start"));
            return new EmbeddedPostgres(server, postmaster, password);
        } catch (IOException | SQLException e) {
            throw new CannotStart(
                    "the embedded PostgreSQL in " + data + " does not start (" + e.getMessage()
                            + "); set QUARKUS_DATASOURCE_JDBC_URL to use a database of your own",
                    e);
        }
    }

    /** The datasource settings that reach it. */
    public Map<String, String> settings() {
        return Map.of(
                "quarkus.datasource.jdbc.url", "jdbc:postgresql://localhost:" + server.getPort() + "/postgres",
                "quarkus.datasource.username", USER,
                "quarkus.datasource.password", password);
    }

    int port() {
        return server.getPort();
    }

    /** Completes when the server has ended, however it did. */
    CompletableFuture<ProcessHandle> ended() {
        return postmaster.onExit();
    }

    /** Stops the server; connections that are still open are cut. */
    @Override
    public void close() {
        if (!postmaster.isAlive()) {
            return;
        }
        try {
            server.close();
            postmaster.destroyForcibly();
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded PostgreSQL did not stop", e);
        }
    }

    private static String password(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] bytes = new byte[24];
            new SecureRandom().nextBytes(bytes);
            boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
            if (posix) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(file, HexFormat.of().formatHex(bytes));
        }
        return Files.readString(file).strip();
    }

    private static void closeToStrangers(
            io.zonky.test.db.postgres.embedded.EmbeddedPostgres server, Path data, String password)
            throws IOException, SQLException {
        Path rules = data.resolve("pg_hba.conf");
        if (Files.readString(rules).equals(HOST_RULES)) {
            return;
        }
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            // The password is hexadecimal digits of our own: nothing in it needs escaping.
            statement.execute("ALTER ROLE postgres PASSWORD '" + password + "'");
            Files.writeString(rules, HOST_RULES);
            statement.execute("SELECT pg_reload_conf()");
        }
    }

    /**
     * Stops it at once, without the courtesies of an orderly end: what was committed is in its log, and it is read again
     * at the next start.
     */
    private static void stopOrphan(Path data) throws IOException {
        Optional<ProcessHandle> orphan = postmaster(data);
        if (orphan.isEmpty()) {
            return;
        }
        try {
            new ProcessBuilder("sh", "-c", "kill -QUIT " + orphan.get().pid())
                    .inheritIO()
                    .start()
                    .waitFor();
            orphan.get().onExit().get(ORPHAN.toSeconds(), TimeUnit.SECONDS);
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
        return ProcessHandle.of(Long.parseLong(lines.get(0).trim())).filter(process -> runs(process, data));
    }

    /** Process numbers are used again: it must be a PostgreSQL on this very data. */
    private static boolean runs(ProcessHandle process, Path data) {
        boolean postgres = process.info()
                .command()
                .filter(command -> command.endsWith("postgres"))
                .isPresent();
        return postgres
                && process.info()
                        .arguments()
                        .map(arguments -> Arrays.asList(arguments)
                                .contains(data.toAbsolutePath().toString()))
                        .orElse(true);
    }
}
