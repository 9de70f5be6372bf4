package io.meshwright.run;

import io.meshwright.audit.AuditReport;
import io.meshwright.audit.Auditor;
import io.meshwright.audit.CheckResult;
import io.meshwright.diagnostic.Diagnostic;
import io.meshwright.plan.Step;
import io.meshwright.product.Source;
import io.meshwright.run.ActiveRuns.ActiveRun;
import io.meshwright.run.Run.RunStep;
import io.meshwright.source.Ingested;
import io.meshwright.source.Ingestion;
import io.meshwright.sql.TableName;
import io.meshwright.warehouse.Warehouse;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Carries out one step before publication. */
@Singleton
class StepRunner {

    private final Warehouse warehouse;
    private final Ingestion ingestion;
    private final Auditor auditor;
    private final Attempts attempts;

    StepRunner(Warehouse warehouse, Ingestion ingestion, Auditor auditor, Attempts attempts) {
        this.warehouse = warehouse;
        this.ingestion = ingestion;
        this.auditor = auditor;
        this.attempts = attempts;
    }

    /**
     * What came of a step.
     *
     * @param problem why the run must be held back; empty when it may go on
     */
    record Outcome(
            RunStep.State state,
            long rows,
            String detail,
            List<CheckResult> checks,
            Optional<Instant> freshUntil,
            String problem) {

        static Outcome done(long rows, String detail) {
            return new Outcome(RunStep.State.DONE, rows, detail, List.of(), Optional.empty(), "");
        }
    }

    Outcome carryOut(UUID run, ActiveRun active, PlannedStep planned) {
        Step step = planned.step();
        if (step instanceof Step.Ingest ingest) {
            return ingest(run, active, planned.position(), ingest.source());
        } else if (step instanceof Step.Build build) {
            warehouse.createDataset(build.staging().dataset(), "Tables that are built and checked before publication");
            long rows = attempts.call(
                    active, run, planned.position(), job -> warehouse.build(build.sql(), build.staging(), job));
            return Outcome.done(rows, "");
        } else if (step instanceof Step.Check check) {
            AuditReport report = attempts.call(
                    active,
                    run,
                    planned.position(),
                    job -> auditor.audit(check.port().contract(), check.port().schema(), check.staging()));
            return checked(report);
        }
        throw new IllegalArgumentException("Publishing is the publisher's: " + step);
    }

    private Outcome ingest(UUID run, ActiveRun active, int position, Source source) {
        List<CheckResult> checks = new ArrayList<>();
        Ingested ingested = attempts.call(active, run, position, job -> {
            checks.clear();
            return ingestion.ingest(source, job, staging -> inspect(source, staging, checks));
        });
        if (ingested instanceof Ingested.Unchanged unchanged) {
            return new Outcome(
                    RunStep.State.SKIPPED, unchanged.rows(), "The file is unchanged", checks, Optional.empty(), "");
        } else if (ingested instanceof Ingested.Loaded loaded) {
            return new Outcome(
                    RunStep.State.DONE, loaded.rows(), lines(loaded.warnings()), checks, Optional.empty(), "");
        }
        List<Diagnostic> diagnostics = ((Ingested.Refused) ingested).diagnostics();
        return new Outcome(
                RunStep.State.FAILED,
                -1,
                lines(diagnostics),
                checks,
                Optional.empty(),
                "Source " + source.name() + " breaks its contract: " + first(diagnostics));
    }

    private List<Diagnostic> inspect(Source source, TableName staging, List<CheckResult> checks) {
        AuditReport report = auditor.audit(source.contract(), Ingestion.promised(source), staging);
        checks.addAll(report.results());
        return report.results().stream()
                .filter(AuditReport::holdsBack)
                .map(result -> Diagnostic.error(
                        "source-contract-broken", result.check().location(), Verdict.words(result) + "."))
                .toList();
    }

    private static Outcome checked(AuditReport report) {
        return new Outcome(
                report.isMet() ? RunStep.State.DONE : RunStep.State.FAILED,
                report.rows(),
                Verdict.summary(report.results()),
                report.results(),
                report.freshUntil(),
                report.isMet() ? "" : Verdict.reason(report.results()));
    }

    private static String lines(List<Diagnostic> diagnostics) {
        return String.join("\n", diagnostics.stream().map(Diagnostic::toString).toList());
    }

    private static String first(List<Diagnostic> diagnostics) {
        List<Diagnostic> errors =
                diagnostics.stream().filter(Diagnostic::isError).toList();
        return errors.get(0) + (errors.size() > 1 ? " (and " + (errors.size() - 1) + " more)" : "");
    }
}
