package io.meshwright.run;

import io.meshwright.product.ProductName;
import io.meshwright.run.Run.RunStep;
import io.meshwright.run.Run.Trigger;
import io.meshwright.run.RunRecords.StepTrace;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Puts right what a killed process left behind: a run that had started to publish is completed, any other is marked as
 * interrupted, its staging tables removed, and repeated.
 */
@Singleton
class Recovery {

    private static final Logger LOG = Logger.getLogger(Recovery.class);

    /** A run that took the process down this often in a row would do so again. */
    private static final int REPEATS = 3;

    private final RunRecords records;
    private final Publisher publisher;
    private final RunEvents events;
    private final RunnableMesh mesh;

    Recovery(RunRecords records, Publisher publisher, RunEvents events, RunnableMesh mesh) {
        this.records = records;
        this.publisher = publisher;
        this.events = events;
        this.mesh = mesh;
    }

    /** To be called by whoever alone may run the product: a run that still counts as running is then a dead one. */
    void repair(ProductName product) {
        records.running(product).ifPresent(this::repair);
    }

    private void repair(Run dead) {
        String where = records.trace(dead.id()).stream()
                .filter(step -> step.state() == RunStep.State.RUNNING)
                .findFirst()
                .map(StepTrace::kind)
                .map(kind -> " during " + kind)
                .orElse("");
        LOG.infof("Run %s of %s was interrupted%s", dead.number(), dead.product(), where);
        if (records.isPublishing(dead.id()) && publisher.canComplete(dead)) {
            publisher.publish(
                    dead,
                    new ActiveRuns.ActiveRun(),
                    "The process ended while publishing; the publication was completed after the restart");
            mesh.product(dead.product()).ifPresent(product -> events.published(dead, product));
            return;
        }
        Optional<String> cancelled = records.cancelledBy(dead.id());
        String reason =
                cancelled.map(who -> "Stopped by " + who).orElse("The process or its catalog database ended" + where);
        records.end(dead.id(), RunState.INTERRUPTED, reason);
        publisher.cleanUp(dead);
        mesh.product(dead.product()).ifPresent(product -> events.ended(dead, product, RunState.INTERRUPTED, reason));
        if (cancelled.isEmpty()) {
            repeat(dead, reason);
        }
    }

    private void repeat(Run dead, String reason) {
        Run repeated =
                records.request(dead.product(), dead.version(), Trigger.RECOVERY, dead.requestedBy(), dead.nominal());
        if (records.interruptedInARow(dead.product()) > REPEATS) {
            records.end(
                    repeated.id(),
                    RunState.FAILED,
                    "Not repeated: the process or its catalog database ended " + (REPEATS + 1)
                            + " times in a row while this product ran. " + reason
                            + ". Run it again when the cause is known");
        }
    }
}
