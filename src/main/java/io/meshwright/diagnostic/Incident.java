package io.meshwright.diagnostic;

import java.util.UUID;
import org.jboss.logging.Logger;

/** A failure nobody foresaw: whoever met it is told its id, and the log has the rest under that id. */
public record Incident(UUID id) {

    private static final Logger LOG = Logger.getLogger(Incident.class);

    /** @param what was being done, such as {@code GET /runs} */
    public static Incident logged(String what, Throwable failure) {
        Incident incident = new Incident(UUID.randomUUID());
        LOG.errorf(failure, "Incident %s: %s failed", incident.id(), what);
        return incident;
    }

    /** For an {@code instance} of RFC 9457. */
    public String uri() {
        return "urn:uuid:" + id;
    }
}
