package io.meshwright.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The packaged application in a process of its own, and the memory it and its PostgreSQL take. */
final class RunningApplication implements AutoCloseable {

    static final String TOKEN = "benchmark-token-of-this-run";

    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Process process;
    private final int port;
    private final Path log;

    private RunningApplication(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /** Starts and returns when the application says that it is ready. */
    static RunningApplication start(Path home, int port, Map<String, String> settings)
            throws IOException, InterruptedException {
        // Else the figures would be those of a stranger.
        new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
        Files.createDirectories(home);
        Path log = home.resolve("application.log");
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-Dquarkus.http.port=" + port,
                "-jar",
                JAR.toString());
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("MESHWRIGHT_HOME", home.toString());
        builder.environment().put("MESHWRIGHT_OPERATOR_TOKEN", TOKEN);
        builder.environment().put("MESHWRIGHT_OPERATOR_PASSWORD", "benchmark-password");
        builder.environment().putAll(settings);
        RunningApplication application = new RunningApplication(builder.start(), port, log);
        Runtime.getRuntime().addShutdownHook(new Thread(application.process::destroy));
        application.awaitReady();
        return application;
    }

    String address() {
        return "http://localhost:" + port;
    }

    /** Bytes of memory that belong to the application and its PostgreSQL, shared pages counted once. */
    long memory() throws IOException {
        long sum = 0;
        for (long pid : processes()) {
            sum += proportionalMemory(pid);
        }
        return sum;
    }

    /** Processor time that the application and its PostgreSQL have used. */
    Duration processorTime() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .flatMap(handle -> handle.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    void requireAlive() throws IOException {
        if (!process.isAlive()) {
            throw new IllegalStateException("The application has ended:\n" + Files.readString(log));
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    private void awaitReady() throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest ready =
                HttpRequest.newBuilder(URI.create(address() + "/q/health/ready")).build();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            requireAlive();
            try {
                if (http.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // Nobody listens yet.
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
        throw new IllegalStateException("Not ready after " + PATIENCE + ":\n" + Files.readString(log));
    }

    private List<Long> processes() {
        List<Long> pids = new ArrayList<>(List.of(process.pid()));
        process.descendants().map(ProcessHandle::pid).forEach(pids::add);
        return pids;
    }

    private static long proportionalMemory(long pid) throws IOException {
        Path rollup = Path.of("/proc", Long.toString(pid), "smaps_rollup");
        if (!Files.exists(rollup)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(rollup)) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .sum();
        }
    }
}
