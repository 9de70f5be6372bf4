package io.meshwright.access;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What holds for every request, before anybody asks who sends it: headers, host, origin, size. */
@Singleton
public class RequestGuards {

    /** Before authentication, which has 200. */
    private static final int FIRST = 1_000;

    /** After authorization, which has 100. */
    private static final int ONCE_LET_IN = 50;

    /** Quarkus REST stops reading a body at the number of bytes it finds here. */
    private static final String BODY_LIMIT = "io.quarkus.max-request-size";

    private static final long MEGABYTE = 1_000_000;
    private static final long SMALL = MEGABYTE;
    private static final long WAREHOUSE_CALL = 20 * MEGABYTE;
    private static final List<String> UPLOADS = List.of("/upload", "/resumable");

    private final RequestOrigin origin;
    private final boolean loopback;
    private final Set<String> hosts;

    @Inject
    RequestGuards(
            Exposure exposure,
            @ConfigProperty(name = "meshwright.access.hosts", defaultValue = "localhost") Set<String> hosts) {
        this.origin = new RequestOrigin();
        this.loopback = exposure.loopback();
        this.hosts = hosts;
    }

    void register(@Observes Filters filters) {
        filters.register(this::headers, FIRST + 3);
        filters.register(this::host, FIRST + 2);
        filters.register(this::forgery, FIRST + 1);
        filters.register(this::size, FIRST);
        filters.register(new RequestBodies()::receive, ONCE_LET_IN);
    }

    private void headers(RoutingContext context) {
        PageHeaders.on(context.response(), context.request().isSSL());
        context.next();
    }

    /**
     * A server on loopback answers to names of this machine only: a page elsewhere whose name is made to point here
     * reads nothing, and a proxy that opens the server to others has to be named.
     */
    private void host(RoutingContext context) {
        if (loopback && !isOwnName(context.request())) {
            refuse(
                    context,
                    421,
                    "This Meshwright listens on loopback and answers to localhost only. Behind a proxy, name its host in"
                            + " MESHWRIGHT_ACCESS_HOSTS and set QUARKUS_HTTP_HOST.");
            return;
        }
        context.next();
    }

    private boolean isOwnName(HttpServerRequest request) {
        var authority = request.authority();
        return authority == null || Exposure.isLoopback(bare(authority.host())) || hosts.contains(authority.host());
    }

    private static String bare(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    private void forgery(RoutingContext context) {
        if (origin.isForged(context.request())) {
            refuse(
                    context,
                    403,
                    "This change was asked for by another site, or by a program that uses a session cookie without an"
                            + " Origin header. Programs send an API token.");
            return;
        }
        context.next();
    }

    private void size(RoutingContext context) {
        String path = context.normalizedPath();
        if (!isUpload(path)) {
            long limit = limit(context);
            if (announced(context.request()) > limit) {
                refuse(context, 413, tooLarge(limit));
                return;
            }
            context.put(BODY_LIMIT, limit);
        }
        context.next();
    }

    /** Whether a body goes to disk as it comes. */
    static boolean isUpload(String path) {
        return Gate.isUnder(path, UPLOADS);
    }

    /** Bytes the body of a request may have that is no upload. */
    static long limit(RoutingContext context) {
        return Gate.isEmulator(context.normalizedPath()) ? WAREHOUSE_CALL : SMALL;
    }

    static String tooLarge(long limit) {
        return "This request is larger than " + limit / MEGABYTE + " MB.";
    }

    private static long announced(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length.trim());
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    private static void refuse(RoutingContext context, int status, String message) {
        Refusal.of(context.normalizedPath(), status, message).send(context.response());
    }
}
