package io.meshwright.launch;

import io.meshwright.access.Actor;
import io.meshwright.access.FirstAccounts;
import io.meshwright.access.Role;
import io.meshwright.sample.DataDirectory;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What happens between the catalog database and everything else: sample data and the first accounts. */
@ApplicationScoped
public class Startup {

    /** Before the mesh is read and runs begin, which observe with the default priority. */
    private static final int FIRST = 100;

    private final FirstAccounts accounts;
    private final DataDirectory data;
    private final boolean sample;
    private final List<String> signIn = new ArrayList<>();

    @Inject
    Startup(
            FirstAccounts accounts,
            DataDirectory data,
            @ConfigProperty(name = "meshwright.sample.enabled", defaultValue = "true") boolean sample) {
        this.accounts = accounts;
        this.data = data;
        this.sample = sample;
    }

    void start(@Observes @Priority(FIRST) StartupEvent event) {
        if (sample) {
            writeSampleData();
        }
        describe(accounts.operator(), accounts.samples(sample ? sampleAccounts() : List.of()));
    }

    /** In one line, with secrets that were generated at this start. */
    String howToSignIn() {
        return String.join("; ", signIn) + ".";
    }

    private void writeSampleData() {
        try {
            data.prepare(Clock.systemUTC().instant());
        } catch (IOException e) {
            throw new UncheckedIOException("The sample data cannot be written", e);
        }
    }

    private void describe(FirstAccounts.Generated operator, List<Actor> samples) {
        signIn.add(operator.password()
                .map(password -> "operator with password " + password + " (generated, shown only now)")
                .orElse("operator with its password"));
        operator.token().ifPresent(token -> signIn.add("API token " + token + " (shown only now)"));
        if (!samples.isEmpty()) {
            String names = samples.stream().map(Actor::name).collect(Collectors.joining(", "));
            signIn.add("sample accounts " + names + ", each with its name as password");
        }
    }

    private static List<Actor> sampleAccounts() {
        return List.of(
                new Actor("consumer", "Consumer", Set.of(Role.CONSUMER), Set.of()),
                new Actor("governance", "Governance", Set.of(Role.GOVERNANCE), Set.of()));
    }
}
