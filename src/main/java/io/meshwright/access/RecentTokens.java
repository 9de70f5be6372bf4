package io.meshwright.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whom the API tokens of the last seconds belong to: a client asks many questions a second, and looking its token up took
 * as long as answering a small one.
 *
 * <p>What this server changes about tokens and accounts holds at once; what another server on the same database changes,
 * and the end of a token's validity, after {@link #KEPT}.
 */
@ApplicationScoped
class RecentTokens {

    static final Duration KEPT = Duration.ofSeconds(5);

    private static final int MOST = 10_000;

    private final Cache<String, SecurityIdentity> identities =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT).build();
    private final AtomicInteger changes = new AtomicInteger();

    Optional<SecurityIdentity> find(String secret) {
        return Optional.ofNullable(identities.getIfPresent(Secret.hash(secret)));
    }

    /** How often something has changed: read before a lookup whose result is to be kept. */
    int changes() {
        return changes.get();
    }

    /** Keeps what a lookup found, unless something has changed since it began. */
    void keep(String secret, SecurityIdentity identity, int changesBefore) {
        String hash = Secret.hash(secret);
        identities.put(hash, identity);
        if (changes.get() != changesBefore) {
            identities.invalidate(hash);
        }
    }

    /** To be called when a change of tokens or accounts is committed. */
    void forget() {
        changes.incrementAndGet();
        identities.invalidateAll();
    }
}
