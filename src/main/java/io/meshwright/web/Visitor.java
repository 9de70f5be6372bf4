package io.meshwright.web;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.Cookie;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Who looks at the page, as far as the shell shows it; templates reach it as {@code cdi:visitor}. */
@Named("visitor")
@RequestScoped
public class Visitor {

    static final String THEME_COOKIE = "theme";
    private static final Set<String> THEMES = Set.of("light", "dark");

    private final SecurityIdentity identity;
    private final CurrentVertxRequest request;

    Visitor(SecurityIdentity identity, CurrentVertxRequest request) {
        this.identity = identity;
        this.request = request;
    }

    /** The theme chosen on this machine: light, dark, or empty for the system's. */
    public String theme() {
        Cookie cookie = request.getCurrent().request().getCookie(THEME_COOKIE);
        return cookie != null && THEMES.contains(cookie.getValue()) ? cookie.getValue() : "";
    }

    public boolean signedIn() {
        return !identity.isAnonymous();
    }

    public String name() {
        return identity.isAnonymous() ? "" : identity.getPrincipal().getName();
    }

    /** At most two letters for the round mark, such as AO for ada.okafor. */
    public String initials() {
        return Arrays.stream(name().split("[^\\p{L}\\p{N}]+"))
                .filter(part -> !part.isEmpty())
                .limit(2)
                .map(part -> part.substring(0, 1).toUpperCase(Locale.ROOT))
                .collect(Collectors.joining());
    }
}
