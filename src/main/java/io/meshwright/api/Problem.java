package io.meshwright.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.meshwright.diagnostic.Diagnostic;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What went wrong (RFC 9457 problem details).
 *
 * @param suggestions names that may have been meant
 * @param errors single mistakes, each with a place and a way out
 */
@Schema(description = "Problem details as in RFC 9457")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        @Schema(examples = "about:blank") String type,
        @Schema(examples = "Not found") String title,
        @Schema(examples = "404") int status,
        @Schema(examples = "There is no product movies-interactions/user-action.") String detail,
        @Schema(examples = "[\"movies-interactions/user-actions\"]") List<String> suggestions,
        List<String> errors) {

    static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        suggestions = List.copyOf(suggestions);
        errors = List.copyOf(errors);
    }

    static Problem of(int status, String title, String detail) {
        return new Problem("about:blank", title, status, detail, List.of(), List.of());
    }

    Problem suggesting(List<String> names) {
        return new Problem(type, title, status, detail, names, errors);
    }

    Problem because(List<Diagnostic> diagnostics) {
        return new Problem(
                type,
                title,
                status,
                detail,
                suggestions,
                diagnostics.stream().map(Diagnostic::toString).toList());
    }

    static Problem badRequest(String detail) {
        return of(400, "Bad request", detail);
    }

    /** What can be asked again in a second. */
    static WebApplicationException soon(String detail) {
        Problem problem = of(503, "Starting", detail);
        return new WebApplicationException(
                detail,
                Response.fromResponse(problem.response())
                        .header("Retry-After", 1)
                        .build());
    }

    Response response() {
        return Response.status(status).type(MEDIA_TYPE).entity(this).build();
    }

    WebApplicationException exception() {
        return new WebApplicationException(detail, response());
    }
}
