package io.meshwright.warehouse;

import io.meshwright.sql.Column;
import io.meshwright.sql.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duckdb.DuckDBDriver;

/** A warehouse for plain tests: DuckDB in memory, with the little GoogleSQL that needs no translator. */
public class DuckDbWarehouse implements Warehouse, AutoCloseable {

    private static final Pattern PATH = Pattern.compile("`(?:\\\\`|[^`])+`");

    private final Connection connection;
    private final Map<TableName, Instant> modified = new HashMap<>();
    private final List<String> queries = new ArrayList<>();

    public DuckDbWarehouse() {
        try {
            connection = new DuckDBDriver().connect("jdbc:duckdb:", new java.util.Properties());
            execute("CREATE MACRO regexp_contains(text, pattern) AS regexp_matches(text, pattern)");
            execute("CREATE MACRO char_length(text) AS length(text)");
            execute("CREATE MACRO to_json_string(value) AS CAST(to_json(value) AS VARCHAR)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The queries asked so far, as they came. */
    public List<String> queries() {
        return queries;
    }

    @Override
    public String project() {
        return "meshwright";
    }

    @Override
    public String engine() {
        return "DuckDB in a test";
    }

    @Override
    public void createDataset(String dataset, String description) {
        execute("CREATE SCHEMA IF NOT EXISTS \"" + dataset + "\"");
    }

    @Override
    public QueryResult query(String sql, Map<String, Object> namedParameters, int most) {
        queries.add(sql);
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(translate(sql))) {
            ResultSetMetaData meta = result.getMetaData();
            List<Column> columns = new ArrayList<>();
            for (int i = 1; i <= meta.getColumnCount(); i++) {
                columns.add(new Column(meta.getColumnLabel(i), type(meta.getColumnTypeName(i))));
            }
            List<List<Object>> rows = new ArrayList<>();
            while (rows.size() < most && result.next()) {
                List<Object> row = new ArrayList<>();
                for (int i = 1; i <= columns.size(); i++) {
                    row.add(value(result.getObject(i)));
                }
                rows.add(row);
            }
            return new QueryResult(columns, rows, "job", 0);
        } catch (SQLException e) {
            throw new JobFailure("invalidQuery", e.getMessage(), "job", e);
        }
    }

    @Override
    public DryRun dryRun(String sql) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long build(String sql, TableName destination, String jobId) {
        execute("CREATE OR REPLACE TABLE " + name(destination) + " AS " + translate(sql));
        modified.put(destination, Instant.EPOCH);
        return table(destination).orElseThrow().rows();
    }

    @Override
    public long load(TableLoad load, String jobId) {
        StringBuilder columns = new StringBuilder();
        load.columns().forEach(column -> columns.append(columns.isEmpty() ? "" : ", ")
                .append("'")
                .append(column.name())
                .append("': '")
                .append(column.type().replace("INT64", "BIGINT").replace("FLOAT64", "DOUBLE"))
                .append("'"));
        execute("CREATE OR REPLACE TABLE " + name(load.destination()) + " AS SELECT * FROM read_csv('" + load.file()
                + "', header = true, columns = {" + columns + "})");
        return table(load.destination()).orElseThrow().rows();
    }

    @Override
    public void copy(TableName from, TableName to, String jobId) {
        execute("CREATE OR REPLACE TABLE " + name(to) + " AS SELECT * FROM " + name(from));
    }

    @Override
    public void deleteTable(TableName table) {
        execute("DROP TABLE IF EXISTS " + name(table));
    }

    @Override
    public void describe(TableName table, String description, Map<String, String> columns) {
        // Descriptions are for people; no test reads them here.
    }

    @Override
    public Optional<TableInfo> table(TableName table) {
        try (Statement statement = connection.createStatement()) {
            List<Column> columns = new ArrayList<>();
            try (ResultSet result =
                    statement.executeQuery("SELECT column_name, data_type FROM duckdb_columns() WHERE schema_name = '"
                            + table.dataset() + "' AND table_name = '" + table.table() + "' ORDER BY column_index")) {
                while (result.next()) {
                    columns.add(new Column(result.getString(1), type(result.getString(2))));
                }
            }
            if (columns.isEmpty()) {
                return Optional.empty();
            }
            try (ResultSet result = statement.executeQuery("SELECT COUNT(*) FROM " + name(table))) {
                result.next();
                return Optional.of(new TableInfo(
                        table, columns, result.getLong(1), 0, modified.getOrDefault(table, Instant.EPOCH)));
            }
        } catch (SQLException e) {
            throw new JobFailure("internalError", e.getMessage(), "", e);
        }
    }

    @Override
    public boolean cancel(String jobId) {
        return false;
    }

    /** Runs DuckDB's own SQL. */
    public final void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new JobFailure("invalidQuery", e.getMessage(), "", e);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private static String translate(String sql) {
        Matcher names = PATH.matcher(sql.replace("\\'", "''").replace("\\\\", "\\"));
        return names.replaceAll(name -> {
            String[] parts = name.group().replace("`", "").split("\\.");
            return Matcher.quoteReplacement(
                    parts.length == 3 ? "\"" + parts[1] + "\".\"" + parts[2] + "\"" : "\"" + parts[0] + "\"");
        });
    }

    private static String name(TableName table) {
        return "\"" + table.dataset() + "\".\"" + table.table() + "\"";
    }

    private static String type(String duckDb) {
        if (duckDb.endsWith("[]")) {
            return "ARRAY<" + type(duckDb.substring(0, duckDb.length() - 2)) + ">";
        }
        return switch (duckDb) {
            case "BIGINT", "INTEGER", "HUGEINT" -> "INT64";
            case "DOUBLE" -> "FLOAT64";
            case "BOOLEAN" -> "BOOL";
            case "VARCHAR" -> "STRING";
            case "TIMESTAMP WITH TIME ZONE" -> "TIMESTAMP";
            case "TIMESTAMP" -> "DATETIME";
            default -> duckDb.startsWith("DECIMAL") ? "NUMERIC" : duckDb;
        };
    }

    private static Object value(Object value) {
        if (value instanceof OffsetDateTime time) {
            return time.toInstant();
        }
        if (value instanceof java.math.BigInteger number) {
            return number.longValueExact();
        }
        return value instanceof Integer number ? Long.valueOf(number) : value;
    }
}
