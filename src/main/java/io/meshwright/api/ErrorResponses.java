package io.meshwright.api;

import io.meshwright.diagnostic.Incident;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;

/** Makes every error below {@code /api} a problem of RFC 9457, and tells nothing of the machine's insides. */
@Provider
public class ErrorResponses implements ContainerResponseFilter {

    private static final String PATHS = "/api/*";

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        boolean api = request.getUriInfo().getPath().startsWith("/api/");
        if (!api || response.getStatus() < 400 || response.getEntity() instanceof Problem) {
            return;
        }
        String detail = response.getEntity() instanceof String said ? said : detail(response.getStatus());
        response.setEntity(
                Problem.of(response.getStatus(), title(response.getStatus()), detail),
                null,
                MediaType.valueOf(Problem.MEDIA_TYPE));
    }

    /** For what no resource answers, and what none can answer. */
    void register(@Observes Router router) {
        router.route(PATHS).failureHandler(ErrorResponses::failed);
        router.route(PATHS).last().handler(context -> send(context, problem(404)));
    }

    private static void failed(RoutingContext context) {
        Throwable failure = context.failure();
        boolean answeredElsewhere = failure instanceof UnauthorizedException
                || failure instanceof AuthenticationFailedException
                || failure instanceof ForbiddenException
                || context.response().headWritten();
        if (answeredElsewhere) {
            context.next();
            return;
        }
        int status = context.statusCode() >= 400 ? context.statusCode() : 500;
        send(context, status >= 500 ? broken(context, failure) : problem(status));
    }

    private static JsonObject broken(RoutingContext context, Throwable failure) {
        Incident incident = Incident.logged(context.request().method() + " " + context.normalizedPath(), failure);
        JsonObject problem = problem(incident.status()).put("instance", incident.uri());
        incident.outage().ifPresent(outage -> problem.put("detail", outage.what()));
        return problem;
    }

    private static JsonObject problem(int status) {
        return new JsonObject()
                .put("type", "about:blank")
                .put("title", title(status))
                .put("status", status)
                .put("detail", detail(status));
    }

    private static void send(RoutingContext context, JsonObject problem) {
        context.response()
                .setStatusCode(problem.getInteger("status"))
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .end(problem.encode());
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad request";
            case 401 -> "Sign in first";
            case 403 -> "Not yours to do";
            case 404 -> "Not found";
            case 405 -> "Method not allowed";
            case 406 -> "Not acceptable";
            case 409 -> "Conflict";
            case 413 -> "Too large";
            case 415 -> "Unsupported media type";
            case 503 -> "Unavailable";
            default -> status < 500 ? "Refused" : "Internal error";
        };
    }

    private static String detail(int status) {
        return switch (status) {
            case 401 -> "Send an API token as Authorization: Bearer.";
            case 403 -> "Your account has no right to do this.";
            case 404 -> "Nothing is at this address. /q/openapi describes what there is.";
            case 405 -> "This address answers other methods. /q/openapi describes them.";
            default ->
                status < 500
                        ? "The request could not be understood. /q/openapi describes what there is."
                        : "Something broke on our side. The log of the server has the details under this instance.";
        };
    }
}
