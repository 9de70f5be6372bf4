package io.meshwright.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwright.emulator.function.FunctionSessions;
import io.meshwright.emulator.translation.SqlTranslator;
import io.meshwright.emulator.translation.StatementRequest;
import io.meshwright.emulator.translation.Translation;
import io.meshwright.emulator.translation.TranslationCatalog.PhysicalTable;
import io.meshwright.emulator.translation.TranslationRuntime;
import io.meshwright.sql.Column;
import io.meshwright.sql.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The SQL of the MovieLens products, translated and run, beside the same products computed in plain Java. */
class MovieLensProductsTest {

    private static final String PROJECT = "meshwright";
    private static final Path REAL = Path.of("..", "shared", "data", "movielens-small");

    private final SqlTranslator translator = new SqlTranslator();
    private final Map<TableName, PhysicalTable> tables = new HashMap<>();

    @TempDir
    Path generated;

    @Test
    void productsOfGeneratedDataAreWhatPlainJavaComputes() throws IOException, SQLException {
        SampleData.writeMovieLens(generated, SampleSize.ofRatings(40_000), Instant.parse("2026-11-20T08:00:00Z"));

        compare(generated.resolve("movielens"));
    }

    @Test
    void productsOfRealDataAreWhatPlainJavaComputes() throws IOException, SQLException {
        org.junit.jupiter.api.Assumptions.assumeTrue(
                Files.isDirectory(REAL), "the MovieLens files are not beside the checkout");

        compare(REAL);
    }

    private void compare(Path directory) throws IOException, SQLException {
        try (Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
                Statement duckDb = connection.createStatement()) {
            TranslationRuntime.install(connection, new FunctionSessions(), uri -> uri);
            source(directory, "movies", "movieId INT64, title STRING, genres STRING", duckDb);
            source(directory, "ratings", "userId INT64, movieId INT64, rating FLOAT64, timestamp INT64", duckDb);
            source(directory, "tags", "userId INT64, movieId INT64, tag STRING, timestamp INT64", duckDb);
            for (var product : new MovieLensByHand(directory).products().entrySet()) {
                TableName table = TableName.parse(product.getKey(), PROJECT);
                build(table, duckDb);
                List<List<Object>> rows = rows(table, duckDb);
                assertThat(rows).as("rows of %s", table).hasSameSizeAs(product.getValue());
                assertThat(Set.copyOf(rows.stream().map(List::toString).toList()))
                        .as("values of %s", table)
                        .isEqualTo(Set.copyOf(
                                product.getValue().stream().map(List::toString).toList()));
            }
        }
    }

    private void source(Path directory, String name, String columns, Statement duckDb) throws SQLException {
        List<Column> schema = Stream.of(columns.split(", "))
                .map(column -> column.split(" "))
                .map(column -> new Column(column[0], column[1]))
                .toList();
        String types =
                columns.replace("INT64", "BIGINT").replace("FLOAT64", "DOUBLE").replace("STRING", "VARCHAR");
        TableName table = new TableName(PROJECT, "movies_interactions", name);
        duckDb.execute("CREATE TABLE " + known(table, schema) + " (" + types + ")");
        duckDb.execute("COPY " + known(table, schema) + " FROM '" + directory.resolve(name + ".csv")
                + "' (HEADER, QUOTE '\"', ESCAPE '\"')");
    }

    private void build(TableName table, Statement duckDb) throws SQLException, IOException {
        String port = table.table().replace('_', '-');
        String sql = Files.readString(Path.of("products", table.dataset().replace('_', '-'), port, port + ".sql"));
        Translation translation = translator
                .translate(
                        new StatementRequest(sql, PROJECT, Optional.empty(), List.of()),
                        name -> Optional.ofNullable(tables.get(name)))
                .get();
        duckDb.execute("CREATE TABLE " + known(table, translation.schema()) + " AS " + translation.duckSql());
    }

    private String known(TableName table, List<Column> columns) {
        String relation = "\"" + table + "\"";
        tables.put(table, new PhysicalTable(table, columns, relation));
        return relation;
    }

    private static List<List<Object>> rows(TableName table, Statement duckDb) throws SQLException {
        List<List<Object>> rows = new ArrayList<>();
        try (ResultSet result = duckDb.executeQuery("SELECT * FROM \"" + table + "\"")) {
            int width = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<Object> row = new ArrayList<>();
                for (int column = 1; column <= width; column++) {
                    Object value = result.getObject(column);
                    row.add(
                            value instanceof Timestamp month
                                    ? month.toLocalDateTime().toLocalDate()
                                    : value);
                }
                rows.add(row);
            }
        }
        return rows;
    }
}
