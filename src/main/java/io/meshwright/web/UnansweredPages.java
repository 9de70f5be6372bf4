package io.meshwright.web;

import io.meshwright.diagnostic.Incident;
import io.meshwright.diagnostic.Outage;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.Context;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.function.Supplier;

/** Answers browsers where no resource does: at addresses nothing answers, and when something broke. */
@ApplicationScoped
class UnansweredPages {

    /** Programs get failures in their own language, from their own doors. */
    private static final int AFTER_ALL_DOORS = 100_000;

    private final CurrentVertxRequest request;
    private final CurrentIdentityAssociation identity;

    UnansweredPages(CurrentVertxRequest request, CurrentIdentityAssociation identity) {
        this.request = request;
        this.identity = identity;
    }

    void register(@Observes Router router) {
        router.route().order(AFTER_ALL_DOORS).failureHandler(this::broken);
        router.route().last().handler(this::missing);
    }

    private void missing(RoutingContext context) {
        if (!wantsPage(context) || !context.request().method().equals(HttpMethod.GET)) {
            context.next();
            return;
        }
        context.vertx()
                .executeBlocking(() -> page(context, ErrorPages::notFound), false)
                .onSuccess(page -> sendPage(context, 404, page))
                .onFailure(context::fail);
    }

    private void broken(RoutingContext context) {
        Throwable failure = context.failure();
        boolean refused = context.statusCode() > 0 && context.statusCode() < 500;
        boolean answeredElsewhere = refused
                || failure instanceof UnauthorizedException
                || failure instanceof AuthenticationFailedException
                || failure instanceof ForbiddenException
                || context.response().headWritten();
        if (answeredElsewhere) {
            context.next();
            return;
        }
        Incident incident = Incident.logged(context.request().method() + " " + context.normalizedPath(), failure);
        if (!wantsPage(context)) {
            sendText(context, incident);
        } else if (Context.isOnEventLoopThread()) {
            context.vertx()
                    .executeBlocking(() -> page(context, () -> ErrorPages.broken(incident)), false)
                    .onSuccess(page -> sendPage(context, incident.status(), page))
                    .onFailure(again -> sendText(context, incident));
        } else {
            sendPage(context, incident.status(), page(context, () -> ErrorPages.broken(incident)));
        }
    }

    private static void sendPage(RoutingContext context, int status, String page) {
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "text/html;charset=UTF-8")
                .end(page);
    }

    /** For a part of a page, and when not even the page could be made. */
    private static void sendText(RoutingContext context, Incident incident) {
        String what = incident.outage().map(Outage::what).orElse("Something broke on our side.");
        context.response()
                .setStatusCode(incident.status())
                .putHeader("Content-Type", "text/plain;charset=UTF-8")
                .end(what + " The log has the details under incident " + incident.id() + ".\n");
    }

    private static boolean wantsPage(RoutingContext context) {
        String accept = context.request().getHeader("Accept");
        return accept != null && accept.contains("text/html");
    }

    /** The templates ask who is looking, which needs a request context of its own out here. */
    private String page(RoutingContext context, Supplier<String> content) {
        ManagedContext scope = Arc.container().requestContext();
        scope.activate();
        try {
            request.setCurrent(context);
            if (context.user() instanceof QuarkusHttpUser user) {
                identity.setIdentity(user.getSecurityIdentity());
            }
            return content.get();
        } finally {
            scope.terminate();
        }
    }
}
