package io.meshwright.access;

import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What a stranger gets who must sign in: programs an error in their own language, people the sign-in page. */
record Challenge(int status, Map<CharSequence, String> headers, String body) {

    private static final String BEARER = "Bearer realm=\"Meshwright\"";

    /** BigQuery's error shape, so that its clients raise their own exception. */
    private static final String BIGQUERY =
            """
            {"error":{"code":401,"message":"Request had invalid authentication credentials. Send a Meshwright API \
            token as Authorization: Bearer.","errors":[{"message":"Invalid Credentials","domain":"global",\
            "reason":"authError","location":"Authorization","locationType":"header"}],"status":"UNAUTHENTICATED"}}""";

    /** RFC 9457. */
    private static final String PROBLEM =
            """
            {"type":"about:blank","title":"Sign in first","status":401,\
            "detail":"Send an API token as Authorization: Bearer. Your account page makes one."}""";

    static Challenge of(RoutingContext context) {
        HttpServerRequest request = context.request();
        String path = context.normalizedPath();
        if (Gate.isEmulator(path)) {
            return program("application/json", BIGQUERY);
        }
        if (Gate.isUnder(path, List.of("/api", "/q"))) {
            return program("application/problem+json", PROBLEM);
        }
        if (request.getHeader("HX-Request") != null) {
            String page = pathOf(request.getHeader("HX-Current-URL"));
            return new Challenge(401, Map.of("HX-Redirect", signIn(page)), "");
        }
        String wanted = Gate.isSafe(request.method().name()) ? request.uri() : pathOf(request.getHeader("Referer"));
        return new Challenge(303, Map.of("Location", signIn(wanted)), "");
    }

    private static Challenge program(String type, String body) {
        return new Challenge(401, Map.of("WWW-Authenticate", BEARER, "Content-Type", type), body);
    }

    private static String signIn(String wanted) {
        return "/sign-in?to=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8);
    }

    /** Path and query of the page the browser shows; the start page when it does not say. */
    private static String pathOf(String url) {
        if (url == null) {
            return "/";
        }
        try {
            URI uri = URI.create(url);
            String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            return uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath() + query;
        } catch (IllegalArgumentException e) {
            // A browser that sends no URL here gets the start page after signing in.
            return "/";
        }
    }

    ChallengeData data() {
        return new ChallengeData(status, headers);
    }

    void send(HttpServerResponse response) {
        response.setStatusCode(status);
        headers.forEach((name, value) -> response.putHeader(name, value));
        response.end(body);
    }
}
