package io.meshwright.run;

import io.meshwright.audit.CheckResult;
import io.meshwright.product.ProductName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One execution of a product's plan.
 *
 * @param number counts the runs of this product from 1: what people call it
 * @param nominal the time it was scheduled for
 * @param reason in words, when waiting, held back, failed or interrupted; empty otherwise
 * @param warnings rules that only warn and were not met
 */
public record Run(
        UUID id,
        ProductName product,
        String version,
        long number,
        RunState state,
        Trigger trigger,
        String requestedBy,
        Instant nominal,
        Instant created,
        Optional<Instant> started,
        Optional<Instant> ended,
        String reason,
        int warnings,
        List<RunStep> steps,
        List<CheckResult> checks) {

    public Run {
        steps = List.copyOf(steps);
        checks = List.copyOf(checks);
    }

    public enum Trigger {
        FIRST_START,
        SCHEDULE,
        UPSTREAM,
        MANUAL,
        CHANGE,
        RECOVERY
    }

    /**
     * @param kind ingest, build, check or publish
     * @param target source or port name
     * @param rows rows loaded, built or published; -1 when not known
     * @param detail in words: unchanged file, error message, job id
     */
    public record RunStep(
            int position,
            String kind,
            String target,
            State state,
            Optional<Instant> started,
            Optional<Instant> ended,
            long rows,
            String detail,
            String sql) {

        public enum State {
            PENDING,
            RUNNING,
            DONE,
            SKIPPED,
            FAILED
        }
    }
}
