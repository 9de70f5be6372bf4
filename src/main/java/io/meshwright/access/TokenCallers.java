package io.meshwright.access;

import io.meshwright.emulator.guard.BearerTokens;
import io.meshwright.emulator.guard.Caller;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** API tokens as they count for HTTP, for what is asked in other ways. */
@ApplicationScoped
public class TokenCallers implements BearerTokens {

    private final IdentityProviderManager identities;

    @Inject
    TokenCallers(IdentityProviderManager identities) {
        this.identities = identities;
    }

    @Override
    public Optional<Caller> caller(String token) {
        try {
            SecurityIdentity identity =
                    identities.authenticateBlocking(new TokenRequest(TokenRequest.Kind.API_TOKEN, token));
            return Optional.of(new Caller(identity.getPrincipal().getName(), identity.getRoles()));
        } catch (AuthenticationFailedException e) {
            return Optional.empty();
        }
    }
}
