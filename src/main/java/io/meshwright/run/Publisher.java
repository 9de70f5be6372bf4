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
 * is: a publication that was killed half-way is completed by doing it again, which changes nothing that was done. One
 * that the warehouse refuses half-way is taken back: consumers read all ports of one run, or all of the other.
 */
@Singleton
class Publisher {

    private static final Logger LOG = Logger.getLogger(Publisher.class);

    /** Added to a step's position, these name the jobs of what a step does besides. */
    private static final int AGAIN = 1000;

    private static final int KEEP = 2000;
    private static final int TAKE_BACK = 3000;

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
        List<StepTrace> ports =
                steps.stream().filter(step -> step.kind().equals("publish")).toList();
        keepPrevious(run, active, ports);
        List<Publication> publications = new ArrayList<>();
        try {
            for (StepTrace port : ports) {
                publications.add(publish(run, active, port, rowsBuilt(steps, port)));
            }
        } catch (JobFailure e) {
            takeBack(run, active, ports, publications);
            throw e;
        }
        records.published(run, publications, note);
        cleanUp(steps);
    }

    /** What several ports serve is kept until all are swapped. Once one is swapped, what was served is kept already. */
    private void keepPrevious(Run run, ActiveRun active, List<StepTrace> ports) {
        boolean begun = ports.stream().anyMatch(port -> port.state() != RunStep.State.PENDING);
        if (ports.size() < 2 || begun) {
            return;
        }
        for (StepTrace port : ports) {
            TableName served = table(port.served());
            if (warehouse.table(served).isPresent()) {
                copy(run, active, KEEP + port.position(), served, previous(port));
            } else {
                warehouse.deleteTable(previous(port));
            }
        }
    }

    /** @param publications of the ports that were swapped */
    private void takeBack(Run run, ActiveRun active, List<StepTrace> ports, List<Publication> publications) {
        List<Publication> left = new ArrayList<>();
        for (Publication publication : publications) {
            StepTrace port = ports.stream()
                    .filter(step -> step.target().equals(publication.port()))
                    .findFirst()
                    .orElseThrow();
            try {
                takeBack(run, active, port);
                records.stepEnded(run.id(), port.position(), RunStep.State.FAILED, -1, "Taken back");
            } catch (JobFailure e) {
                LOG.errorf(e, "%s serves rows of run %d, which failed", port.served(), run.number());
                left.add(publication);
            }
        }
        records.partlyPublished(run, left);
    }

    private void takeBack(Run run, ActiveRun active, StepTrace port) {
        if (warehouse.table(previous(port)).isPresent()) {
            copy(run, active, TAKE_BACK + port.position(), previous(port), table(port.served()));
        } else {
            warehouse.deleteTable(table(port.served()));
        }
    }

    private void copy(Run run, ActiveRun active, int position, TableName from, TableName to) {
        attempts.call(active, run.id(), position, job -> {
            warehouse.copy(from, to, job);
            return true;
        });
    }

    /** What a port served before, while the ports are swapped. */
    private TableName previous(StepTrace port) {
        TableName staging = table(port.staging());
        return new TableName(staging.project(), staging.dataset(), staging.table() + "__previous");
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
        int position = step.state() == RunStep.State.PENDING ? step.position() : AGAIN + step.position();
        copy(run, active, position, table(step.staging()), served);
    }

    private void cleanUp(List<StepTrace> steps) {
        for (StepTrace step : steps) {
            if (step.kind().equals("build")) {
                drop(table(step.staging()));
            } else if (step.kind().equals("publish")) {
                drop(previous(step));
            }
        }
    }

    private void drop(TableName table) {
        try {
            warehouse.deleteTable(table);
        } catch (JobFailure e) {
            // The next run of this product replaces it.
            LOG.infof("Table %s stays for now: %s", table, e.getMessage());
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
