package io.meshwright.web;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Answers browsers at addresses that nothing else answers. */
@ApplicationScoped
class NotFoundPage {

    private final CurrentVertxRequest request;
    private final CurrentIdentityAssociation identity;

    NotFoundPage(CurrentVertxRequest request, CurrentIdentityAssociation identity) {
        this.request = request;
        this.identity = identity;
    }

    void answerLast(@Observes Router router) {
        router.route().last().handler(this::answer);
    }

    private void answer(RoutingContext context) {
        String accept = context.request().getHeader("Accept");
        boolean wantsPage = accept != null && accept.contains("text/html");
        if (!wantsPage || !context.request().method().equals(HttpMethod.GET)) {
            context.next();
            return;
        }
        context.vertx()
                .executeBlocking(() -> page(context), false)
                .onSuccess(page -> context.response()
                        .setStatusCode(404)
                        .putHeader("Content-Type", "text/html;charset=UTF-8")
                        .end(page))
                .onFailure(context::fail);
    }

    /** The templates ask who is looking, which needs a request context of its own out here. */
    private String page(RoutingContext context) {
        ManagedContext scope = Arc.container().requestContext();
        scope.activate();
        try {
            request.setCurrent(context);
            if (context.user() instanceof QuarkusHttpUser user) {
                identity.setIdentity(user.getSecurityIdentity());
            }
            return ErrorPages.notFound();
        } finally {
            scope.terminate();
        }
    }
}
