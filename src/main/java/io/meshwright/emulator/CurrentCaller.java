package io.meshwright.emulator;

import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.guard.Caller;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;

/** Who sent the request. */
@RequestScoped
public class CurrentCaller {

    private final SecurityIdentity identity;

    @Inject
    CurrentCaller(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** The caller; a stranger is refused. */
    public Caller get() {
        if (identity.isAnonymous()) {
            throw new ApiError(
                    "required",
                    "Authorization",
                    "Request is missing required authentication credential. Send a Meshwright API token as"
                            + " Authorization: Bearer.",
                    null);
        }
        return new Caller(identity.getPrincipal().getName(), identity.getRoles());
    }
}
