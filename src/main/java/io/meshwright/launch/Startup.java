package io.meshwright.launch;

import io.meshwright.access.Actor;
import io.meshwright.access.FirstAccounts;
import io.meshwright.access.Role;
import io.meshwright.plan.MeshChanged;
import io.meshwright.product.Domain;
import io.meshwright.product.Mesh;
import io.meshwright.product.Team;
import io.meshwright.sample.DataDirectory;
import io.quarkus.runtime.ShutdownEvent;
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
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** What happens between the catalog database and everything else: sample data and the first accounts. */
@ApplicationScoped
public class Startup {

    private static final Logger LOG = Logger.getLogger(Startup.class);

    /** Before the mesh is read and runs begin, which observe with the default priority. */
    private static final int FIRST = 100;

    /** Where this domain is, the mesh is the sample one. */
    private static final String SAMPLE_DOMAIN = "movies-interactions";

    private final FirstAccounts accounts;
    private final DataDirectory data;
    private final boolean sample;
    private volatile FirstAccounts.Generated operator = FirstAccounts.Generated.NOTHING;

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
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, failure) -> LOG.errorf(failure, "Thread %s ended", thread.getName()));
        if (sample) {
            writeSampleData();
        } else {
            accounts.samples(List.of());
        }
        operator = accounts.operator();
    }

    /** Threads that still need what is gone have nothing to tell. */
    void stop(@Observes ShutdownEvent event) {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {});
    }

    /** One account for each team of the sample mesh, and one for each role outside of teams. */
    void meshChanged(@Observes MeshChanged changed) {
        giveAccounts(changed.current().mesh());
    }

    synchronized List<Actor> giveAccounts(Mesh mesh) {
        boolean isSample = sample && mesh.domain(SAMPLE_DOMAIN).isPresent();
        return accounts.samples(isSample ? sampleAccounts(mesh) : List.of());
    }

    /** In one line, with secrets that were generated at this start. */
    String howToSignIn(List<Actor> samples) {
        List<String> ways = new ArrayList<>();
        ways.add(operator.password()
                .map(password -> "operator with password " + password + " (generated, shown only now)")
                .orElse("operator with its password"));
        operator.token().ifPresent(token -> ways.add("API token " + token + " (shown only now)"));
        if (!samples.isEmpty()) {
            String names = samples.stream().map(Actor::name).collect(Collectors.joining(", "));
            ways.add("sample accounts with their names as passwords: " + names);
        }
        return String.join("; ", ways) + ".";
    }

    private void writeSampleData() {
        try {
            data.prepare(Clock.systemUTC().instant());
        } catch (IOException e) {
            throw new UncheckedIOException("The sample data cannot be written", e);
        }
    }

    private static List<Actor> sampleAccounts(Mesh mesh) {
        List<Actor> actors = new ArrayList<>();
        for (Domain domain : mesh.domains()) {
            for (Team team : domain.teams()) {
                team.members().stream()
                        .findFirst()
                        .ifPresent(name -> actors.add(new Actor(
                                name,
                                capitalized(name) + ", " + team.title(),
                                Set.of(Role.MEMBER),
                                Set.of(domain.name()))));
            }
        }
        actors.add(new Actor("consumer", "Consumer", Set.of(Role.CONSUMER), Set.of()));
        actors.add(new Actor("governance", "Governance", Set.of(Role.GOVERNANCE), Set.of()));
        return actors;
    }

    private static String capitalized(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }
}
