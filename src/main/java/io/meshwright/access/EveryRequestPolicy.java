package io.meshwright.access;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Decides on every request before it reaches a resource, so that no door can be forgotten open. */
@ApplicationScoped
public class EveryRequestPolicy implements HttpSecurityPolicy {

    private final Exposure exposure;

    @Inject
    EveryRequestPolicy(Exposure exposure) {
        this.exposure = exposure;
    }

    @Override
    public Uni<CheckResult> checkPermission(
            RoutingContext request, Uni<SecurityIdentity> identity, AuthorizationRequestContext context) {
        Gate gate = Gate.of(request.request().method().name(), request.normalizedPath());
        return gate == Gate.OPEN
                ? CheckResult.permit()
                : identity.map(known -> gate.lets(actor(known), exposure) ? CheckResult.PERMIT : CheckResult.DENY);
    }

    private static Actor actor(SecurityIdentity identity) {
        Actor actor = identity.getAttribute(CurrentActor.ATTRIBUTE);
        return actor == null ? Actor.STRANGER : actor;
    }
}
