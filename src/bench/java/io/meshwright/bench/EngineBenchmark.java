package io.meshwright.bench;

import com.google.cloud.bigquery.TableResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.duckdb.DuckDBDriver;

/**
 * The embedded BigQuery through Google's Java client beside the same work hand-written for DuckDB, turn by turn in one
 * run: questions of {@link Question}, a load of CSV and the reading of a large result. Between the two stands what the
 * client takes for itself, when a {@link Replay} answers it.
 *
 * <p>Arguments: number of CSV rows (25000000 when silent), HTTP port (8099 when silent).
 */
public final class EngineBenchmark {

    private static final Path WORK = Path.of("target", "bench", "engine").toAbsolutePath();
    private static final String MEMORY_LIMIT = "2GB";
    /** What client and server need until their code is compiled: a tenth of it leaves them half as quick. */
    private static final int WARM_UP_QUERIES = 4_000;

    private static final int WARM_UP = 10;
    private static final double WARM_UP_MILLIS = 3_000;
    private static final int TURNS = 21;
    private static final int PAGED_ROWS = 1_000_000;

    private final BigQueryClient meshwright;
    private final BigQueryClient alone;
    private final Connection duckDb;

    private EngineBenchmark(BigQueryClient meshwright, BigQueryClient alone, Connection duckDb) {
        this.meshwright = meshwright;
        this.alone = alone;
        this.duckDb = duckDb;
    }

    public static void main(String[] arguments) throws Exception {
        int csvRows = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 25_000_000;
        int port = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 8099;
        Directories.delete(WORK);
        Path data = Files.createDirectories(WORK.resolve("data"));
        Path mesh = Files.createDirectories(WORK.resolve("mesh"));
        Map<String, String> settings = Map.of(
                "MESHWRIGHT_MESH", mesh.toString(),
                "MESHWRIGHT_DATA_DIRECTORY", data.toString(),
                "MESHWRIGHT_WAREHOUSE_MEMORY", MEMORY_LIMIT);
        try (Connection duckDb = open();
                RunningApplication application = RunningApplication.start(WORK.resolve("home"), port, settings);
                Replay replay = new Replay(application.address())) {
            var meshwright = new BigQueryClient(application.address(), RunningApplication.TOKEN);
            var alone = new BigQueryClient(replay.address(), RunningApplication.TOKEN);
            new EngineBenchmark(meshwright, alone, duckDb).run(data, csvRows);
        } finally {
            Directories.delete(WORK);
        }
    }

    private static Connection open() throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("memory_limit", MEMORY_LIMIT);
        return new DuckDBDriver().connect("jdbc:duckdb:" + WORK.resolve("by-hand.duckdb"), settings);
    }

    private void run(Path data, int csvRows) throws Exception {
        meshwright.run("CREATE SCHEMA bench");
        for (Question.Table table : Question.TABLES) {
            execute("CREATE TABLE " + table.name() + " AS " + table.rows());
            execute("COPY " + table.name() + " TO '" + data.resolve(table.name() + ".parquet") + "' (FORMAT parquet)");
            meshwright.loadParquet(table.name());
        }
        execute("CHECKPOINT");
        meshwright.median("SELECT 1", WARM_UP_QUERIES, 1);
        say(
                "%-44s %12s %12s %12s %7s %9s",
                "median of " + TURNS + " turns",
                "DuckDB",
                "client alone",
                "Meshwright",
                "ratio",
                "aim");
        for (Question question : Question.ALL) {
            compare(question);
        }
        page();
        load(data, csvRows);
    }

    private void compare(Question question) throws Exception {
        double[] byHand = new double[TURNS];
        double[] client = new double[TURNS];
        double[] through = new double[TURNS];
        double warm = 0;
        for (int turn = 0; turn < WARM_UP || warm < WARM_UP_MILLIS; turn++) {
            warm += millis(() -> drain(question.duckSql())) + millis(() -> meshwright.run(question.googleSql()));
            alone.run(question.googleSql());
        }
        for (int turn = 0; turn < TURNS; turn++) {
            byHand[turn] = millis(() -> drain(question.duckSql()));
            client[turn] = millis(() -> alone.run(question.googleSql()));
            through[turn] = millis(() -> meshwright.run(question.googleSql()));
        }
        tell(question.name(), median(byHand), millis(median(client)), median(through), question.aim());
    }

    private void page() throws Exception {
        paged(alone);
        paged(meshwright);
        say(
                "Paging %,d rows of five columns: %,.0f rows a second, the client alone %,.0f (aim 200,000)",
                PAGED_ROWS,
                paged(meshwright),
                paged(alone));
    }

    /** How many rows a second of a large result come into the client's hands, page by page. */
    private static double paged(BigQueryClient client) throws Exception {
        double[] seconds = new double[3];
        for (int turn = 0; turn < seconds.length; turn++) {
            TableResult result = client.query("SELECT id, owner, amount, price, label FROM bench.million");
            seconds[turn] = millis(() -> requireRows(result)) / 1000;
        }
        return PAGED_ROWS / median(seconds);
    }

    private static void requireRows(TableResult result) {
        long rows = result.streamAll().count();
        if (rows != PAGED_ROWS) {
            throw new IllegalStateException("Paging gave " + rows + " rows");
        }
    }

    private void load(Path data, int rows) throws Exception {
        Path csv = data.resolve("ratings.csv");
        execute("COPY (" + Question.ratings(rows) + ") TO '" + csv + "' (FORMAT csv, HEADER)");
        String columns = "{'userId': 'BIGINT', 'movieId': 'BIGINT', 'rating': 'DOUBLE', 'rated': 'BIGINT'}";
        double[] byHand = new double[3];
        double[] through = new double[3];
        for (int turn = 0; turn < byHand.length; turn++) {
            execute("DROP TABLE IF EXISTS ratings");
            byHand[turn] = millis(() -> execute("CREATE TABLE ratings AS SELECT * FROM read_csv('" + csv
                    + "', header=true, auto_detect=false, delim=',', quote='\"', columns=" + columns + ")"));
            execute("CHECKPOINT");
            through[turn] = millis(() -> meshwright.loadCsv("ratings", "ratings.csv"));
        }
        tell(String.format(Locale.ROOT, "load of %,d CSV rows", rows), median(byHand), "", median(through), "1.2 times");
        for (Question question : Question.LARGE) {
            compare(question);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = duckDb.createStatement()) {
            statement.execute(sql);
        }
    }

    private void drain(String sql) throws SQLException {
        try (Statement statement = duckDb.createStatement()) {
            if (statement.execute(sql)) {
                try (ResultSet rows = statement.getResultSet()) {
                    int columns = rows.getMetaData().getColumnCount();
                    while (rows.next()) {
                        for (int column = 1; column <= columns; column++) {
                            rows.getObject(column);
                        }
                    }
                }
            }
        }
    }

    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    private static double millis(Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e6;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static void tell(String name, double byHand, String client, double through, String aim) {
        say(
                "%-44s %12s %12s %12s %7.2f %9s",
                name, millis(byHand), client, millis(through), through / byHand, aim);
    }

    private static String millis(double value) {
        return String.format(Locale.ROOT, "%.1f ms", value);
    }

    private static void say(String format, Object... arguments) {
        System.out.printf(Locale.ROOT, format + "%n", arguments);
    }
}
