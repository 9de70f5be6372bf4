package io.meshwright.run;

import io.meshwright.audit.AuditReport;
import io.meshwright.audit.CheckResult;
import io.meshwright.product.ProductName;
import io.meshwright.run.CatalogSql.Transaction;
import io.meshwright.run.Run.RunStep;
import io.meshwright.run.Run.Trigger;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Writes down what becomes of runs. */
@ApplicationScoped
class RunRecords {

    private static final String OF_PRODUCT = "SELECT * FROM run WHERE domain = ? AND product = ? AND state = ?";

    private final CatalogSql catalog;
    private final Clock clock;

    RunRecords(CatalogSql catalog, Clock clock) {
        this.catalog = catalog;
        this.clock = clock;
    }

    /** A port that now serves a run's rows. */
    record Publication(String port, String served, long rows) {}

    /** A step of an interrupted run, as recovery needs it. */
    record StepTrace(
            int position, String kind, String target, RunStep.State state, String staging, String served, long rows) {}

    /** A new waiting run, or the one that waits already: asking twice is asking once. */
    Run request(ProductName product, String version, Trigger trigger, String requestedBy, Instant nominal) {
        return catalog.transaction(transaction -> {
            transaction.list("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", row -> true, "run " + product);
            Optional<Run> waiting =
                    transaction.one(OF_PRODUCT, RunReader::summary, product.domain(), product.name(), "WAITING");
            return waiting.isPresent()
                    ? waiting.get()
                    : insert(transaction, product, version, trigger, requestedBy, nominal);
        });
    }

    private Run insert(
            Transaction transaction,
            ProductName product,
            String version,
            Trigger trigger,
            String requestedBy,
            Instant nominal)
            throws SQLException {
        return transaction
                .one(
                        """
                        INSERT INTO run (id, domain, product, version, number, state, trigger, requested_by, nominal, created)
                        SELECT ?, ?, ?, ?, coalesce(max(number), 0) + 1, 'WAITING', ?, ?, ?, ?
                        FROM run WHERE domain = ? AND product = ?
                        RETURNING *""",
                        RunReader::summary,
                        UUID.randomUUID(),
                        product.domain(),
                        product.name(),
                        version,
                        trigger,
                        requestedBy,
                        nominal,
                        clock.instant(),
                        product.domain(),
                        product.name())
                .orElseThrow();
    }

    Optional<Run> waiting(ProductName product) {
        return catalog.one(OF_PRODUCT, RunReader::summary, product.domain(), product.name(), "WAITING");
    }

    Optional<Run> running(ProductName product) {
        return catalog.one(OF_PRODUCT, RunReader::summary, product.domain(), product.name(), "RUNNING");
    }

    void waitFor(UUID run, String reason) {
        catalog.update(
                "UPDATE run SET reason = ? WHERE id = ? AND state = 'WAITING' AND reason <> ?", reason, run, reason);
    }

    /** False when the run does not wait any more. */
    boolean begin(UUID run, String version, List<PlannedStep> steps) {
        return catalog.transaction(transaction -> {
            int begun = transaction.update(
                    "UPDATE run SET state = 'RUNNING', started = ?, version = ?, reason = '' WHERE id = ? AND state = 'WAITING'",
                    clock.instant(),
                    version,
                    run);
            List<Object[]> rows = new ArrayList<>();
            for (PlannedStep step : steps) {
                rows.add(new Object[] {
                    run, step.position(), step.kind(), step.target(), step.sql(), step.staging(), step.served()
                });
            }
            if (begun == 1) {
                transaction.batch(
                        "INSERT INTO run_step (run, position, kind, target, state, sql, staging, served) VALUES (?, ?, ?, ?, 'PENDING', ?, ?, ?)",
                        rows);
            }
            return begun == 1;
        });
    }

    void stepStarted(UUID run, int position) {
        catalog.update(
                "UPDATE run_step SET state = 'RUNNING', started = ?, detail = '' WHERE run = ? AND position = ?",
                clock.instant(),
                run,
                position);
    }

    void stepDetail(UUID run, int position, String detail) {
        catalog.update("UPDATE run_step SET detail = ? WHERE run = ? AND position = ?", detail, run, position);
    }

    void stepEnded(UUID run, int position, RunStep.State state, long rows, String detail) {
        catalog.update(
                "UPDATE run_step SET state = ?, ended = ?, row_count = ?, detail = ? WHERE run = ? AND position = ?",
                state,
                clock.instant(),
                rows,
                detail,
                run,
                position);
    }

    void addChecks(UUID run, List<CheckResult> results, Optional<Instant> freshUntil) {
        catalog.transaction(transaction -> {
            int next = transaction
                    .one(
                            "SELECT coalesce(max(position), -1) + 1 AS next FROM run_check WHERE run = ?",
                            row -> row.getInt("next"),
                            run)
                    .orElse(0);
            List<Object[]> rows = new ArrayList<>();
            for (CheckResult result : results) {
                rows.add(RunReader.row(run, next + rows.size(), result));
            }
            transaction.batch(
                    "INSERT INTO run_check VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)", rows);
            return transaction.update(
                    """
                    UPDATE run SET fresh_until = least(fresh_until, ?::timestamptz), warnings = warnings + ?
                    WHERE id = ?""",
                    freshUntil,
                    results.stream().filter(AuditReport::warns).count(),
                    run);
        });
    }

    /** The point of no return; false when the run is not this process' any more, and must not publish. */
    boolean startPublishing(UUID run) {
        return catalog.update(
                        "UPDATE run SET publishing = true WHERE id = ? AND state = 'RUNNING' AND cancelled_by = ''",
                        run)
                == 1;
    }

    boolean isPublishing(UUID run) {
        return catalog.one("SELECT publishing FROM run WHERE id = ?", row -> row.getBoolean("publishing"), run)
                .orElse(false);
    }

    void published(Run run, List<Publication> publications, String note) {
        catalog.transaction(transaction -> {
            serve(transaction, run, publications);
            transaction.update(
                    "DELETE FROM publication WHERE domain = ? AND product = ? AND run <> ?",
                    run.product().domain(),
                    run.product().name(),
                    run.id());
            return transaction.update(
                    "UPDATE run SET state = 'PUBLISHED', ended = ?, reason = ? WHERE id = ? AND state = 'RUNNING'",
                    clock.instant(),
                    note,
                    run.id());
        });
    }

    /** Some ports serve the run's rows, and the others could not be made to. */
    void partlyPublished(Run run, List<Publication> publications) {
        catalog.transaction(transaction -> {
            serve(transaction, run, publications);
            return publications.size();
        });
    }

    private void serve(Transaction transaction, Run run, List<Publication> publications) throws SQLException {
        for (Publication publication : publications) {
            transaction.update(
                    """
                    INSERT INTO publication (domain, product, port, served, run, row_count, published)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (domain, product, port) DO UPDATE SET served = excluded.served, run = excluded.run,
                      row_count = excluded.row_count, published = excluded.published""",
                    run.product().domain(),
                    run.product().name(),
                    publication.port(),
                    publication.served(),
                    run.id(),
                    publication.rows(),
                    clock.instant());
        }
    }

    /** Ends a run that published nothing; steps that were under way end with it. */
    void end(UUID run, RunState state, String reason) {
        Instant now = clock.instant();
        catalog.transaction(transaction -> {
            transaction.update(
                    "UPDATE run_step SET state = 'FAILED', ended = ? WHERE run = ? AND state = 'RUNNING'", now, run);
            transaction.update("UPDATE run_step SET state = 'SKIPPED' WHERE run = ? AND state = 'PENDING'", run);
            return transaction.update(
                    "UPDATE run SET state = ?, ended = ?, reason = ? WHERE id = ? AND state IN ('WAITING', 'RUNNING')",
                    state,
                    now,
                    reason,
                    run);
        });
    }

    /** False when the run does not wait. */
    boolean cancelWaiting(UUID run, String reason) {
        return catalog.update(
                        "UPDATE run SET state = 'INTERRUPTED', ended = ?, reason = ? WHERE id = ? AND state = 'WAITING'",
                        clock.instant(),
                        reason,
                        run)
                == 1;
    }

    boolean askToCancel(UUID run, String who) {
        return catalog.update(
                        "UPDATE run SET cancelled_by = ? WHERE id = ? AND state = 'RUNNING' AND NOT publishing",
                        who,
                        run)
                == 1;
    }

    Optional<String> cancelledBy(UUID run) {
        return catalog.one("SELECT cancelled_by FROM run WHERE id = ?", row -> row.getString("cancelled_by"), run)
                .filter(who -> !who.isEmpty());
    }

    List<StepTrace> trace(UUID run) {
        return catalog.list(
                "SELECT * FROM run_step WHERE run = ? ORDER BY position",
                row -> new StepTrace(
                        row.getInt("position"),
                        row.getString("kind"),
                        row.getString("target"),
                        RunStep.State.valueOf(row.getString("state")),
                        row.getString("staging"),
                        row.getString("served"),
                        row.getLong("row_count")),
                run);
    }

    /** How many of the product's newest finished runs in a row were interrupted by the death of a process. */
    int interruptedInARow(ProductName product) {
        return catalog.one(
                        """
                        SELECT count(*) AS n FROM run WHERE domain = ? AND product = ? AND state = 'INTERRUPTED'
                          AND cancelled_by = '' AND started IS NOT NULL
                          AND number > coalesce((SELECT max(number) FROM run WHERE domain = ? AND product = ?
                            AND state IN ('PUBLISHED', 'HELD_BACK', 'FAILED')), 0)""",
                        row -> row.getInt("n"),
                        product.domain(),
                        product.name(),
                        product.domain(),
                        product.name())
                .orElse(0);
    }
}
