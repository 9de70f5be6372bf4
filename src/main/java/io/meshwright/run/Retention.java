package io.meshwright.run;

import io.meshwright.lineage.LineageStore;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Forgets old runs with their checks and events, so that the catalog does not grow for ever. */
@ApplicationScoped
class Retention {

    private static final Logger LOG = Logger.getLogger(Retention.class);
    private static final int BATCH = 500;
    private static final long FIRST_MINUTES = 5;
    private static final long PAUSE_MINUTES = 24 * 60;

    /** The newest of each product stay whatever their age, and those whose rows are served. */
    private static final int NEWEST = 30;

    private static final String OLD =
            """
            SELECT id FROM (
              SELECT id, state, ended, row_number() OVER (PARTITION BY domain, product ORDER BY number DESC) AS nth
              FROM run) AS numbered
            WHERE nth > ? AND ended < ? AND state NOT IN ('WAITING', 'RUNNING')
              AND NOT EXISTS (SELECT 1 FROM publication WHERE publication.run = numbered.id)
            LIMIT ?""";

    private final CatalogSql catalog;
    private final LineageStore lineage;
    private final Clock clock;
    private final Duration kept;
    private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "retention");
        thread.setDaemon(true);
        return thread;
    });

    Retention(
            CatalogSql catalog,
            LineageStore lineage,
            Clock clock,
            @ConfigProperty(name = "meshwright.runs.kept", defaultValue = "90d") Duration kept) {
        this.catalog = catalog;
        this.lineage = lineage;
        this.clock = clock;
        this.kept = kept;
    }

    void start(@Observes StartupEvent event) {
        var unused = background.scheduleWithFixedDelay(this::tidy, FIRST_MINUTES, PAUSE_MINUTES, TimeUnit.MINUTES);
    }

    void stop(@Observes ShutdownEvent event) {
        background.shutdownNow();
    }

    /** Whatever goes wrong, tomorrow is another day. */
    private void tidy() {
        try {
            forgetOld(NEWEST);
        } catch (RuntimeException e) {
            LOG.error("Old runs could not be removed", e);
        }
    }

    /** @param newest how many runs of each product stay whatever their age */
    void forgetOld(int newest) {
        List<UUID> old;
        do {
            old = catalog.list(
                    OLD,
                    row -> row.getObject("id", UUID.class),
                    newest,
                    clock.instant().minus(kept),
                    BATCH);
            UUID[] runs = old.toArray(new UUID[0]);
            lineage.forget(runs);
            catalog.update("DELETE FROM run WHERE id = ANY (?)", (Object) runs);
        } while (old.size() == BATCH);
    }
}
