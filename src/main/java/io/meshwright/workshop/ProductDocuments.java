package io.meshwright.workshop;

import io.meshwright.plan.RegistrationRequest;
import io.meshwright.product.ProductName;
import io.meshwright.workshop.Draft.DraftColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Writes a draft as the documents a team would write by hand: ODPS, ODCS and the query. */
final class ProductDocuments {

    private final Draft draft;
    private final String version;
    private final List<Choice> inputs;

    /**
     * The documents of a draft.
     *
     * @param inputs what the draft reads, in its order
     */
    ProductDocuments(Draft draft, String version, List<Choice> inputs) {
        this.draft = draft;
        this.version = version;
        this.inputs = List.copyOf(inputs);
    }

    RegistrationRequest request() {
        return new RegistrationRequest(
                new ProductName(draft.domain(), draft.name()),
                odps(),
                Map.of(draft.name() + ".sql", draft.sql().strip() + "\n"),
                Map.of(draft.name() + ".odcs.yaml", odcs()));
    }

    String odps() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("apiVersion", "v1.0.0");
        document.put("kind", "DataProduct");
        document.put("id", id());
        document.put("name", draft.name());
        document.put("version", version);
        document.put("status", "active");
        document.put("domain", draft.domain());
        document.put("description", description());
        document.put("customProperties", productProperties());
        document.put(
                "inputPorts",
                inputs.stream()
                        .map(input -> ordered(
                                "name",
                                input.port(),
                                "version",
                                input.contractVersion(),
                                "contractId",
                                input.contractId()))
                        .toList());
        Map<String, Object> port = ordered("name", draft.name(), "description", draft.grain(), "type", "table");
        port.put("version", version);
        port.put("contractId", id());
        port.put("customProperties", List.of(property("definition", draft.name() + ".sql")));
        port.put(
                "inputContracts",
                inputs.stream()
                        .map(input -> ordered("id", input.contractId(), "version", input.contractVersion()))
                        .toList());
        document.put("outputPorts", List.of(port));
        document.put("team", ordered("name", draft.team()));
        return yaml(document);
    }

    String odcs() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("apiVersion", "v3.1.0");
        document.put("kind", "DataContract");
        document.put("id", id());
        document.put("name", draft.title());
        document.put("version", version);
        document.put("status", "active");
        document.put("domain", draft.domain());
        document.put("dataProduct", draft.name());
        document.put("description", description());
        Map<String, Object> table =
                ordered("name", draft.name(), "physicalName", draft.name().replace('-', '_'));
        table.put("physicalType", "table");
        table.put("logicalType", "object");
        table.put("businessName", draft.title());
        putUnlessBlank(table, "dataGranularityDescription", draft.grain());
        table.put("properties", properties());
        table.put("quality", List.of(hasRows()));
        document.put("schema", List.of(table));
        document.put("team", ordered("name", draft.team()));
        return yaml(document);
    }

    private String id() {
        return draft.domain() + "." + draft.name();
    }

    private Map<String, Object> description() {
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("purpose", draft.purpose());
        putUnlessBlank(description, "limitations", draft.limitations());
        putUnlessBlank(description, "usage", draft.usage());
        return description;
    }

    private List<Map<String, Object>> productProperties() {
        List<Map<String, Object>> properties = new ArrayList<>();
        properties.add(property("title", draft.title()));
        properties.add(property("alignment", draft.alignment() + "-aligned"));
        draft.schedule().expression().ifPresent(cron -> {
            properties.add(property("schedule", cron));
            properties.add(property("timeZone", draft.schedule().zone()));
        });
        return properties;
    }

    private List<Map<String, Object>> properties() {
        List<Map<String, Object>> properties = new ArrayList<>();
        int keyPosition = 0;
        for (DraftColumn column : draft.columns()) {
            Map<String, Object> property = ordered("name", column.name());
            putUnlessBlank(property, "description", column.description());
            property.put("logicalType", ColumnTypes.logical(column.type()));
            property.put("physicalType", column.type());
            Map<String, Object> options = ColumnRules.options(column);
            if (!options.isEmpty()) {
                property.put("logicalTypeOptions", options);
            }
            property.put("required", column.required() || column.key());
            if (column.unique()) {
                property.put("unique", true);
            }
            if (column.key()) {
                property.put("primaryKey", true);
                property.put("primaryKeyPosition", ++keyPosition);
            }
            property.put("classification", column.classification());
            ColumnTypes.items(column.type()).ifPresent(items -> property.put("items", items));
            ColumnRules.quality(column).ifPresent(rule -> property.put("quality", List.of(rule)));
            properties.add(property);
        }
        return properties;
    }

    private static Map<String, Object> hasRows() {
        Map<String, Object> rule = ordered("id", "has-rows", "name", "There are rows", "type", "library");
        rule.put("metric", "rowCount");
        rule.put("mustBeGreaterThan", 0);
        rule.put("dimension", "completeness");
        rule.put("severity", "error");
        return rule;
    }

    private static Map<String, Object> property(String name, Object value) {
        return ordered("property", name, "value", value);
    }

    static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    private static void putUnlessBlank(Map<String, Object> map, String name, String text) {
        if (!text.isBlank()) {
            map.put(name, text);
        }
    }

    private static String yaml(Map<String, Object> document) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setSplitLines(false);
        return new Yaml(options).dump(document);
    }
}
