package io.meshwright.launch;

import io.meshwright.plan.MeshCatalog;
import io.quarkus.runtime.Quarkus;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A start in an empty home of its own that ends when the first pages were shown: the build does it once, and the JVM
 * keeps the classes that were loaded in an archive for the starts that count.
 */
@ApplicationScoped
public class Rehearsal {

    private static final String HOME = "meshwright.rehearsal";
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final List<String> PAGES = List.of("/", "/lineage", "/runs", "/q/health/ready", "/api/v1/products");

    private final MeshCatalog catalog;

    @Inject
    Rehearsal(MeshCatalog catalog) {
        this.catalog = catalog;
    }

    static boolean isOn() {
        return System.getProperty(HOME) != null;
    }

    /** Everything of this start goes where it disturbs nobody, whatever the environment of the build says. */
    static void prepare() {
        Path home = Path.of(System.getProperty(HOME));
        empty(home);
        Map<String, String> settings = Map.of(
                "meshwright.home", home.toString(),
                "meshwright.sample.ratings", "2000",
                "meshwright.data.directory", home.resolve("files").toString(),
                "meshwright.warehouse.project", "meshwright",
                "meshwright.warehouse.storage-port", "0",
                "meshwright.openlineage.url", "",
                "quarkus.datasource.jdbc.url", "",
                "quarkus.http.host", "127.0.0.1",
                "quarkus.http.port", String.valueOf(freePort()));
        settings.forEach(System::setProperty);
    }

    void serving(@ObservesAsync HttpServerStart started) {
        if (isOn()) {
            String server = "http://127.0.0.1:" + started.options().getPort();
            new Thread(() -> visit(server), "rehearsal").start();
        }
    }

    private void visit(String server) {
        try {
            catalog.awaitReady(LONGEST);
            for (String page : PAGES) {
                read(URI.create(server + page));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException("A page of the rehearsal failed", e);
        } finally {
            Quarkus.asyncExit(0);
        }
    }

    private static void read(URI page) throws IOException {
        try (InputStream body = page.toURL().openStream()) {
            body.readAllBytes();
        }
    }

    private static int freePort() {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("There is no free port", e);
        }
    }

    private static void empty(Path home) {
        if (!Files.exists(home)) {
            return;
        }
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot empty " + home, e);
        }
    }
}
