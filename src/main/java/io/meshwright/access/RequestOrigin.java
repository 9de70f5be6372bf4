package io.meshwright.access;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;

/**
 * Tells a change that a page of ours asks for from one that another site makes a browser send.
 *
 * <p>Browsers say where a request comes from (Sec-Fetch-Site, Origin) and pages cannot change that. A request with an
 * Authorization header is no forgery: browsers add that header to no other site's requests.
 */
final class RequestOrigin {

    boolean isForged(HttpServerRequest request) {
        if (Gate.isSafe(request.method().name()) || request.getHeader(HttpHeaders.AUTHORIZATION) != null) {
            return false;
        }
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return !site.equals("same-origin") && !site.equals("none");
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin != null) {
            return !isHere(origin, request);
        }
        // No browser of this decade: harmless unless it carries a session.
        return request.getCookie(SecretMechanism.COOKIE) != null;
    }

    private static boolean isHere(String origin, HttpServerRequest request) {
        try {
            String host = URI.create(origin).getRawAuthority();
            return host != null && host.equalsIgnoreCase(request.getHeader(HttpHeaders.HOST));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
