package io.meshwright.workshop;

import io.meshwright.document.YamlWriter;
import io.meshwright.plan.RegistrationRequest;
import io.meshwright.product.Definition;
import io.meshwright.product.InputPort;
import io.meshwright.product.ProductName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a draft as the documents a team would write by hand: ODPS, ODCS and the queries. */
final class ProductDocuments {

    private final Draft draft;
    private final NextVersion next;
    private final List<Input> inputs;
    private final List<Input> keptInputs;

    /** A contract that is read, at the version it is written for. */
    private record Input(String name, String version, String contractId) {}

    /**
     * The documents of a draft.
     *
     * @param picked what the draft reads, in its order
     * @param before what the version in force reads; a port of it that is kept reads it still
     */
    ProductDocuments(Draft draft, NextVersion next, List<Choice> picked, List<InputPort> before) {
        this.draft = draft;
        this.next = next;
        this.inputs = picked.stream()
                .map(choice -> new Input(choice.port(), choice.contractVersion(), choice.contractId()))
                .toList();
        this.keptInputs = next.kept().isEmpty()
                ? List.of()
                : before.stream()
                        .map(input -> new Input(input.name(), input.version(), input.contractId()))
                        .toList();
    }

    RegistrationRequest request() {
        Map<String, String> queries = new LinkedHashMap<>();
        Map<String, String> contracts = new LinkedHashMap<>();
        queries.put(next.port() + ".sql", draft.sql().strip() + "\n");
        contracts.put(next.port() + ".odcs.yaml", odcs());
        for (KeptPort kept : next.kept()) {
            queries.put(kept.definition(), ((Definition.Query) kept.port().definition()).sql());
            contracts.put(kept.contractFile(), ContractText.deprecated(kept));
        }
        return new RegistrationRequest(new ProductName(draft.domain(), draft.name()), odps(), queries, contracts);
    }

    String odcs() {
        return ContractText.of(draft, next);
    }

    String odps() {
        return new YamlWriter()
                .with("apiVersion", "v1.0.0")
                .with("kind", "DataProduct")
                .with("id", draft.domain() + "." + draft.name())
                .with("name", draft.name())
                .with("version", next.version())
                .with("status", "active")
                .with("domain", draft.domain())
                .with("description", ContractText.description(draft))
                .with("customProperties", properties())
                .with(
                        "inputPorts",
                        all().stream().map(ProductDocuments::inputPort).toList())
                .with("outputPorts", outputPorts())
                .with("team", new YamlWriter().with("name", draft.team()).fields())
                .write();
    }

    private List<Map<String, Object>> outputPorts() {
        List<Map<String, Object>> ports = new ArrayList<>();
        for (KeptPort kept : next.kept()) {
            ports.add(outputPort(
                    kept.port().name(),
                    "Deprecated, served until " + kept.ends() + ". Read " + kept.successor() + " instead.",
                    kept.port().contract().version(),
                    kept.port().contract().id(),
                    keptInputs));
        }
        ports.add(outputPort(next.port(), draft.grain(), next.portVersion(), next.contractId(), inputs));
        return ports;
    }

    private static Map<String, Object> outputPort(
            String name, String description, String version, String contractId, List<Input> reads) {
        return new YamlWriter()
                .with("name", name)
                .with("description", description)
                .with("type", "table")
                .with("version", version)
                .with("contractId", contractId)
                .with("customProperties", List.of(property("definition", name + ".sql")))
                .with(
                        "inputContracts",
                        reads.stream()
                                .map(input -> new YamlWriter()
                                        .with("id", input.contractId())
                                        .with("version", input.version())
                                        .fields())
                                .toList())
                .fields();
    }

    private static Map<String, Object> inputPort(Input input) {
        return new YamlWriter()
                .with("name", input.name())
                .with("version", input.version())
                .with("contractId", input.contractId())
                .fields();
    }

    /** Each contract once, as the draft reads it. */
    private List<Input> all() {
        Map<String, Input> all = new LinkedHashMap<>();
        inputs.forEach(input -> all.put(input.contractId(), input));
        keptInputs.forEach(input -> all.putIfAbsent(input.contractId(), input));
        return List.copyOf(all.values());
    }

    private List<Map<String, Object>> properties() {
        List<Map<String, Object>> properties = new ArrayList<>();
        properties.add(property("title", draft.title()));
        properties.add(property("alignment", draft.alignment() + "-aligned"));
        draft.schedule().expression().ifPresent(cron -> {
            properties.add(property("schedule", cron));
            properties.add(property("timeZone", draft.schedule().zone()));
        });
        return properties;
    }

    private static Map<String, Object> property(String name, String value) {
        return new YamlWriter().with("property", name).with("value", value).fields();
    }
}
