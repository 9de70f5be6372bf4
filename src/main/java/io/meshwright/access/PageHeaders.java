package io.meshwright.access;

import io.vertx.core.http.HttpServerResponse;
import java.util.Map;

/** What browsers are told about every answer: nothing but our own scripts and styles, in no one's frame. */
final class PageHeaders {

    private static final String CONTENT_SECURITY_POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'");

    private static final Map<String, String> ALWAYS = Map.of(
            "Content-Security-Policy", CONTENT_SECURITY_POLICY,
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "same-origin",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");

    private PageHeaders() {}

    static void on(HttpServerResponse response, boolean encrypted) {
        ALWAYS.forEach((name, value) -> response.putHeader(name, value));
        if (encrypted) {
            response.putHeader("Strict-Transport-Security", "max-age=31536000");
        }
    }
}
