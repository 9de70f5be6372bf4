package io.meshwright.run;

import io.meshwright.diagnostic.DiskSpace;
import io.meshwright.product.ProductName;
import io.meshwright.run.Publications.Situation;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Decides which waiting runs may start. */
@Singleton
class Dispatcher {

    /** As much as a start asks for: a run on a full disk would fail, and take the catalog database with it. */
    private static final long NEEDED_MEGABYTES = 50;

    private final DiskSpace space;
    private final RunnableMesh mesh;
    private final RunRecords records;
    private final Publications publications;

    @Inject
    Dispatcher(
            RunnableMesh mesh,
            RunRecords records,
            Publications publications,
            @ConfigProperty(name = "meshwright.home") Path home) {
        this(mesh, records, publications, new DiskSpace(home, NEEDED_MEGABYTES));
    }

    Dispatcher(RunnableMesh mesh, RunRecords records, Publications publications, DiskSpace space) {
        this.space = space;
        this.mesh = mesh;
        this.records = records;
        this.publications = publications;
    }

    /** Products that may run now: waiting ones with an open gate, and those whose run may have died with its process. */
    List<ProductName> ready() {
        Situation situation = publications.situation();
        Set<ProductName> waiting =
                situation.waiting().stream().map(Run::product).collect(Collectors.toSet());
        Gate gate = new Gate(mesh, waiting, situation.running(), situation.published());
        Optional<String> shortage = space.shortage().map(text -> "Waits for room: " + text);
        List<ProductName> ready = new ArrayList<>(shortage.isPresent() ? List.of() : situation.running());
        for (Run run : situation.waiting()) {
            if (mesh.hasLost(run.product())) {
                records.cancelWaiting(run.id(), "The product is no longer registered");
                continue;
            }
            Optional<String> closed = shortage.or(() -> gate.closed(run.product()));
            String reason = closed.orElse(
                    situation.running().contains(run.product())
                            ? "Waits for the end of the run before"
                            : "Waits for a free place");
            if (!reason.equals(run.reason())) {
                records.waitFor(run.id(), reason);
            }
            if (closed.isEmpty()) {
                ready.add(run.product());
            }
        }
        return ready;
    }

    /** The product's waiting run, when it may start now. */
    Optional<Run> next(ProductName product) {
        return ready().contains(product) ? records.waiting(product) : Optional.empty();
    }
}
