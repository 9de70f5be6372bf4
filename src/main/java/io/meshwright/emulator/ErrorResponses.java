package io.meshwright.emulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.diagnostic.Incident;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.file.SentText;
import io.meshwright.emulator.job.JobView;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Errors in the shape of Google's APIs. */
@ApplicationScoped
public class ErrorResponses {

    private static final List<String> PATHS = List.of("/bigquery/*", "/upload/*", "/resumable/*");

    @ServerExceptionMapper
    public Response refused(ApiError error) {
        return Response.status(error.status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(json(error))
                .build();
    }

    void register(@Observes Router router) {
        PATHS.forEach(path -> router.route(path).failureHandler(ErrorResponses::broken));
        PATHS.forEach(path -> router.route(path).last().handler(ErrorResponses::missing));
    }

    /** Nothing answers here. */
    private static void missing(RoutingContext context) {
        ApiError error = ApiError.notFound(context.request().method() + " " + context.normalizedPath());
        context.response()
                .setStatusCode(error.status())
                .putHeader("Content-Type", MediaType.APPLICATION_JSON)
                .end(json(error).toString());
    }

    /** What nobody foresaw. A request that is refused before it gets here has its answer already. */
    private static void broken(RoutingContext context) {
        boolean refused = context.statusCode() > 0 && context.statusCode() < 500;
        if (refused
                || context.failure() == null
                || context.failure() instanceof SecurityException
                || context.response().headWritten()) {
            context.next();
            return;
        }
        Incident incident =
                Incident.logged(context.request().method() + " " + context.normalizedPath(), context.failure());
        ApiError error = incident.outage()
                .map(outage -> new ApiError("backendError", outage.what() + " Incident " + incident.id()))
                .orElseGet(
                        () -> new ApiError("internalError", "An internal error occurred. Incident " + incident.id()));
        context.response()
                .setStatusCode(error.status())
                .putHeader("Content-Type", MediaType.APPLICATION_JSON)
                .end(json(error).toString());
    }

    static ObjectNode json(ApiError thrown) {
        ApiError error = brief(thrown);
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ObjectNode json = root.putObject("error");
        json.put("code", error.status()).put("message", error.getMessage());
        ObjectNode detail = JobView.error(error).put("domain", "global");
        if (!error.location().isEmpty()) {
            detail.put("locationType", error.status() == 401 ? "header" : "parameter");
        }
        json.putArray("errors").add(detail);
        json.put("status", error.statusName());
        return root;
    }

    /** Values that are refused may be as long as a body; what is wrong with a query is told in full. */
    private static ApiError brief(ApiError error) {
        String message = SentText.shown(error.getMessage());
        return error.reason().equals("invalidQuery") || message.equals(error.getMessage())
                ? error
                : new ApiError(error.reason(), error.location(), message, error);
    }
}
