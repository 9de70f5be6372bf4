package io.meshwright.access;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The API tokens of accounts. */
@ApplicationScoped
public class ApiTokens {

    private static final String PREFIX = "mw_";

    private final Clock clock = Clock.systemUTC();
    private final RecentTokens recent;

    @Inject
    ApiTokens(RecentTokens recent) {
        this.recent = recent;
    }

    /** A token without its secret. */
    public record View(long id, String label, Instant created, Optional<Instant> expires, Optional<Instant> lastUsed) {}

    public List<View> of(Actor actor) {
        return QuarkusTransaction.requiringNew()
                .call(() ->
                        ApiToken.<ApiToken>list("lower(account.name) = lower(?1) order by created desc", actor.name())
                                .stream()
                                .map(token -> new View(
                                        token.id,
                                        token.label,
                                        token.created,
                                        Optional.ofNullable(token.expires),
                                        Optional.ofNullable(token.lastUsed)))
                                .toList());
    }

    /** Makes a token and returns its secret, which nobody can see again. */
    public String issue(Actor actor, String label, Optional<Duration> validity) {
        String secret = Secret.random(PREFIX);
        Instant now = clock.instant();
        keep(actor.name(), label, secret, validity.map(now::plus));
        return secret;
    }

    /** Makes a given secret the account's only token with this label. */
    void keep(String account, String label, String secret) {
        boolean known = QuarkusTransaction.requiringNew()
                .call(() ->
                        ApiToken.count("hash = ?1 and lower(account.name) = lower(?2)", Secret.hash(secret), account)
                                > 0);
        if (!known) {
            QuarkusTransaction.requiringNew().run(() -> Account.named(account)
                    .ifPresent(owner -> ApiToken.delete("label = ?1 and account = ?2", label, owner)));
            recent.forget();
            keep(account, label, secret, Optional.empty());
        }
    }

    private void keep(String account, String label, String secret, Optional<Instant> expires) {
        QuarkusTransaction.requiringNew().run(() -> {
            ApiToken token = new ApiToken();
            token.hash = Secret.hash(secret);
            token.account = Account.named(account).orElseThrow();
            token.label = label;
            token.created = clock.instant();
            token.expires = expires.orElse(null);
            token.persist();
        });
    }

    /** Revokes a token of this actor; false when they have no such token. */
    public boolean revoke(Actor actor, long id) {
        boolean revoked = QuarkusTransaction.requiringNew().call(() -> {
            Optional<Account> owner = Account.named(actor.name());
            return owner.isPresent() && ApiToken.delete("id = ?1 and account = ?2", id, owner.get()) == 1;
        });
        recent.forget();
        return revoked;
    }
}
