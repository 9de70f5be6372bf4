package io.meshwright.product;

import io.meshwright.contract.ContractReader;
import io.meshwright.contract.DataContract;
import io.meshwright.contract.SchemaObject;
import io.meshwright.diagnostic.Nearest;
import io.meshwright.diagnostic.Outcome;
import io.meshwright.diagnostic.SourceLocation;
import io.meshwright.document.Findings;
import io.meshwright.sql.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the documents of one registration, without looking at the others. */
final class RegistrationReader {

    private final Registration registration;
    private final String project;
    private final Findings findings = new Findings();
    private final Map<String, DataContract> contracts = new HashMap<>();

    private RegistrationReader(Registration registration, String project) {
        this.registration = registration;
        this.project = project;
    }

    /** A domain with its sources. */
    record ReadDomain(Domain domain, List<Source> sources) {}

    /** A product with its output ports; its input ports are not looked up yet. */
    record ReadProduct(ProductDocument document, List<OutputPort> outputs) {}

    static Outcome<ReadDomain> domain(Registration registration, String project) {
        return new RegistrationReader(registration, project).domain();
    }

    static Outcome<ReadProduct> product(Registration registration, String project) {
        return new RegistrationReader(registration, project).product();
    }

    private Outcome<ReadDomain> domain() {
        readContracts();
        Optional<DomainDocument> document =
                noted(DomainDocumentReader.read(registration.name(), registration.main(), mainText()));
        List<Source> sources = new ArrayList<>();
        document.ifPresent(
                domain -> domain.sources().forEach(source -> source(source).ifPresent(sources::add)));
        return outcome(document.map(domain -> new ReadDomain(domain.domain(), sources)));
    }

    private Optional<Source> source(DomainDocument.Declaration declaration) {
        return contract(declaration.contractId(), declaration.contractLocation())
                .filter(contract -> object(contract, declaration.name().name(), declaration.contractLocation())
                        .isPresent())
                .map(contract -> new Source(
                        declaration.name(),
                        declaration.title(),
                        declaration.description(),
                        declaration.format(),
                        declaration.path(),
                        table(declaration.name()),
                        contract,
                        declaration.location()));
    }

    private Outcome<ReadProduct> product() {
        readContracts();
        ProductName name = ProductName.parse(registration.name());
        Optional<ProductDocument> document = noted(ProductDocumentReader.read(name, registration.main(), mainText()));
        List<OutputPort> outputs = new ArrayList<>();
        document.ifPresent(product -> {
            product.outputs().forEach(output -> output(name, output).ifPresent(outputs::add));
            reportUnusedQueries(product);
        });
        return outcome(document.map(product -> new ReadProduct(product, outputs)));
    }

    private Optional<OutputPort> output(ProductName product, ProductDocument.Output output) {
        Optional<Definition> definition = definition(output);
        Optional<DataContract> contract = contract(output.contractId(), output.contractLocation());
        Optional<SchemaObject> schema =
                contract.flatMap(found -> object(found, output.name(), output.contractLocation()));
        if (definition.isEmpty() || schema.isEmpty() || !ProductName.isKebab(output.name())) {
            return Optional.empty();
        }
        return Optional.of(new OutputPort(
                output.name(),
                output.version(),
                output.description(),
                table(new ProductName(product.domain(), output.name())),
                contract.get(),
                schema.get(),
                definition.get(),
                output.location()));
    }

    private Optional<Definition> definition(ProductDocument.Output output) {
        String path = folder() + output.definition();
        String sql = registration.documents().get(path);
        if (sql == null) {
            List<String> queries = queries().stream()
                    .map(query -> query.substring(folder().length()))
                    .toList();
            findings.error(
                    "missing-query",
                    output.definitionLocation(),
                    "There is no " + path + ", the query of the output port '" + output.name() + "'"
                            + Nearest.question(output.definition(), queries, "; add the file."));
            return Optional.empty();
        }
        if (sql.isBlank()) {
            findings.error("missing-query", SourceLocation.of(path), "The query is empty; write a SELECT.");
            return Optional.empty();
        }
        return Optional.of(new Definition.Query(path, sql));
    }

    private void reportUnusedQueries(ProductDocument product) {
        Set<String> used = new HashSet<>();
        product.outputs().forEach(output -> used.add(folder() + output.definition()));
        queries().stream()
                .filter(path -> !used.contains(path))
                .forEach(path -> findings.warning(
                        "unused-query", SourceLocation.of(path), "No output port has this query as its definition."));
    }

    private List<String> queries() {
        return registration.documents().keySet().stream()
                .filter(path -> path.endsWith(".sql"))
                .toList();
    }

    private String folder() {
        return "products/" + registration.name() + "/";
    }

    private void readContracts() {
        registration.documents().forEach((path, text) -> {
            if (path.endsWith(".odcs.yaml")) {
                noted(ContractReader.read(path, text)).ifPresent(contract -> contracts.put(contract.id(), contract));
            }
        });
    }

    /** The contract of an id among this registration's own; a broken one is reported where it is broken. */
    private Optional<DataContract> contract(String id, SourceLocation location) {
        DataContract contract = contracts.get(id);
        if (contract == null && !id.isEmpty() && !findings.hasErrors()) {
            findings.error(
                    "unknown-contract",
                    location,
                    "There is no contract with the id '" + id + "'"
                            + Nearest.question(id, contracts.keySet(), "; add it under contracts/."));
        }
        return Optional.ofNullable(contract);
    }

    private Optional<SchemaObject> object(DataContract contract, String name, SourceLocation location) {
        Optional<SchemaObject> object = contract.objectFor(name);
        if (object.isEmpty()) {
            List<String> names =
                    contract.schema().stream().map(SchemaObject::name).toList();
            findings.error(
                    "unknown-contract",
                    location,
                    "The contract '" + contract.id() + "' has no schema object '" + name + "'"
                            + (names.isEmpty()
                                    ? "; add one with its columns."
                                    : Nearest.question(name, names, "; it has " + String.join(", ", names) + ".")));
        }
        return object;
    }

    private TableName table(ProductName name) {
        return new TableName(
                project, name.domain().replace('-', '_'), name.name().replace('-', '_'));
    }

    private String mainText() {
        return registration.documents().getOrDefault(registration.main(), "");
    }

    private <T> Optional<T> noted(Outcome<T> outcome) {
        findings.addAll(outcome.diagnostics());
        return outcome.value();
    }

    private <T> Outcome<T> outcome(Optional<T> value) {
        return findings.hasErrors() || value.isEmpty()
                ? Outcome.failed(findings.diagnostics())
                : Outcome.of(value.get(), findings.diagnostics());
    }
}
