package io.meshwright.run;

import io.meshwright.plan.MeshCatalog;
import io.meshwright.plan.MeshChanged;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Keeps runs going: notices what has to run, hands it to the timetable, and carries out what the timetable calls. */
@ApplicationScoped
public class RunLoop {

    private static final Logger LOG = Logger.getLogger(RunLoop.class);

    private static final Duration LOOK = Duration.ofSeconds(2);

    private final MeshCatalog catalog;
    private final Dispatcher dispatcher;
    private final Reconciliation reconciliation;
    private final Triggers triggers;
    private final RunCalls calls;
    private final TimetableOpening opening;
    private final ActiveRuns active;
    private final Bell bell;
    private final AtomicBoolean changed = new AtomicBoolean(true);
    private final AtomicBoolean started = new AtomicBoolean();

    RunLoop(
            MeshCatalog catalog,
            Dispatcher dispatcher,
            Reconciliation reconciliation,
            Triggers triggers,
            RunCalls calls,
            TimetableOpening opening,
            ActiveRuns active,
            Bell bell) {
        this.catalog = catalog;
        this.dispatcher = dispatcher;
        this.reconciliation = reconciliation;
        this.triggers = triggers;
        this.calls = calls;
        this.opening = opening;
        this.active = active;
        this.bell = bell;
    }

    /** Begins to run products. To be called when the warehouse can be reached: the embedded one when HTTP is served. */
    public void start() {
        if (started.compareAndSet(false, true)) {
            Thread thread = new Thread(this::keepGoing, "run-loop");
            thread.setDaemon(true);
            thread.start();
        }
    }

    void meshChanged(@Observes MeshChanged event) {
        changed.set(true);
        bell.ring();
    }

    void stop(@Observes ShutdownEvent event) {
        active.stop();
        bell.ring();
        opening.close();
    }

    private void keepGoing() {
        try {
            while (!catalog.isReady() && !active.isStopping()) {
                bell.await(LOOK);
            }
            Timetable timetable = opening.open(triggers::due, calls::run);
            boolean first = true;
            while (!active.isStopping()) {
                first = !look(timetable, first) && first;
                bell.await(LOOK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One look around; false when it failed and must be done again. */
    private boolean look(Timetable timetable, boolean first) {
        try {
            if (first) {
                reconciliation.restoreLostTables();
            }
            if (changed.getAndSet(false)) {
                reconciliation.reconcile(timetable);
            }
            dispatcher.ready().forEach(timetable::runSoon);
            return true;
        } catch (RuntimeException e) {
            if (!active.isStopping()) {
                LOG.error("Runs could not be started; it is tried again", e);
                changed.set(true);
            }
            return false;
        }
    }
}
