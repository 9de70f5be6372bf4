package io.meshwright.launch;

import io.meshwright.access.Actor;
import io.meshwright.access.FirstAccounts;
import io.meshwright.access.Role;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What happens between the database and the first request: accounts, and a word on the console. */
@ApplicationScoped
public class Startup {

    private final FirstAccounts accounts;
    private final boolean sample;

    @Inject
    Startup(
            FirstAccounts accounts,
            @ConfigProperty(name = "meshwright.sample.enabled", defaultValue = "true") boolean sample) {
        this.accounts = accounts;
        this.sample = sample;
    }

    void start(@Observes StartupEvent event) {
        FirstAccounts.Generated operator = accounts.operator();
        List<Actor> samples = accounts.samples(sample ? sampleAccounts() : List.of());
        operator.password().ifPresent(password -> say("Sign in as operator with " + password + " (printed once)"));
        operator.token().ifPresent(token -> say("The operator's API token is " + token + " (printed once)"));
        if (!samples.isEmpty()) {
            say("Sample accounts, password as name: "
                    + String.join(", ", samples.stream().map(Actor::name).toList()));
        }
    }

    private static List<Actor> sampleAccounts() {
        return List.of(
                new Actor("consumer", "Consumer", Set.of(Role.CONSUMER), Set.of()),
                new Actor("governance", "Governance", Set.of(Role.GOVERNANCE), Set.of()));
    }

    @SuppressWarnings("SystemOut")
    private static void say(String line) {
        System.out.println(line);
    }
}
