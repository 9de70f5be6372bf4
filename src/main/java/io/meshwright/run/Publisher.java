package io.meshwright.run;

import io.meshwright.run.ActiveRuns.ActiveRun;
import io.meshwright.run.Run.RunStep;
import io.meshwright.run.RunRecords.Publication;
import io.meshwright.run.RunRecords.StepTrace;
import io.meshwright.sql.TableName;
import io.meshwright.warehouse.JobFailure;
import io.meshwright.warehouse.Warehouse;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Puts checked staging tables in the place of the served ones.
 *
 * <p>Everything it needs stands in the catalog before the first table is swapped, and staging is kept until the last one
 * is: a publication that was killed half-way is completed by doing it again, which changes nothing that was done.
 */
@Singleton
class Publisher {

    private static final Logger LOG = Logger.getLogger(Publisher.class);

    private final Warehouse warehouse;
    private final RunRecords records;
    private final Attempts attempts;

    Publisher(Warehouse warehouse, RunRecords records, Attempts attempts) {
        this.warehouse = warehouse;
        this.records = records;
        this.attempts = attempts;
    }

    /**
     * Publishes all ports of a run whose checks have passed.
     *
     * @param note kept with the run as its reason; empty when there is nothing to say
     * @throws JobFailure when a table cannot be swapped
     */
    void publish(Run run, ActiveRun active, String note) {
        List<StepTrace> steps = records.trace(run.id());
        List<Publication> publications = new ArrayList<>();
        try {
            for (StepTrace step : steps) {
                if (step.kind().equals("publish")) {
                    publications.add(publish(run, active, step, rowsBuilt(steps, step)));
                }
            }
        } catch (JobFailure e) {
            records.partlyPublished(run, publications);
            throw e;
        }
        records.published(run, publications, note);
        cleanUp(steps);
    }

    private Publication publish(Run run, ActiveRun active, StepTrace step, long rows) {
        records.stepStarted(run.id(), step.position());
        swap(run, active, step);
        records.stepEnded(run.id(), step.position(), RunStep.State.DONE, rows, "");
        return new Publication(step.target(), step.served(), rows);
    }

    /** Whether everything is still there that completing the publication takes. */
    boolean canComplete(Run run) {
        return records.trace(run.id()).stream()
                .filter(step -> step.kind().equals("publish"))
                .allMatch(step -> warehouse.table(table(step.staging())).isPresent());
    }

    /** Removes what a run that published nothing has left behind. */
    void cleanUp(Run run) {
        cleanUp(records.trace(run.id()));
    }

    private void swap(Run run, ActiveRun active, StepTrace step) {
        TableName served = table(step.served());
        warehouse.createDataset(served.dataset(), "Domain " + run.product().domain());
        // A job of an attempt before a restart may still be known under the first names.
        int position = step.state() == RunStep.State.PENDING ? step.position() : 1000 + step.position();
        attempts.call(active, run.id(), position, job -> {
            warehouse.copy(table(step.staging()), served, job);
            return true;
        });
    }

    private void cleanUp(List<StepTrace> steps) {
        for (StepTrace step : steps) {
            if (step.kind().equals("build")) {
                try {
                    warehouse.deleteTable(table(step.staging()));
                } catch (JobFailure e) {
                    // The next build of this port replaces it.
                    LOG.infof("Staging table %s stays for now: %s", step.staging(), e.getMessage());
                }
            }
        }
    }

    private static long rowsBuilt(List<StepTrace> steps, StepTrace published) {
        return steps.stream()
                .filter(step -> step.kind().equals("build") && step.target().equals(published.target()))
                .mapToLong(StepTrace::rows)
                .findFirst()
                .orElse(-1);
    }

    private TableName table(String name) {
        return TableName.parse(name, warehouse.project());
    }
}
