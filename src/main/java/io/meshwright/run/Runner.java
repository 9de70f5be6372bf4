package io.meshwright.run;

import io.meshwright.diagnostic.Outage;
import io.meshwright.plan.CompiledProduct;
import io.meshwright.run.ActiveRuns.ActiveRun;
import io.meshwright.run.Run.RunStep;
import io.meshwright.warehouse.JobFailure;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Carries a run out: ingest, build into staging, audit, publish. */
@Singleton
class Runner {

    private static final Logger LOG = Logger.getLogger(Runner.class);

    private final RunRecords records;
    private final StepRunner steps;
    private final Publisher publisher;
    private final RunEvents events;
    private final ActiveRuns active;

    Runner(RunRecords records, StepRunner steps, Publisher publisher, RunEvents events, ActiveRuns active) {
        this.records = records;
        this.steps = steps;
        this.publisher = publisher;
        this.events = events;
        this.active = active;
    }

    /** Why a run ends without publishing. */
    private record Ending(RunState state, String reason) {}

    /** Runs a waiting run to its end. What it meets stands in the run; only an outage of the catalog is thrown. */
    void run(Run run, CompiledProduct product, List<PlannedStep> plan) {
        if (!records.begin(run.id(), product.product().version(), plan)) {
            return;
        }
        ActiveRun at = active.enter(run.id());
        try {
            events.started(run, product);
            Optional<Ending> stopped = carryOut(run, at, plan);
            if (stopped.isPresent()) {
                end(run, product, stopped.get());
            } else {
                events.published(run, product);
            }
        } finally {
            active.leave(run.id());
        }
    }

    private Optional<Ending> carryOut(Run run, ActiveRun at, List<PlannedStep> plan) {
        try {
            Optional<Ending> stopped = prepare(run, at, plan);
            return stopped.isPresent() ? stopped : publish(run, at);
        } catch (JobFailure e) {
            return Optional.of(cancelled(run, at).orElseGet(() -> new Ending(RunState.FAILED, e.getMessage())));
        } catch (RuntimeException e) {
            if (Outage.behind(e).isPresent()) {
                // Nothing can be written down about the run before the catalog is back: then it is found and repeated.
                throw e;
            }
            LOG.errorf(e, "Run %s of %s failed", run.number(), run.product());
            return Optional.of(new Ending(RunState.FAILED, "Meshwright could not carry out the run: " + e));
        }
    }

    /** Everything before publication. All ports are checked before the run is held back: people see all that is wrong. */
    private Optional<Ending> prepare(Run run, ActiveRun at, List<PlannedStep> plan) {
        String problem = "";
        for (PlannedStep step : plan) {
            if (step.kind().equals("publish")) {
                continue;
            }
            Optional<Ending> cancelled = cancelled(run, at);
            if (cancelled.isPresent()) {
                return cancelled;
            }
            if (problem.isEmpty() || step.kind().equals("check")) {
                StepRunner.Outcome outcome = carryOut(run, at, step);
                problem = problem.isEmpty() ? outcome.problem() : problem;
                if (!problem.isEmpty() && step.kind().equals("ingest")) {
                    break;
                }
            }
        }
        return problem.isEmpty() ? cancelled(run, at) : Optional.of(new Ending(RunState.HELD_BACK, problem));
    }

    private StepRunner.Outcome carryOut(Run run, ActiveRun at, PlannedStep step) {
        records.stepStarted(run.id(), step.position());
        try {
            StepRunner.Outcome outcome = steps.carryOut(run.id(), at, step);
            if (!outcome.checks().isEmpty()) {
                records.addChecks(run.id(), outcome.checks(), outcome.freshUntil());
            }
            records.stepEnded(run.id(), step.position(), outcome.state(), outcome.rows(), outcome.detail());
            return outcome;
        } catch (JobFailure e) {
            records.stepEnded(run.id(), step.position(), RunStep.State.FAILED, -1, e.getMessage());
            throw new JobFailure(e.reason(), step.kind() + " " + step.target() + ": " + e.getMessage(), e.jobId(), e);
        }
    }

    private Optional<Ending> publish(Run run, ActiveRun at) {
        if (!at.startPublishing() || !records.startPublishing(run.id())) {
            return Optional.of(cancelled(run, at)
                    .orElseGet(() -> new Ending(RunState.INTERRUPTED, "Another process took this run for dead")));
        }
        publisher.publish(run, at, "");
        return Optional.empty();
    }

    private Optional<Ending> cancelled(Run run, ActiveRun at) {
        return at.cancelledBy()
                .or(() -> records.cancelledBy(run.id()))
                .map(who -> new Ending(RunState.INTERRUPTED, "Stopped by " + who));
    }

    private void end(Run run, CompiledProduct product, Ending verdict) {
        if (active.isStopping()) {
            // What failed may have failed because the application stops: the next start sees an interrupted run.
            return;
        }
        records.end(run.id(), verdict.state(), verdict.reason());
        publisher.cleanUp(run);
        events.ended(run, product, verdict.state(), verdict.reason());
    }
}
