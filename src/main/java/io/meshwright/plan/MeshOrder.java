package io.meshwright.plan;

import io.meshwright.diagnostic.Diagnostic;
import io.meshwright.product.InputPort;
import io.meshwright.product.Mesh;
import io.meshwright.product.ProductName;
import io.meshwright.product.ProductVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Products in an order in which each comes after what it reads; equals stand by name.
 *
 * @param cycles what is wrong with products that read each other in a circle, by product; they are not in the order
 */
public record MeshOrder(List<ProductName> order, Map<ProductName, Diagnostic> cycles) {

    public MeshOrder {
        order = List.copyOf(order);
        cycles = Map.copyOf(cycles);
    }

    public static MeshOrder of(Mesh mesh) {
        Map<ProductName, Set<ProductName>> waiting = new TreeMap<>();
        mesh.products().forEach(product -> waiting.put(product.name(), upstream(product, mesh)));
        List<ProductName> order = new ArrayList<>();
        boolean progress = true;
        while (progress) {
            List<ProductName> ready = waiting.entrySet().stream()
                    .filter(entry -> order.containsAll(entry.getValue()))
                    .map(Map.Entry::getKey)
                    .toList();
            order.addAll(ready);
            waiting.keySet().removeAll(ready);
            progress = !ready.isEmpty();
        }
        return new MeshOrder(order, cycles(mesh, waiting.keySet()));
    }

    /** All products a product reads from, directly or through others; itself only when it is in a circle. */
    public static Set<ProductName> upstreamOf(ProductName name, Mesh mesh) {
        Set<ProductName> found = new LinkedHashSet<>();
        List<ProductName> open = new ArrayList<>(List.of(name));
        while (!open.isEmpty()) {
            ProductName next = open.remove(0);
            mesh.product(next)
                    .ifPresent(product ->
                            upstream(product, mesh).stream().filter(found::add).forEach(open::add));
        }
        return found;
    }

    private static Set<ProductName> upstream(ProductVersion product, Mesh mesh) {
        Set<ProductName> upstream = new LinkedHashSet<>();
        product.inputs().stream()
                .filter(input -> input.kind() == InputPort.Kind.PRODUCT)
                .map(InputPort::origin)
                .filter(origin -> mesh.product(origin).isPresent())
                .forEach(upstream::add);
        return upstream;
    }

    private static Map<ProductName, Diagnostic> cycles(Mesh mesh, Set<ProductName> stuck) {
        Map<ProductName, Diagnostic> cycles = new LinkedHashMap<>();
        for (ProductName name : stuck) {
            ProductVersion product = mesh.product(name).orElseThrow();
            boolean inCircle = upstreamOf(name, mesh).contains(name);
            product.inputs().stream()
                    .filter(input -> stuck.contains(input.origin()))
                    .filter(input -> !inCircle
                            || input.origin().equals(name)
                            || upstreamOf(input.origin(), mesh).contains(name))
                    .findFirst()
                    .ifPresent(input -> cycles.put(name, cycle(name, input, inCircle)));
        }
        return cycles;
    }

    private static Diagnostic cycle(ProductName name, InputPort input, boolean inCircle) {
        return Diagnostic.error(
                "cycle",
                input.location(),
                inCircle
                        ? name + " reads " + input.origin() + ", which in turn reads " + name
                                + "; take one of the inputs away."
                        : input.origin()
                                + " is part of a circle of products that read each other; it never gets ready.");
    }
}
