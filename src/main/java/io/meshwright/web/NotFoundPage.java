package io.meshwright.web;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;

/** Answers browsers at addresses that nothing else answers. */
@Path(NotFoundPage.PATH)
public class NotFoundPage {

    static final String PATH = "/nothing-here";

    @GET
    public String nothingHere() {
        throw new NotFoundException();
    }

    void answerLast(@Observes Router router) {
        router.route().last().handler(NotFoundPage::answer);
    }

    private static void answer(RoutingContext context) {
        String accept = context.request().getHeader("Accept");
        boolean wantsPage = accept != null && accept.contains("text/html");
        if (wantsPage && context.request().method().equals(HttpMethod.GET)) {
            context.reroute(PATH);
        } else {
            context.next();
        }
    }
}
