package io.meshwright.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged application as a newcomer starts it: a process of its own, killed and started again. */
class PackagedApplicationIT {

    private static final String TOKEN = "a-token-of-the-packaged-application-test";
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    @TempDir
    Path home;

    private int port;
    private Path console;
    private Process process;

    @BeforeEach
    void choosePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        console = Files.createTempFile("meshwright", ".log");
    }

    @AfterEach
    void stop() throws Exception {
        process.destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void buildsTheMeshAndLosesNothingWhenKilled() throws Exception {
        process = start(port);
        awaitReady();
        assertThat(Files.readString(console)).contains("http://localhost:" + port, "PostgreSQL", "BigQuery");

        Thread.sleep(3_000); // into the first builds
        run("CREATE SCHEMA written; CREATE TABLE written.rows AS SELECT n FROM UNNEST(GENERATE_ARRAY(1, 1000)) AS n");
        run(
                "BEGIN TRANSACTION; INSERT written.rows VALUES (0); DELETE written.rows WHERE n = 1000; COMMIT TRANSACTION");
        assertThat(post("/datasets/written/tables/rows/insertAll", "{\"rows\": [{\"json\": {\"n\": 7}}]}")
                        .has("insertErrors"))
                .isFalse();
        process.destroyForcibly().waitFor();
        process = start(port);
        awaitReady();
        assertThat(number("SELECT SUM(n) FROM written.rows")).isEqualTo(1000 * 999 / 2 + 7);
        Map<String, Long> rows = awaitAllPublished();
        assertThat(rows)
                .hasSizeGreaterThanOrEqualTo(16)
                .allSatisfy((product, count) -> assertThat(count).as(product).isPositive());
        assertThat(number("SELECT COUNT(*) FROM movies_interactions.user_actions"))
                .isEqualTo(rows.get("movies-interactions/user-actions"));

        process.destroyForcibly().waitFor();
        process = start(port);
        awaitReady();
        assertThat(published()).isEqualTo(rows);
    }

    @Test
    void resolvesDeeplyNestedSqlOutsideOfTests() throws Exception {
        process = start(port);
        awaitReady();
        assertThat(number("SELECT " + "ABS(".repeat(120) + "-7" + ")".repeat(120)))
                .isEqualTo(7);
        assertThat(number("SELECT STRUCT(7 AS a, ['x'] AS b).a")).isEqualTo(7);
    }

    @Test
    void refusesASecondOneInTheSameHome() throws Exception {
        process = start(port);
        awaitReady();
        Process second = start(0);
        assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isNotZero();
        assertThat(Files.readString(console)).contains(home.toString()).doesNotContain("\tat ");
    }

    private Process start(int httpPort) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        Path.of("target", "quarkus-app", "quarkus-run.jar").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(console.toFile()));
        builder.environment().put("MESHWRIGHT_HOME", home.toString());
        builder.environment().put("MESHWRIGHT_OPERATOR_TOKEN", TOKEN);
        builder.environment().put("QUARKUS_HTTP_PORT", String.valueOf(httpPort));
        return builder.start();
    }

    private void awaitReady() throws Exception {
        await(() -> get("/q/health/ready").statusCode() == 200);
    }

    private Map<String, Long> awaitAllPublished() throws Exception {
        List<Map<String, Long>> last = new ArrayList<>();
        await(() -> {
            last.clear();
            last.add(published());
            return !last.get(0).isEmpty()
                    && last.get(0).values().stream().noneMatch(rows -> rows < 0)
                    && states().stream().allMatch("contract-met"::equals);
        });
        return last.get(0);
    }

    private Map<String, Long> published() throws Exception {
        Map<String, Long> rows = new TreeMap<>();
        for (JsonNode product : products()) {
            rows.put(
                    product.path("domain").asText() + "/" + product.path("name").asText(),
                    product.path("rows").asLong(-1));
        }
        return rows;
    }

    private List<String> states() throws Exception {
        List<String> states = new ArrayList<>();
        products().forEach(product -> states.add(product.path("state").asText()));
        return states;
    }

    private JsonNode products() throws Exception {
        HttpResponse<String> answer = get("/api/v1/products?size=100");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json.readTree(answer.body()).path("items");
    }

    private long number(String sql) throws Exception {
        return run(sql).at("/rows/0/f/0/v").asLong();
    }

    private JsonNode run(String sql) throws Exception {
        String body = json.writeValueAsString(Map.of("query", sql, "useLegacySql", false, "timeoutMs", 60_000));
        JsonNode answer = post("/queries", body);
        assertThat(answer.path("jobComplete").asBoolean()).isTrue();
        return answer;
    }

    private JsonNode post(String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri("/bigquery/v2/projects/meshwright" + path))
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json.readTree(answer.body());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri(path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + TOKEN)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    /** Asks twice a second; a server that does not answer yet is a condition that does not hold yet. */
    private void await(Condition condition) throws Exception {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (true) {
            try {
                if (condition.holds()) {
                    return;
                }
            } catch (IOException notYet) {
                assertThat(process.isAlive()).as(Files.readString(console)).isTrue();
            }
            assertThat(Instant.now()).as(Files.readString(console)).isBefore(deadline);
            Thread.sleep(500);
        }
    }
}
