package io.meshwright.access;

import io.meshwright.access.TokenRequest.Kind;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** Reads who is asking: an API token in the Authorization header, or else the session cookie of a browser. */
@ApplicationScoped
public class SecretMechanism implements HttpAuthenticationMechanism {

    /** The session cookie's name. */
    public static final String COOKIE = "meshwright-session";

    private static final String BEARER = "Bearer ";

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
        String authorization = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization != null) {
            return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                    ? look(Kind.API_TOKEN, authorization.substring(BEARER.length()), context, identities)
                    : Uni.createFrom().failure(new AuthenticationFailedException());
        }
        Cookie cookie = context.request().getCookie(COOKIE);
        if (cookie == null) {
            return Uni.createFrom().nullItem();
        }
        // Whoever's session has ended is a stranger, who may still read what is public.
        return look(Kind.SESSION, cookie.getValue(), context, identities)
                .onFailure(AuthenticationFailedException.class)
                .recoverWithNull();
    }

    private static Uni<SecurityIdentity> look(
            Kind kind, String secret, RoutingContext context, IdentityProviderManager identities) {
        var request = new TokenRequest(kind, secret.trim());
        return identities.authenticate(HttpSecurityUtils.setRoutingContextAttribute(request, context));
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(Challenge.of(context).data());
    }

    @Override
    public Uni<Boolean> sendChallenge(RoutingContext context) {
        Challenge.of(context).send(context.response());
        return Uni.createFrom().item(true);
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(TokenRequest.class);
    }
}
