package io.meshwright.emulator.storage;

import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.function.FunctionSessions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.jboss.logging.Logger;

/**
 * The one DuckDB file of this process, in a closed sandbox: from SQL nothing outside the named directories is within
 * reach, and no setting can be changed.
 *
 * <p>After a failure that DuckDB does not go on from, such as a disk that fills up while it moves its log into the file,
 * all that runs is stopped and the file is opened again: what was committed is there.
 */
public final class DuckDb implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(DuckDb.class);
    private static final long PATIENCE_MILLIS = 3_000;
    private static final long PAUSE_MILLIS = 500;

    private final Settings settings;
    private final Set<Session> sessions = ConcurrentHashMap.newKeySet();
    private final FunctionSessions functions = new FunctionSessions();
    private DuckDBConnection root;
    private Session resident;
    private Preparation preparation = connection -> {};
    private Consumer<Session> reader = session -> {};
    private volatile ApiError lost;
    private boolean closed;

    private DuckDb(Settings settings) throws SQLException {
        this.settings = settings;
        this.root = connect(settings);
    }

    /**
     * How to open the file.
     *
     * @param memory DuckDB's memory limit, such as {@code 2GB}
     * @param threads worker threads; 0 for one per processor
     * @param spill where work larger than memory goes
     * @param spillLimit how much of it, such as {@code 20GB}
     * @param directories the only places files are read from or written to
     */
    public record Settings(
            Path file, String memory, int threads, Path spill, String spillLimit, List<Path> directories) {
        public Settings {
            directories = List.copyOf(directories);
        }
    }

    /** Loads DuckDB's native code, which takes a second, ahead of the first file that is opened. */
    public static void load() {
        DuckDbLibrary.load();
    }

    /** Opens the file, creating it when absent. Its write-ahead log is replayed first. */
    public static DuckDb open(Settings settings) {
        load();
        try {
            Files.createDirectories(settings.file().toAbsolutePath().getParent());
            Files.createDirectories(settings.spill());
            return new DuckDb(settings);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create the directory of " + settings.file(), e);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot open the warehouse file " + settings.file(), e);
        }
    }

    private static DuckDBConnection connect(Settings settings) throws SQLException {
        // Not through DriverManager: that one remembers drivers per class loader.
        var connection = (DuckDBConnection)
                new DuckDBDriver().connect("jdbc:duckdb:" + settings.file().toAbsolutePath(), properties(settings));
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone='UTC'");
        }
        return connection;
    }

    private static Properties properties(Settings settings) {
        Properties properties = new Properties();
        properties.setProperty("memory_limit", settings.memory());
        if (settings.threads() > 0) {
            properties.setProperty("threads", Integer.toString(settings.threads()));
        }
        properties.setProperty(
                "temp_directory", settings.spill().toAbsolutePath().toString());
        properties.setProperty("max_temp_directory_size", settings.spillLimit());
        properties.setProperty("enable_external_access", "false");
        properties.setProperty("allowed_directories", list(settings.directories()));
        properties.setProperty("autoinstall_known_extensions", "false");
        properties.setProperty("autoload_known_extensions", "false");
        properties.setProperty("allow_community_extensions", "false");
        return properties;
    }

    private static String list(List<Path> directories) {
        List<String> quoted = new ArrayList<>();
        directories.forEach(directory -> quoted.add(text(directory.toAbsolutePath() + "/")));
        return quoted.stream().collect(Collectors.joining(", ", "[", "]"));
    }

    /** Adds what a database needs beside its tables, such as functions. */
    @FunctionalInterface
    public interface Preparation {
        void install(Connection connection) throws SQLException;
    }

    /** What its functions know of its sessions. */
    public FunctionSessions functions() {
        return functions;
    }

    /** Prepares the database; from then on no setting can be changed any more. */
    public synchronized void prepare(Preparation wanted) {
        preparation = wanted;
        try {
            install();
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot prepare the warehouse file", e);
        }
    }

    private void install() throws SQLException {
        try (Statement statement = root.createStatement()) {
            preparation.install(root);
            statement.execute("SET lock_configuration=true");
        }
    }

    /** Gives one session that outlives all others, and another one whenever the file was opened again. */
    synchronized void settle(Consumer<Session> wanted) {
        reader = wanted;
        try {
            enter();
        } catch (SQLException e) {
            throw new IllegalStateException("The warehouse file does not answer", e);
        }
    }

    private void enter() throws SQLException {
        resident = new Session(this, root.duplicate());
        reader.accept(resident);
    }

    /** A connection of its own; waits a moment when the file is opened again. */
    public synchronized Session session() {
        try {
            long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
            while (lost != null && System.nanoTime() < deadline) {
                wait(PAUSE_MILLIS);
            }
            outage().ifPresent(reason -> {
                throw reason;
            });
            Session session = new Session(this, root.duplicate());
            sessions.add(session);
            return session;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the warehouse file", e);
        } catch (SQLException e) {
            throw DuckDbFailure.translate(e, "connect");
        }
    }

    /** What is written and not yet moved into the file. */
    long logBytes() {
        return settings.file()
                .resolveSibling(settings.file().getFileName() + ".wal")
                .toFile()
                .length();
    }

    void ended(Session session) {
        sessions.remove(session);
    }

    /** Why the file cannot be used at this moment; empty when it can. */
    public Optional<ApiError> outage() {
        return Optional.ofNullable(lost);
    }

    /** The database is of no use any more: stops all that runs on it, and opens the file again as soon as that works. */
    void lose(ApiError reason) {
        if (lost != null) {
            return;
        }
        synchronized (this) {
            if (lost == null && !closed) {
                LOG.errorf("%s The warehouse file is opened again.", reason.getMessage());
                lost = reason;
                Thread thread = new Thread(this::reopen, "warehouse-reopening");
                thread.setDaemon(true);
                thread.start();
            }
        }
    }

    private void reopen() {
        try {
            while (!isOpenAgain()) {
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** False when it has to be tried again. The file is free only when nobody is connected any more. */
    private boolean isOpenAgain() throws InterruptedException {
        for (Session session : sessions) {
            session.abort(lost);
        }
        resident.abort(lost);
        synchronized (this) {
            if (closed) {
                return true;
            }
            try {
                root.close();
                root = connect(settings);
                install();
                enter();
            } catch (SQLException e) {
                lost = DuckDbFailure.translate(e, "open");
                return false;
            } catch (ApiError e) {
                lost = e;
                return false;
            }
            lost = null;
            notifyAll();
            LOG.warn("The warehouse file was opened again; what was committed is there.");
            return true;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        try {
            if (resident != null) {
                resident.close();
            }
            root.close();
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot close the warehouse file", e);
        }
    }

    /** A name as an SQL identifier. */
    public static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A statement with values, numbers or texts, in the place of its question marks. */
    static String filled(String sql, Object... values) {
        StringBuilder filled = new StringBuilder();
        String[] parts = sql.split("\\?", -1);
        for (int i = 0; i < values.length; i++) {
            filled.append(parts[i]).append(values[i] instanceof Long ? values[i] : text((String) values[i]));
        }
        return filled.append(parts[values.length]).toString();
    }

    /** A text as an SQL literal. */
    public static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }
}
