package io.meshwright.product;

import io.meshwright.diagnostic.Diagnostic;
import io.meshwright.diagnostic.SourceLocation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What is registered at the moment: the files of the mesh directory, and what came through the registration form. A
 * product that has files is what its files say.
 */
@ApplicationScoped
public class ProductRegistry {

    private final MeshDirectory directory;
    private final String project;
    private final VersionHistory history;
    private final Clock clock;

    @Inject
    ProductRegistry(
            @ConfigProperty(name = "meshwright.mesh", defaultValue = ".") String mesh,
            @ConfigProperty(name = "meshwright.warehouse.project", defaultValue = "meshwright") String project,
            VersionHistory history,
            Clock clock) {
        this.directory = new MeshDirectory(Path.of(mesh));
        this.project = project;
        this.history = history;
        this.clock = clock;
    }

    /**
     * What is registered, right or wrong.
     *
     * @param lastGood the latest accepted version of each, by name
     * @param diagnostics about files that belong to no registration
     */
    public record Registered(
            List<Registration> current, Map<String, Registration> lastGood, List<Diagnostic> diagnostics) {
        public Registered {
            current = List.copyOf(current);
            lastGood = Map.copyOf(lastGood);
            diagnostics = List.copyOf(diagnostics);
        }
    }

    /** The BigQuery project of all tables of the mesh. */
    public String project() {
        return project;
    }

    public Registered read() {
        MeshFiles files = MeshFiles.sort(directory.read());
        Map<String, Registration> lastGood = history.latest();
        Map<String, Registration> current = new LinkedHashMap<>();
        lastGood.values().stream()
                .filter(registration -> registration.origin() == ProductVersion.Origin.FORM)
                .forEach(registration -> current.put(registration.name(), registration));
        List<Diagnostic> diagnostics = new ArrayList<>(files.diagnostics());
        for (Registration registration : files.registrations()) {
            if (current.put(registration.name(), registration) != null) {
                diagnostics.add(Diagnostic.warning(
                        "files-prevail",
                        SourceLocation.of(registration.main()),
                        "The product " + registration.name()
                                + " came through the registration form; from now on its files hold."));
            }
        }
        return new Registered(List.copyOf(current.values()), lastGood, diagnostics);
    }

    /** The day, on which ports may end. */
    public LocalDate today() {
        return LocalDate.now(clock);
    }

    /** A value that differs whenever a file of the mesh or the day changed. */
    public Map<String, String> marks() {
        Map<String, String> marks = new HashMap<>(directory.marks());
        marks.put("today", today().toString());
        return marks;
    }

    /** Remembers a version that was found good. */
    public void accept(Registration registration, String version, String who) {
        history.add(registration, version, who);
    }

    /** When which version came into force, oldest first. */
    public List<HistoryEntry> entries() {
        return history.entries();
    }

    /** What was in force once an entry of the history had come, by name. */
    public Map<String, Registration> asOf(long number) {
        return history.asOf(number);
    }

    /** All accepted versions of a product, the latest first. */
    public List<AcceptedVersion> history(ProductName name) {
        return history.of(name.toString());
    }
}
