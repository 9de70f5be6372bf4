package io.meshwright.emulator;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Requests in the shape the resources know: some clients leave out {@code /bigquery/v2}, and Google's Java client sends
 * PATCH as POST with {@value #METHOD}.
 */
@Provider
@PreMatching
public class RequestShape implements ContainerRequestFilter {

    static final String METHOD = "X-HTTP-Method-Override";

    private static final String ROOT = "/bigquery/v2";

    /** What is done to a resource, behind a colon. */
    private static final Pattern VERB =
            Pattern.compile("(" + ROOT + "/.*):((?:test|get|set)Iam(?:Permissions|Policy))");

    @Override
    public void filter(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        if (path.startsWith("/projects/") || path.equals("/projects")) {
            request.setRequestUri(request.getUriInfo()
                    .getRequestUriBuilder()
                    .replacePath(ROOT + path)
                    .build());
        }
        if (path.equals("/$discovery/rest")) {
            request.setRequestUri(request.getUriInfo()
                    .getRequestUriBuilder()
                    .replacePath(DiscoveryResource.PATH)
                    .build());
        }
        Matcher verb = VERB.matcher(request.getUriInfo().getPath());
        if (verb.matches()) {
            request.setRequestUri(request.getUriInfo()
                    .getRequestUriBuilder()
                    .replacePath(verb.group(1) + "/" + verb.group(2))
                    .build());
        }
        boolean emulator = request.getUriInfo().getPath().startsWith(ROOT + "/");
        if (emulator) {
            FieldMask.of(request.getUriInfo().getQueryParameters().getFirst("fields"));
        }
        if (emulator && isPatch(request.getMethod(), request.getHeaderString(METHOD))) {
            request.setMethod(HttpMethod.PATCH);
        }
    }

    /** Whether a request is a PATCH, by its method as it was sent and the header {@link #METHOD}. */
    static boolean isPatch(String sent, String instead) {
        return sent.equals(HttpMethod.PATCH) || (sent.equals(HttpMethod.POST) && HttpMethod.PATCH.equals(instead));
    }
}
