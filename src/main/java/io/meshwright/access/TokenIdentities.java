package io.meshwright.access;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Turns session cookies and API tokens into identities. */
@ApplicationScoped
public class TokenIdentities implements IdentityProvider<TokenRequest> {

    private static final SecurityIdentity ENGINE = identity(Actor.ENGINE);

    private final Exposure exposure;
    private final Optional<String> internalToken;
    private final Clock clock;

    @Inject
    TokenIdentities(
            Exposure exposure, @ConfigProperty(name = "meshwright.internal-token") Optional<String> internalToken) {
        this.exposure = exposure;
        this.internalToken = internalToken;
        this.clock = Clock.systemUTC();
    }

    @Override
    public Class<TokenRequest> getRequestType() {
        return TokenRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(TokenRequest request, AuthenticationRequestContext context) {
        boolean own = request.kind() == TokenRequest.Kind.API_TOKEN
                && internalToken
                        .filter(token -> Secret.same(token, request.secret()))
                        .isPresent();
        return own ? Uni.createFrom().item(ENGINE) : context.runBlocking(() -> look(request));
    }

    private SecurityIdentity look(TokenRequest request) {
        Instant now = clock.instant();
        return QuarkusTransaction.requiringNew()
                .call(() -> switch (request.kind()) {
                    case SESSION -> SignInSession.accountOf(request.secret(), now);
                    case API_TOKEN -> ApiToken.accountOf(request.secret(), now);
                })
                .filter(account -> exposure.loopback() || !account.sample)
                .map(account -> identity(account.actor()))
                .orElseThrow(AuthenticationFailedException::new);
    }

    private static SecurityIdentity identity(Actor actor) {
        var identity = QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(actor.name()))
                .addAttribute(CurrentActor.ATTRIBUTE, actor);
        actor.roles().forEach(role -> identity.addRole(role.id()));
        return identity.build();
    }
}
