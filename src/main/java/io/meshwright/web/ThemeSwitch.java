package io.meshwright.web;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** Switches between light and dark for those without script; with script the page does it at once. */
@Path("/theme")
public class ThemeSwitch {

    private static final int YEAR = 60 * 60 * 24 * 365;

    private final Visitor visitor;

    ThemeSwitch(Visitor visitor) {
        this.visitor = visitor;
    }

    @POST
    public Response change(@HeaderParam("Referer") String referer) {
        var cookie = new NewCookie.Builder(Visitor.THEME_COOKIE)
                .value(visitor.theme().equals("dark") ? "light" : "dark")
                .path("/")
                .maxAge(YEAR)
                .sameSite(NewCookie.SameSite.LAX)
                .build();
        return Response.seeOther(samePlace(referer)).cookie(cookie).build();
    }

    /** Only the path of where one was, so that no other site can be named. */
    private static URI samePlace(String referer) {
        if (referer == null || referer.isBlank()) {
            return URI.create("/");
        }
        URI from = URI.create(referer.strip());
        String path = from.getRawPath() == null || !from.getRawPath().startsWith("/") ? "/" : from.getRawPath();
        String query = from.getRawQuery() == null ? "" : "?" + from.getRawQuery();
        return URI.create("/" + path.replaceFirst("^/+", "") + query);
    }
}
