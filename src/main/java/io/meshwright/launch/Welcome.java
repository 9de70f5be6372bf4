package io.meshwright.launch;

import io.meshwright.access.Actor;
import io.meshwright.access.Exposure;
import io.meshwright.plan.MeshCatalog;
import io.meshwright.product.Mesh;
import io.quarkus.vertx.http.HttpServerStart;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Three lines on the console: where it is, what it stands on, how to sign in. */
@ApplicationScoped
public class Welcome {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

    private final Startup startup;
    private final MeshCatalog catalog;
    private final Exposure exposure;
    private final String database;
    private final Path home;
    private final Optional<String> project;

    @Inject
    Welcome(
            Startup startup,
            MeshCatalog catalog,
            Exposure exposure,
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String database,
            @ConfigProperty(name = "meshwright.home") Path home,
            @ConfigProperty(name = "meshwright.warehouse.project") Optional<String> project) {
        this.startup = startup;
        this.catalog = catalog;
        this.exposure = exposure;
        this.database = database;
        this.home = home;
        this.project = project;
    }

    void started(@ObservesAsync HttpServerStart started) {
        HttpServerOptions server = started.options();
        say("Meshwright is at " + url(server) + (exposure.loopback() ? ", for this machine only" : "")
                + " (Ctrl-C stops it).");
        say("Catalog: " + catalog() + ". Warehouse: " + warehouse() + ".");
        // Making the first accounts takes seconds, and whoever else waits for the server is told after this returns.
        Thread thread = new Thread(this::tellHowToSignIn, "welcome");
        thread.setDaemon(true);
        thread.start();
    }

    private void tellHowToSignIn() {
        List<Actor> samples = mesh().map(startup::giveAccounts).orElse(List.of());
        say("Sign in: " + startup.howToSignIn(samples));
    }

    /** The sample accounts are those of its teams. */
    private Optional<Mesh> mesh() {
        try {
            return catalog.awaitReady(LONGEST_WAIT)
                    ? Optional.of(catalog.current().mesh())
                    : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private String url(HttpServerOptions server) {
        String host = exposure.loopback() ? "localhost" : server.getHost();
        return (server.isSsl() ? "https://" : "http://") + host + ":" + server.getPort();
    }

    private String catalog() {
        boolean embedded = System.getProperty("quarkus.datasource.jdbc.url") != null;
        return embedded ? "embedded PostgreSQL in " + home : database.replaceAll("[?;].*", "");
    }

    private String warehouse() {
        return project.map(name -> "Google BigQuery, project " + name).orElse("embedded BigQuery in " + home);
    }

    @SuppressWarnings("SystemOut")
    private static void say(String line) {
        System.out.println(line);
    }
}
