package io.meshwright.diagnostic;

import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * A failure nobody foresaw, or that passes by itself: whoever met it is told its id, and the log has the rest under that id.
 *
 * @param outage what is away for a while; empty when there is a mistake to look for
 */
public record Incident(UUID id, Optional<Outage> outage) {

    private static final Logger LOG = Logger.getLogger(Incident.class);

    /** @param what was being done, such as {@code GET /runs} */
    public static Incident logged(String what, Throwable failure) {
        Incident incident = new Incident(UUID.randomUUID(), Outage.behind(failure));
        if (incident.outage().isPresent()) {
            Outage outage = incident.outage().get();
            LOG.warnf("Incident %s: %s failed: %s (%s)", incident.id(), what, outage.what(), outage.cause());
        } else {
            LOG.errorf(failure, "Incident %s: %s failed", incident.id(), what);
        }
        return incident;
    }

    /** The HTTP status to answer with. */
    public int status() {
        return outage.isPresent() ? 503 : 500;
    }

    /** For an {@code instance} of RFC 9457. */
    public String uri() {
        return "urn:uuid:" + id;
    }
}
