package io.meshwright.run;

import io.meshwright.product.ProductName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a product stands now, for people.
 *
 * @param last the newest run, whatever came of it
 * @param served the run whose rows consumers read
 * @param rows rows served, over all ports; -1 before the first publication
 * @param next when it is due next
 * @param recent the newest 14 finished runs, oldest first
 */
public record ProductState(
        ProductName product,
        Condition condition,
        String reason,
        Optional<Run> last,
        Optional<Run> served,
        long rows,
        Optional<Instant> next,
        List<Run> recent) {

    /** How many finished runs are remembered here. */
    public static final int RECENT = 14;

    public ProductState {
        recent = List.copyOf(recent);
    }

    public enum Condition {
        /** Registered, never published, a run is due. */
        WAITING,
        RUNNING,
        CONTRACT_MET,
        /** The last run was held back; an older version is served if there is one. */
        CONTRACT_BROKEN,
        /** The last run failed for another reason; an older version is served if there is one. */
        FAILED,
        /** Served, but older than its service level or schedule allows. */
        LATE,
        /** Its documents disagree: it cannot run until they are mended. */
        INVALID
    }
}
