package io.meshwright.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.duckdb.DuckDBDriver;

/** The same mesh hand-written for DuckDB, in a database file of its own. */
final class HandWritten {

    private static final List<String> STATEMENTS_THAT_MAY_DIFFER_FROM_ZERO = List.of("load", "build", "publish", "make");

    private final Path script;
    private final Path data;
    private final Properties settings;

    HandWritten(Path script, Path data, String memoryLimit, int threads) {
        this.script = script;
        this.data = data;
        this.settings = new Properties();
        settings.setProperty("memory_limit", memoryLimit);
        settings.setProperty("threads", Integer.toString(threads));
    }

    /** How long each step took, by its name. */
    Map<String, Duration> run(Path database) throws IOException, SQLException {
        Map<String, Duration> took = new LinkedHashMap<>();
        try (Connection connection = new DuckDBDriver().connect("jdbc:duckdb:" + database, settings);
                Statement statement = connection.createStatement()) {
            for (Map.Entry<String, String> step : steps().entrySet()) {
                long start = System.nanoTime();
                run(step.getKey(), step.getValue(), statement);
                took.put(step.getKey(), Duration.ofNanos(System.nanoTime() - start));
            }
        }
        return took;
    }

    private static void run(String name, String sql, Statement statement) throws SQLException {
        boolean isCheck = STATEMENTS_THAT_MAY_DIFFER_FROM_ZERO.stream().noneMatch(name::startsWith);
        if (!isCheck) {
            statement.execute(sql);
            return;
        }
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                if (row.getLong(column) != 0) {
                    throw new IllegalStateException(name + ": column " + column + " is " + row.getObject(column));
                }
            }
        }
    }

    private Map<String, String> steps() throws IOException {
        Map<String, String> steps = new LinkedHashMap<>();
        String text = Files.readString(script).replace("${data}", data.toString());
        for (String step : text.split("-- step: ")) {
            int end = step.indexOf('\n');
            if (!step.startsWith("--")) {
                steps.put(step.substring(0, end), step.substring(end + 1).strip());
            }
        }
        return steps;
    }
}
