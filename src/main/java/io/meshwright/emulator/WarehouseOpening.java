package io.meshwright.emulator;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.SQLException;
import org.jboss.logging.Logger;

/** Opens the embedded BigQuery beside the rest of the start, ahead of the first request, which would wait for it. */
@ApplicationScoped
public class WarehouseOpening {

    private static final Logger LOG = Logger.getLogger(WarehouseOpening.class);

    private final EmbeddedSettings settings;
    private final EmbeddedBigQuery bigQuery;

    @Inject
    WarehouseOpening(EmbeddedSettings settings, EmbeddedBigQuery bigQuery) {
        this.settings = settings;
        this.bigQuery = bigQuery;
    }

    void start(@Observes StartupEvent start) {
        if (settings.isAnswering()) {
            Thread thread = new Thread(this::open, "warehouse-opening");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Without its warehouse the application is of no use: it stops and says why. */
    private void open() {
        try {
            bigQuery.engine().translator().warm();
        } catch (RuntimeException e) {
            if (e.getCause() instanceof SQLException said) {
                LOG.errorf(
                        "Meshwright stops: the warehouse file %s cannot be opened (%s). Put a copy of it in its place, or"
                                + " move it away: then its products are built again.",
                        settings.file(), said.getMessage());
            } else {
                LOG.errorf(e, "The embedded BigQuery in %s cannot be opened", settings.file());
            }
            Quarkus.asyncExit(1);
        }
    }
}
