package io.meshwright.access;

import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;

/** Who makes the request that is being answered. */
@RequestScoped
public class CurrentActor {

    static final String ATTRIBUTE = "meshwright.actor";

    private final SecurityIdentity identity;

    @Inject
    CurrentActor(SecurityIdentity identity) {
        this.identity = identity;
    }

    public Actor get() {
        Actor actor = identity.getAttribute(ATTRIBUTE);
        return actor == null ? Actor.STRANGER : actor;
    }

    /** The actor, when they have signed in; a browser is sent to the sign-in page otherwise. */
    public Actor requireSignedIn() {
        Actor actor = get();
        if (!actor.isSignedIn()) {
            throw new UnauthorizedException();
        }
        return actor;
    }

    /** The actor, when they may change products of the domain. */
    public Actor requireChange(String domain) {
        Actor actor = requireSignedIn();
        if (!actor.mayChange(domain)) {
            throw AccessDenied.ofDomain("change products of " + domain, domain);
        }
        return actor;
    }

    /** The actor, when they may start and stop runs of the domain's products. */
    public Actor requireRun(String domain) {
        Actor actor = requireSignedIn();
        if (!actor.mayRun(domain)) {
            throw AccessDenied.ofDomain("run products of " + domain, domain);
        }
        return actor;
    }
}
