package io.meshwright.run;

import io.meshwright.plan.CompiledProduct;
import io.meshwright.product.InputPort;
import io.meshwright.product.ProductName;
import io.meshwright.product.ProductVersion;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides whether a waiting run may start: not before the runs of the products it reads, and not before those have
 * published something to read. Pure.
 */
final class Gate {

    private final RunnableMesh mesh;
    private final Set<ProductName> waiting;
    private final Set<ProductName> running;
    private final Set<ProductName> published;

    Gate(RunnableMesh mesh, Set<ProductName> waiting, Set<ProductName> running, Set<ProductName> published) {
        this.mesh = mesh;
        this.waiting = waiting;
        this.running = running;
        this.published = published;
    }

    /** What a product's run waits for, in words; empty when it may start. */
    Optional<String> closed(ProductName product) {
        return blocker(product, new HashSet<>()).map(Blocker::reason);
    }

    /** @param passes whether waiting helps: something is on its way */
    private record Blocker(boolean passes, String reason) {}

    private Optional<Blocker> blocker(ProductName product, Set<ProductName> seen) {
        Optional<CompiledProduct> compiled = mesh.product(product);
        if (compiled.isEmpty()) {
            return Optional.of(new Blocker(false, mesh.whyInvalid(product)));
        }
        seen.add(product);
        Optional<Blocker> lasting = Optional.empty();
        for (ProductName upstream : upstreams(compiled.get().product())) {
            Optional<Blocker> blocker = seen.contains(upstream) ? Optional.empty() : upstream(upstream, seen);
            if (blocker.isPresent() && blocker.get().passes()) {
                return blocker;
            }
            lasting = lasting.or(() -> blocker);
        }
        return lasting;
    }

    private Optional<Blocker> upstream(ProductName upstream, Set<ProductName> seen) {
        if (running.contains(upstream)) {
            return Optional.of(new Blocker(true, "Waits for the run of " + upstream));
        }
        boolean comes = waiting.contains(upstream)
                && blocker(upstream, seen).map(Blocker::passes).orElse(true);
        if (comes) {
            return Optional.of(new Blocker(true, "Waits for the run of " + upstream));
        }
        return published.contains(upstream)
                ? Optional.empty()
                : Optional.of(new Blocker(false, "Waits for " + upstream + ", which has not published anything yet"));
    }

    private static Set<ProductName> upstreams(ProductVersion product) {
        List<ProductName> names = product.inputs().stream()
                .filter(input -> input.kind() == InputPort.Kind.PRODUCT)
                .map(InputPort::origin)
                .filter(name -> !name.equals(product.name()))
                .toList();
        return new LinkedHashSet<>(names);
    }
}
