package io.meshwright.emulator.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/**
 * The one DuckDB file of this process, in a closed sandbox: from SQL nothing outside the named directories is within
 * reach, and no setting can be changed.
 */
public final class DuckDb implements AutoCloseable {

    private final DuckDBConnection root;

    private DuckDb(DuckDBConnection root) {
        this.root = root;
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
            // Not through DriverManager: that one remembers drivers per class loader.
            var connection = (DuckDBConnection)
                    new DuckDBDriver().connect("jdbc:duckdb:" + settings.file().toAbsolutePath(), properties(settings));
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET TimeZone='UTC'");
            }
            return new DuckDb(connection);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create the directory of " + settings.file(), e);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot open the warehouse file " + settings.file(), e);
        }
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

    /** Prepares the database; from then on no setting can be changed any more. */
    public void prepare(Preparation preparation) {
        try (Statement statement = root.createStatement()) {
            preparation.install(root);
            statement.execute("SET lock_configuration=true");
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot prepare the warehouse file", e);
        }
    }

    /** A connection of its own. */
    public Session session() {
        try {
            return new Session(root.duplicate());
        } catch (SQLException e) {
            throw new IllegalStateException("The warehouse file does not answer", e);
        }
    }

    @Override
    public void close() {
        try {
            root.close();
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot close the warehouse file", e);
        }
    }

    /** A name as an SQL identifier. */
    public static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A text as an SQL literal. */
    public static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }
}
