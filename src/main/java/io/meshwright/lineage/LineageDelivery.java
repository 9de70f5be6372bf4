package io.meshwright.lineage;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Sends events on to an OpenLineage endpoint, in their order, also those of before a restart. While the endpoint is away
 * they wait; an event it refuses is logged and left out.
 */
@ApplicationScoped
class LineageDelivery {

    private static final Logger LOG = Logger.getLogger(LineageDelivery.class);

    private static final String PATH = "/api/v1/lineage";
    private static final int BATCH = 100;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final long PAUSE_SECONDS = 2;
    private static final long LONGEST_PAUSE_SECONDS = 300;

    private final LineageStore store;
    private final Optional<URI> endpoint;
    private final Optional<String> apiKey;
    private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "openlineage");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    LineageDelivery(
            LineageStore store,
            @ConfigProperty(name = "meshwright.openlineage.url") Optional<String> url,
            @ConfigProperty(name = "meshwright.openlineage.api-key") Optional<String> apiKey) {
        this.store = store;
        this.endpoint = url.map(LineageDelivery::endpoint);
        this.apiKey = apiKey;
    }

    void start(@Observes StartupEvent event) {
        if (endpoint.isPresent()) {
            later(PAUSE_SECONDS);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        background.shutdownNow();
    }

    /** A base address gets OpenLineage's own path. */
    static URI endpoint(String url) {
        String bare = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        return URI.create(bare.endsWith("/lineage") ? bare : bare + PATH);
    }

    private void later(long seconds) {
        var unused = background.schedule(() -> deliver(seconds), seconds, TimeUnit.SECONDS);
    }

    private void deliver(long lastPause) {
        long next = PAUSE_SECONDS;
        try {
            deliverAll();
        } catch (IOException | RuntimeException e) {
            LOG.warnf("OpenLineage events wait: %s does not answer: %s", endpoint.get(), e.getMessage());
            next = Math.min(lastPause * 2, LONGEST_PAUSE_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        later(next);
    }

    private void deliverAll() throws IOException, InterruptedException {
        List<LineageStore.Stored> events = store.undelivered(BATCH);
        for (LineageStore.Stored event : events) {
            HttpResponse<String> answer = client.send(request(event), HttpResponse.BodyHandlers.ofString());
            int status = answer.statusCode();
            if (status >= 500 || status == 429 || status == 401 || status == 403) {
                throw new IOException("status " + status);
            }
            if (status >= 400) {
                LOG.warnf("%s refused the %s event of %s with %d", endpoint.get(), event.type(), event.job(), status);
            }
            store.delivered(event.id());
        }
    }

    private HttpRequest request(LineageStore.Stored event) {
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint.orElseThrow())
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(event.json()));
        apiKey.ifPresent(key -> request.header("Authorization", "Bearer " + key));
        return request.build();
    }
}
