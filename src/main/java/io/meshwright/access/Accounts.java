package io.meshwright.access;

import io.meshwright.access.Account.Grant;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The accounts there are: made, changed and removed. Whoever calls has checked that the actor may. */
@ApplicationScoped
public class Accounts {

    static final int SHORTEST_PASSWORD = 10;

    private final Clock clock = Clock.systemUTC();
    private final RecentTokens recent;

    @Inject
    Accounts(RecentTokens recent) {
        this.recent = recent;
    }

    /** An account as others see it. */
    public record View(Actor actor, boolean sample, Instant created) {}

    /** All accounts by name. */
    public List<View> all() {
        return QuarkusTransaction.requiringNew().call(() -> Account.<Account>list("order by lower(name)").stream()
                .map(account -> new View(account.actor(), account.sample, account.created))
                .toList());
    }

    public boolean exists(String name) {
        return QuarkusTransaction.requiringNew().call(() -> Account.named(name).isPresent());
    }

    /** What is wrong with a password, in a sentence; empty when it is good. */
    public static Optional<String> fault(String password) {
        if (password.length() < SHORTEST_PASSWORD) {
            return Optional.of("Use at least " + SHORTEST_PASSWORD + " characters.");
        }
        if (password.getBytes(StandardCharsets.UTF_8).length > SignIn.LONGEST_PASSWORD) {
            return Optional.of("Use at most " + SignIn.LONGEST_PASSWORD + " bytes.");
        }
        return Optional.empty();
    }

    /** Makes an account, or gives the one of this name the title, roles and domains. */
    public void put(Actor actor, String password) {
        put(actor, password, false);
    }

    void put(Actor actor, String password, boolean sample) {
        change(() -> {
            Account account = Account.named(actor.name()).orElseGet(Account::new);
            account.name = actor.name();
            account.title = actor.title();
            account.sample = sample;
            account.setPassword(password);
            grant(account, actor);
            if (account.id == null) {
                account.created = clock.instant();
                account.persist();
            }
        });
    }

    /** Gives an account these roles and domains instead of those it has. */
    public void grant(String name, Set<Role> roles, Set<String> domains) {
        change(() -> {
            Account account = Account.named(name).orElseThrow();
            grant(account, new Actor(account.name, account.title, roles, domains));
        });
    }

    private static void grant(Account account, Actor actor) {
        account.grants.clear();
        actor.roles().stream()
                .filter(role -> role != Role.MEMBER && role != Role.ENGINE)
                .forEach(role -> account.grants.add(Grant.of(role, "")));
        actor.domains().forEach(domain -> account.grants.add(Grant.of(Role.MEMBER, domain)));
    }

    /** Sets a password and ends all sessions that the old one opened. */
    public void changePassword(String name, String password) {
        QuarkusTransaction.requiringNew().run(() -> {
            Account account = Account.named(name).orElseThrow();
            account.setPassword(password);
            SignInSession.delete("account", account);
        });
    }

    /** Whether this is the account's password. */
    public boolean hasPassword(String name, String password) {
        return QuarkusTransaction.requiringNew()
                .call(() -> Account.named(name))
                .filter(account -> account.hasPassword(password))
                .isPresent();
    }

    /** Removes an account with its sessions and tokens. */
    public void remove(String name) {
        change(() -> Account.named(name).ifPresent(Accounts::remove));
    }

    private static void remove(Account account) {
        SignInSession.delete("account", account);
        ApiToken.delete("account", account);
        account.delete();
    }

    void removeSamples() {
        change(() -> Account.samples().forEach(Accounts::remove));
    }

    private void change(Runnable change) {
        QuarkusTransaction.requiringNew().run(change);
        recent.forget();
    }
}
