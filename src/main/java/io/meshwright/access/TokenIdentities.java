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
    private final RecentTokens recent;
    private final Optional<String> internalToken;
    private final Clock clock;

    @Inject
    TokenIdentities(
            Exposure exposure,
            RecentTokens recent,
            @ConfigProperty(name = "meshwright.internal-token") Optional<String> internalToken) {
        this.exposure = exposure;
        this.recent = recent;
        this.internalToken = internalToken;
        this.clock = Clock.systemUTC();
    }

    @Override
    public Class<TokenRequest> getRequestType() {
        return TokenRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(TokenRequest request, AuthenticationRequestContext context) {
        return switch (request.kind()) {
            case SESSION -> context.runBlocking(() -> look(request));
            case API_TOKEN ->
                known(request.secret())
                        .map(identity -> Uni.createFrom().item(identity))
                        .orElseGet(() -> context.runBlocking(() -> lookAndKeep(request)));
        };
    }

    private Optional<SecurityIdentity> known(String secret) {
        boolean own = internalToken.filter(token -> Secret.same(token, secret)).isPresent();
        return own ? Optional.of(ENGINE) : recent.find(secret);
    }

    private SecurityIdentity lookAndKeep(TokenRequest request) {
        int changes = recent.changes();
        SecurityIdentity found = look(request);
        recent.keep(request.secret(), found, changes);
        return found;
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
