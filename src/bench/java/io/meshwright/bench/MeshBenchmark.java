package io.meshwright.bench;

import io.meshwright.sample.SampleData;
import io.meshwright.sample.SampleSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The figures of docs/benchmarks.md: the MovieLens mesh through the packaged application beside the same statements
 * hand-written for DuckDB, {@code SELECT 1} through Google's client, and the idle application's memory.
 *
 * <p>Arguments: number of ratings (25000000 when silent), HTTP port (8099 when silent).
 */
public final class MeshBenchmark {

    private static final Path WORK = Path.of("target", "bench").toAbsolutePath();
    private static final String MEMORY_LIMIT = "2GB";
    private static final Duration PATIENCE = Duration.ofMinutes(45);
    private static final List<String> DOMAINS = List.of("movies-interactions", "movies-engagement");
    private static final List<String> PRODUCTS = List.of(
            "movies_interactions.movies_engagement",
            "movies_interactions.user_genre_ratings",
            "movies_interactions.user_actions",
            "movies_interactions.user_period_ratings",
            "movies_interactions.user_movie_ratings",
            "movies_engagement.user_genre_preferences",
            "movies_engagement.user_actions_and_groups");

    private final int port;
    private long peakMemory;

    private MeshBenchmark(int port) {
        this.port = port;
    }

    public static void main(String[] arguments) throws Exception {
        int ratings = arguments.length > 0 ? Integer.parseInt(arguments[0]) : SampleSize.BENCHMARK.ratings();
        int port = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 8099;
        SampleSize size =
                ratings == SampleSize.BENCHMARK.ratings() ? SampleSize.BENCHMARK : SampleSize.ofRatings(ratings);
        new MeshBenchmark(port).run(size);
    }

    private void run(SampleSize size) throws Exception {
        say("Data: %,d ratings, %,d users, %,d films, %,d tags", size.ratings(), size.users(), size.movies(), size.tags());
        SampleData.writeMovieLens(WORK.resolve("data"), size, Instant.now());
        Path data = WORK.resolve("data").resolve("movielens");

        Cost byHand = byHand(data);
        Cost through = throughMeshwright(data);
        say("Ratio: %.2f in time, %.2f in processor time", through.time / byHand.time, through.processor / byHand.processor);
        say("Peak memory of the application and PostgreSQL: %,d MB", peakMemory >> 20);
        idle(data);
    }

    private Cost byHand(Path data) throws Exception {
        Path database = WORK.resolve("by-hand.duckdb");
        Files.deleteIfExists(database);
        Path script = Path.of("src", "bench", "sql", "hand-written.sql");
        Duration before = processorTime();
        Map<String, Duration> took = new HandWritten(
                        script, data, MEMORY_LIMIT, Runtime.getRuntime().availableProcessors())
                .run(database);
        Duration processor = processorTime().minus(before);
        took.forEach((step, time) -> say("  %6.2f s  %s", time.toMillis() / 1000.0, step));
        Files.deleteIfExists(database);
        return new Cost(took.values().stream().reduce(Duration.ZERO, Duration::plus), processor)
                .told("Hand-written DuckDB");
    }

    private Cost throughMeshwright(Path data) throws Exception {
        Path home = WORK.resolve("home");
        Directories.delete(home);
        long start = System.nanoTime();
        try (RunningApplication application = RunningApplication.start(home, port, settings(data))) {
            say("Start with an empty home: %.1f s", seconds(start));
            long ready = System.nanoTime();
            Duration before = application.processorTime();
            awaitProducts(application, ready);
            return new Cost(
                            Duration.ofNanos(System.nanoTime() - ready),
                            application.processorTime().minus(before))
                    .told("Meshwright, from ready to the last product published");
        }
    }

    private void awaitProducts(RunningApplication application, long ready) throws Exception {
        BigQueryClient tables = new BigQueryClient(application.address(), RunningApplication.TOKEN);
        for (String product : PRODUCTS) {
            while (!tables.isThere(product)) {
                application.requireAlive();
                peakMemory = Math.max(peakMemory, application.memory());
                if (seconds(ready) > PATIENCE.toSeconds()) {
                    throw new IllegalStateException(product + " is not published; see " + WORK);
                }
                // Looking more often would cost what is measured.
                TimeUnit.MILLISECONDS.sleep(500);
            }
        }
    }

    /** What this process has used. */
    private static Duration processorTime() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Seconds on the clock and seconds of processors. */
    private record Cost(double time, double processor) {

        Cost(Duration time, Duration processor) {
            this(time.toMillis() / 1000.0, processor.toMillis() / 1000.0);
        }

        Cost told(String what) {
            say("%s: %.1f s, %.1f s of processors", what, time, processor);
            return this;
        }
    }

    private void idle(Path data) throws Exception {
        long start = System.nanoTime();
        try (RunningApplication application =
                RunningApplication.start(WORK.resolve("home"), port, settings(data))) {
            say("Start with existing data: %.1f s", seconds(start));
            TimeUnit.SECONDS.sleep(20);
            say("Idle memory of the application and PostgreSQL: %,d MB", application.memory() >> 20);
            Duration median = new BigQueryClient(application.address(), RunningApplication.TOKEN)
                    .median("SELECT 1", 300, 500);
            say("SELECT 1 through Google's Java client, median: %.1f ms", median.toNanos() / 1e6);
        }
    }

    /** A mesh directory with the MovieLens domains alone. */
    private static Map<String, String> settings(Path data) throws IOException {
        Path mesh = WORK.resolve("mesh");
        Directories.delete(mesh);
        for (String domain : DOMAINS) {
            for (String folder : List.of("products", "contracts")) {
                Directories.copy(Path.of(folder, domain), mesh.resolve(folder).resolve(domain));
            }
        }
        return Map.of(
                "MESHWRIGHT_MESH", mesh.toString(),
                "MESHWRIGHT_DATA_MOVIELENS", data.toString(),
                "MESHWRIGHT_WAREHOUSE_MEMORY", MEMORY_LIMIT);
    }

    private static double seconds(long sinceNanos) {
        return (System.nanoTime() - sinceNanos) / 1e9;
    }

    private static void say(String format, Object... arguments) {
        System.out.printf(Locale.ROOT, format + "%n", arguments);
    }
}
