package io.meshwright.plan;

import io.meshwright.diagnostic.Diagnostic;
import io.meshwright.product.Mesh;
import io.meshwright.product.ProductName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The mesh in force at one moment, with its compiled products. Immutable; a change makes a new one.
 *
 * @param products compiled products, each after those it reads; a product of the mesh that is missing here does not fit
 *     what it reads any more and cannot run
 * @param diagnostics by name of domain or product ({@code domain/product}): what is wrong with its documents as they are
 *     now, warnings included
 */
public record CompiledMesh(Mesh mesh, List<CompiledProduct> products, Map<String, List<Diagnostic>> diagnostics) {

    public static final CompiledMesh EMPTY = new CompiledMesh(Mesh.EMPTY, List.of(), Map.of());

    public CompiledMesh {
        products = List.copyOf(products);
        diagnostics = Map.copyOf(diagnostics);
    }

    public Optional<CompiledProduct> product(ProductName name) {
        return products.stream()
                .filter(compiled -> compiled.product().name().equals(name))
                .findFirst();
    }

    /** What is wrong with a product's documents as they are now; empty when nothing is. */
    public List<Diagnostic> diagnosticsOf(ProductName name) {
        return diagnostics.getOrDefault(name.toString(), List.of());
    }
}
