package io.meshwright.access;

import io.quarkus.elytron.security.common.BcryptUtil;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Signing in with a password, and out again. */
@ApplicationScoped
public class SignIn {

    /** bcrypt reads no more than this many bytes; longer passwords would be equal to their beginning. */
    static final int LONGEST_PASSWORD = 72;

    private static final int LONGEST_NAME = 200;

    /** Checked for names nobody has, so that they take as long as others. */
    private static final String NOBODY = BcryptUtil.bcryptHash("nobody");

    private final Exposure exposure;
    private final Duration lifetime;
    private final Clock clock = Clock.systemUTC();
    private final SignInThrottle throttle = new SignInThrottle(clock);

    @Inject
    SignIn(
            Exposure exposure,
            @ConfigProperty(name = "meshwright.access.session-lifetime", defaultValue = "14d") Duration lifetime) {
        this.exposure = exposure;
        this.lifetime = lifetime;
    }

    /** What came of an attempt. */
    public sealed interface Result {}

    /** @param secret the session cookie's value, told only now */
    public record Accepted(Actor actor, String secret, Duration lifetime) implements Result {}

    /** Name and password do not belong together. */
    public record Refused() implements Result {}

    /** Too many attempts failed. */
    public record TooMany(Duration after) implements Result {}

    /** @param address where the attempt comes from */
    public Result attempt(String name, String password, String address) {
        String known = name.strip().toLowerCase(Locale.ROOT);
        if (known.length() > LONGEST_NAME) {
            return new Refused();
        }
        Duration wait = throttle.before(known, address);
        if (wait.compareTo(Duration.ZERO) > 0) {
            return new TooMany(wait);
        }
        // Counted first: attempts at the same time must not all pass before one has failed.
        throttle.failed(known, address);
        Optional<Account> account = QuarkusTransaction.requiringNew()
                .call(() -> Account.named(known))
                .filter(found -> exposure.loopback() || !found.sample);
        boolean right = BcryptUtil.matches(
                password, account.map(found -> found.passwordHash).orElse(NOBODY));
        if (account.isEmpty() || !right) {
            return new Refused();
        }
        throttle.succeeded(known, address);
        return new Accepted(account.get().actor(), open(account.get().id), lifetime);
    }

    private String open(Long account) {
        String secret = Secret.random("");
        Instant now = clock.instant();
        QuarkusTransaction.requiringNew().run(() -> {
            SignInSession.delete("expires <= ?1", now);
            SignInSession session = new SignInSession();
            session.hash = Secret.hash(secret);
            session.account = Account.findById(account);
            session.created = now;
            session.expires = now.plus(lifetime);
            session.persist();
        });
        return secret;
    }

    /** Ends a session for good; a copied cookie is worth nothing afterwards. */
    public void end(String secret) {
        QuarkusTransaction.requiringNew().run(() -> SignInSession.delete("hash", Secret.hash(secret)));
    }
}
