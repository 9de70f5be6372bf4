package io.meshwright.product;

import io.meshwright.document.YamlWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes a product that has no document yet as one of ODPS v1.0.0, queries in files named after their ports. */
public final class ProductWriter {

    private ProductWriter() {}

    public static String write(ProductVersion product) {
        return new YamlWriter()
                .with("apiVersion", "v1.0.0")
                .with("kind", "DataProduct")
                .with("id", product.id())
                .with("name", product.name().name())
                .with("version", product.version())
                .with("status", product.status())
                .with("domain", product.name().domain())
                .with(
                        "description",
                        new YamlWriter()
                                .with("purpose", product.purpose())
                                .with("limitations", product.limitations())
                                .with("usage", product.usage())
                                .fields())
                .with("tags", product.tags())
                .with("customProperties", customProperties(product))
                .with(
                        "inputPorts",
                        product.inputs().stream().map(ProductWriter::input).toList())
                .with(
                        "outputPorts",
                        product.outputs().stream()
                                .map(port -> output(port, product.inputs()))
                                .toList())
                .with("team", new YamlWriter().with("name", product.team()).fields())
                .write();
    }

    private static List<Map<String, Object>> customProperties(ProductVersion product) {
        List<Map<String, Object>> properties = new ArrayList<>();
        properties.add(property("title", product.title()));
        properties.add(property(
                "alignment", product.alignment() == Alignment.PRODUCER ? "producer-aligned" : "consumer-aligned"));
        product.schedule().ifPresent(schedule -> {
            properties.add(property("schedule", schedule.cron()));
            properties.add(property("timeZone", schedule.zone().getId()));
        });
        return properties;
    }

    private static Map<String, Object> property(String name, String value) {
        return new YamlWriter().with("property", name).with("value", value).fields();
    }

    private static Map<String, Object> input(InputPort input) {
        return new YamlWriter()
                .with("name", input.name())
                .with("version", input.version())
                .with("contractId", input.contractId())
                .fields();
    }

    private static Map<String, Object> output(OutputPort port, List<InputPort> inputs) {
        return new YamlWriter()
                .with("name", port.name())
                .with("description", port.description())
                .with("type", "table")
                .with("version", port.version())
                .with("contractId", port.contract().id())
                .with(
                        "inputContracts",
                        inputs.stream()
                                .map(input -> new YamlWriter()
                                        .with("id", input.contractId())
                                        .with("version", input.version())
                                        .fields())
                                .toList())
                .fields();
    }
}
