package io.meshwright.access;

import io.quarkus.security.ForbiddenException;

/** Somebody signed in asked for what they may not do. The message says what, and who decides. */
public class AccessDenied extends ForbiddenException {

    private static final long serialVersionUID = 1L;

    private final String decidedBy;

    public AccessDenied(String message, String decidedBy) {
        super(message);
        this.decidedBy = decidedBy;
    }

    static AccessDenied ofDomain(String wish, String domain) {
        return new AccessDenied(
                "Only members of " + domain + " and operators may " + wish + ".", "the members of " + domain);
    }

    /** In words, such as "the members of movies-engagement". */
    public String decidedBy() {
        return decidedBy;
    }
}
