package io.meshwright.product;

import io.meshwright.contract.DataContract;
import io.meshwright.contract.SchemaObject;
import io.meshwright.diagnostic.Diagnostic;
import io.meshwright.sql.TableName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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

    /** The same mesh with other diagnostics. */
    public Mesh with(List<Diagnostic> others) {
        return new Mesh(domains, sources, products, others);
    }

    /** The contract behind an input port; empty when its origin is not in force. */
    public Optional<DataContract> contractOf(InputPort input) {
        return switch (input.kind()) {
            case SOURCE -> source(input.origin()).map(Source::contract);
            case PRODUCT ->
                product(input.origin())
                        .flatMap(product -> product.outputs().stream()
                                .filter(port -> port.table().equals(input.table()))
                                .findFirst())
                        .map(OutputPort::contract);
        };
    }

    /** The schema of the table behind an input port; empty when its origin is not in force. */
    public Optional<SchemaObject> schemaOf(InputPort input) {
        return contractOf(input)
                .flatMap(contract -> contract.objectFor(input.table().table()));
    }

    /** The contract that describes a table of the mesh. */
    public Optional<DataContract> contractOf(TableName table) {
        return sources.stream()
                .filter(source -> source.table().equals(table))
                .map(Source::contract)
                .findFirst()
                .or(() -> products.stream()
                        .flatMap(product -> product.outputs().stream())
                        .filter(port -> port.table().equals(table))
                        .map(OutputPort::contract)
                        .findFirst());
    }

    /** The schema a table of the mesh has by its contract. */
    public Optional<SchemaObject> schemaOf(TableName table) {
        return contractOf(table).flatMap(contract -> contract.objectFor(table.table()));
    }

    /** The table a contract describes; empty when nobody in force keeps that contract. */
    public Optional<TableName> tableOf(String contractId) {
        return Stream.concat(
                        sources.stream()
                                .filter(source -> source.contract().id().equals(contractId))
                                .map(Source::table),
                        products.stream()
                                .flatMap(product -> product.outputs().stream())
                                .filter(port -> port.contract().id().equals(contractId))
                                .map(OutputPort::table))
                .findFirst();
    }
}
