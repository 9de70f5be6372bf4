package io.meshwright.product;

import io.meshwright.diagnostic.Diagnostic;
import io.meshwright.sql.TableName;
import java.util.List;
import java.util.Optional;

/**
 * The whole mesh at one moment: what is in force. Immutable; a change makes a new one.
 *
 * @param diagnostics what is wrong with documents whose last good version is in force instead
 */
public record Mesh(
        List<Domain> domains, List<Source> sources, List<ProductVersion> products, List<Diagnostic> diagnostics) {

    public static final Mesh EMPTY = new Mesh(List.of(), List.of(), List.of(), List.of());

    public Mesh {
        domains = List.copyOf(domains);
        sources = List.copyOf(sources);
        products = List.copyOf(products);
        diagnostics = List.copyOf(diagnostics);
    }

    public Optional<Domain> domain(String name) {
        return domains.stream().filter(domain -> domain.name().equals(name)).findFirst();
    }

    public Optional<ProductVersion> product(ProductName name) {
        return products.stream().filter(product -> product.name().equals(name)).findFirst();
    }

    public Optional<Source> source(ProductName name) {
        return sources.stream().filter(source -> source.name().equals(name)).findFirst();
    }

    /** The product that publishes a table. */
    public Optional<ProductVersion> producerOf(TableName table) {
        return products.stream()
                .filter(product ->
                        product.outputs().stream().anyMatch(port -> port.table().equals(table)))
                .findFirst();
    }

    /** Products that read one of this product's ports, directly. */
    public List<ProductVersion> consumersOf(ProductName name) {
        return products.stream()
                .filter(product -> product.inputs().stream()
                        .anyMatch(input -> input.origin().equals(name)))
                .toList();
    }
}
