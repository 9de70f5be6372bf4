package io.meshwright.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.meshwright.MigratedDatabase;
import io.openlineage.client.OpenLineage.RunEvent.EventType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LineageDeliveryTest {

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private HttpServer endpoint;
    private LineageDelivery delivery;
    private int refusals;

    @BeforeEach
    void listen() throws IOException {
        endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        endpoint.createContext("/api/v1/lineage", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean refused = refusals-- > 0;
            if (!refused) {
                received.add(exchange.getRequestHeaders().getFirst("Authorization") + " " + body);
            }
            exchange.sendResponseHeaders(refused ? 503 : 201, -1);
            exchange.close();
        });
        endpoint.start();
    }

    @AfterEach
    void close() {
        delivery.stop(null);
        endpoint.stop(0);
    }

    @Test
    void sendsEventsInOrderAndTriesAgainWhileTheEndpointIsAway() throws InterruptedException {
        refusals = 1;
        Optional<String> url =
                Optional.of("http://localhost:" + endpoint.getAddress().getPort());
        LineageStore store = new LineageStore(MigratedDatabase.get(), url);
        delivery = new LineageDelivery(store, url, Optional.of("key"));
        UUID run = UUID.randomUUID();
        for (EventType type : List.of(EventType.START, EventType.COMPLETE)) {
            JobRun job = new JobRun(run, "films/actions", "", Optional.empty(), "SELECT 1", List.of(), List.of());
            store.append(new OpenLineageEvents(URI.create("urn:meshwright:test")).event(type, Instant.EPOCH, job, ""));
        }
        delivery.start(null);
        assertThat(received.poll(20, TimeUnit.SECONDS))
                .startsWith("Bearer key ")
                .contains("START");
        assertThat(received.poll(20, TimeUnit.SECONDS)).contains("COMPLETE", run.toString());
        assertThat(store.eventsOf(run)).hasSize(2);
    }

    @Test
    void addsOpenLineagesPathToABaseAddress() {
        delivery = new LineageDelivery(null, Optional.empty(), Optional.empty());
        assertThat(LineageDelivery.endpoint("http://marquez:5000/")).hasToString("http://marquez:5000/api/v1/lineage");
        assertThat(LineageDelivery.endpoint("http://marquez:5000/api/v1/lineage"))
                .hasToString("http://marquez:5000/api/v1/lineage");
    }
}
