package io.meshwright.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an audit found.
 *
 * @param rows rows of the table
 * @param freshUntil when the newest data will be older than the contract promises; empty when it promises nothing that is
 *     measured on a column
 */
public record AuditReport(List<CheckResult> results, long rows, Optional<Instant> freshUntil) {

    public AuditReport {
        results = List.copyOf(results);
    }

    /** Whether the table may be published. */
    public boolean isMet() {
        return results.stream().noneMatch(AuditReport::holdsBack);
    }

    /** A blocking check that failed, or that could not be carried out: nobody knows that the promise is kept. */
    public static boolean holdsBack(CheckResult result) {
        return !(result instanceof CheckResult.Passed) && result.check().blocking();
    }

    /** A check that was not met and holds nothing back. */
    public static boolean warns(CheckResult result) {
        return !(result instanceof CheckResult.Passed) && !result.check().blocking();
    }
}
