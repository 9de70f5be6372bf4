package io.meshwright.product;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.parser.CronParser;
import io.meshwright.diagnostic.Nearest;
import io.meshwright.diagnostic.Outcome;
import io.meshwright.diagnostic.SourceLocation;
import io.meshwright.document.Findings;
import io.meshwright.document.Node;
import io.meshwright.document.Node.Mapping;
import io.meshwright.document.YamlReader;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads ODPS documents: v0.9.0, v1.0.0 and what v1.0.0 knows of v1.1.0, with Meshwright's custom properties. */
final class ProductDocumentReader {

    private static final List<String> EDITIONS = List.of("v0.9.0", "v1.0.0", "v1.1.0");
    private static final Map<String, Alignment> ALIGNMENTS =
            Map.of("producer-aligned", Alignment.PRODUCER, "consumer-aligned", Alignment.CONSUMER);
    private static final CronParser CRON = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

    private final ProductName name;
    private final Mapping root;
    private final String yaml;
    private final Findings findings;

    private ProductDocumentReader(ProductName name, Mapping root, String yaml, Findings findings) {
        this.name = name;
        this.root = root;
        this.yaml = yaml;
        this.findings = findings;
    }

    /**
     * The product, or every mistake in its document.
     *
     * @param name where the document stands: the folder's domain and name
     */
    static Outcome<ProductDocument> read(ProductName name, String file, String yaml) {
        Outcome<Mapping> document = YamlReader.read(file, yaml);
        if (!document.isOk()) {
            return Outcome.failed(document.diagnostics());
        }
        Mapping root = document.get();
        Findings findings = new Findings();
        if (!isReadable(root, findings)) {
            return Outcome.failed(findings.diagnostics());
        }
        new OdpsShape(root.text("apiVersion").equals("v1.1.0")).document().check(root, "The document", findings);
        if (findings.hasErrors()) {
            return Outcome.failed(findings.diagnostics());
        }
        ProductDocument product = new ProductDocumentReader(name, root, yaml, findings).product();
        return findings.hasErrors()
                ? Outcome.failed(findings.diagnostics())
                : Outcome.of(product, findings.diagnostics());
    }

    private static boolean isReadable(Mapping root, Findings findings) {
        String declared = root.text("apiVersion");
        if (EDITIONS.contains(declared)) {
            return true;
        }
        String known = "it names the edition of ODPS: v1.0.0 (v0.9.0 and v1.1.0 are read too).";
        findings.error(
                declared.isEmpty() ? "missing-field" : "unknown-value",
                root.locationOf("apiVersion"),
                declared.isEmpty()
                        ? "'apiVersion' is missing; " + known
                        : "'apiVersion' cannot be '" + declared + "'; " + known);
        return false;
    }

    private ProductDocument product() {
        reportWrongPlace();
        Mapping description = root.mapping("description").orElse(new Mapping(Map.of(), root.location()));
        require(
                !description.text("purpose").isBlank(),
                "'purpose' is missing; say under 'description' what the product is for.");
        Mapping team = root.mapping("team").orElse(new Mapping(Map.of(), root.location()));
        require(!team.text("name").isBlank(), "'team' is missing; its name is a team of the domain.");
        require(!root.items("outputPorts").isEmpty(), "'outputPorts' is missing; a product without output is useless.");
        return new ProductDocument(
                name,
                root.text("id"),
                root.text("version"),
                status(),
                custom(root, "title").map(Node::plain).map(String::valueOf).orElseGet(() -> titleOf(name.name())),
                description.text("purpose"),
                description.text("limitations"),
                description.text("usage"),
                alignment(),
                team.text("name"),
                team.locationOf("name"),
                root.texts("tags"),
                schedule(),
                inputs(),
                outputs(),
                root.location(),
                yaml);
    }

    private void reportWrongPlace() {
        if (!root.text("name").equals(name.name())) {
            findings.error(
                    "wrong-name",
                    root.locationOf("name"),
                    "'name' is '" + root.text("name") + "', and the product's folder is '" + name.name()
                            + "'; they must be the same.");
        }
        if (root.has("domain") && !root.text("domain").equals(name.domain())) {
            findings.error(
                    "wrong-name",
                    root.locationOf("domain"),
                    "'domain' is '" + root.text("domain") + "', and the folder's domain is '" + name.domain()
                            + "'; they must be the same.");
        }
        require(!root.text("version").isBlank(), "'version' is missing; write one like 1.0.0.");
    }

    private void require(boolean met, String message) {
        if (!met) {
            findings.error("missing-field", root.location(), message);
        }
    }

    private String status() {
        String status = root.text("status");
        if (!status.isEmpty() && !OdpsShape.STATUSES.contains(status)) {
            findings.error(
                    "unknown-value",
                    root.locationOf("status"),
                    "'status' cannot be '" + status + "'"
                            + Nearest.question(
                                    status,
                                    OdpsShape.STATUSES,
                                    "; it is one of " + String.join(", ", OdpsShape.STATUSES) + "."));
        }
        return status.isEmpty() ? "active" : status;
    }

    private Alignment alignment() {
        Optional<Node> custom = custom(root, "alignment");
        if (custom.isEmpty() && root.has("type")) {
            return root.text("type").equals("sourceAligned") ? Alignment.PRODUCER : Alignment.CONSUMER;
        }
        if (custom.isEmpty()) {
            findings.error(
                    "missing-field",
                    root.location(),
                    "The custom property 'alignment' is missing; its value is producer-aligned or consumer-aligned.");
            return Alignment.PRODUCER;
        }
        String text = String.valueOf(custom.get().plain());
        if (!ALIGNMENTS.containsKey(text)) {
            findings.error(
                    "unknown-value",
                    custom.get().location(),
                    "'alignment' cannot be '" + text + "'; it is producer-aligned or consumer-aligned.");
        }
        return ALIGNMENTS.getOrDefault(text, Alignment.PRODUCER);
    }

    private Optional<Schedule> schedule() {
        ZoneId zone = custom(root, "timeZone").map(this::zone).orElse(ZoneId.of("UTC"));
        return custom(root, "schedule").flatMap(cron -> {
            String text = String.valueOf(cron.plain());
            try {
                CRON.parse(text).validate();
                return Optional.of(new Schedule(text, zone));
            } catch (IllegalArgumentException e) {
                findings.error(
                        "unknown-value",
                        cron.location(),
                        "'schedule' cannot be '" + text
                                + "'; write minute, hour, day of month, month and day of week, such as 30 4 * * 1-5.");
                return Optional.empty();
            }
        });
    }

    private ZoneId zone(Node node) {
        String text = String.valueOf(node.plain());
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            findings.error(
                    "unknown-value",
                    node.location(),
                    "'timeZone' cannot be '" + text + "'"
                            + Nearest.question(
                                    text, ZoneId.getAvailableZoneIds(), "; write one like Europe/Amsterdam."));
            return ZoneId.of("UTC");
        }
    }

    private List<ProductDocument.Input> inputs() {
        reportRepeated("inputPorts", "contractId");
        return root.mappings("inputPorts").stream()
                .map(port -> new ProductDocument.Input(
                        port.text("name"),
                        port.text("version"),
                        port.text("contractId"),
                        port.locationOf("contractId")))
                .toList();
    }

    private List<ProductDocument.Output> outputs() {
        reportRepeated("outputPorts", "name");
        return root.mappings("outputPorts").stream().map(this::output).toList();
    }

    private ProductDocument.Output output(Mapping port) {
        String portName = port.text("name");
        if (!ProductName.isKebab(portName)) {
            findings.error(
                    "wrong-name",
                    port.locationOf("name"),
                    "An output port's name is lower case words with dashes, such as user-actions, not '" + portName
                            + "'.");
        }
        if (port.text("contractId").isBlank()) {
            findings.error(
                    "missing-field",
                    port.location(),
                    "The output port '" + portName + "' has no 'contractId'; every port keeps a contract.");
        }
        Optional<Node> definition = custom(port, "definition");
        String file = definition.map(Node::plain).map(String::valueOf).orElse(portName + ".sql");
        if (file.contains("/") || file.contains("\\") || !file.endsWith(".sql")) {
            findings.error(
                    "wrong-name",
                    definition.map(Node::location).orElse(port.location()),
                    "'definition' is the name of an .sql file in the product's folder, not '" + file + "'.");
        }
        SourceLocation definitionLocation = definition.map(Node::location).orElse(port.locationOf("name"));
        return new ProductDocument.Output(
                portName,
                port.text("version"),
                port.text("description"),
                port.text("contractId"),
                file,
                port.location(),
                port.locationOf("contractId"),
                definitionLocation);
    }

    private void reportRepeated(String list, String field) {
        Set<String> seen = new HashSet<>();
        for (Mapping port : root.mappings(list)) {
            if (!port.text(field).isEmpty() && !seen.add(port.text(field))) {
                findings.error(
                        "duplicate-name",
                        port.locationOf(field),
                        "'" + port.text(field) + "' is listed twice under '" + list + "'; remove one of them.");
            }
        }
    }

    private static Optional<Node> custom(Mapping owner, String property) {
        return owner.mappings("customProperties").stream()
                .filter(custom -> custom.text("property").equals(property))
                .findFirst()
                .flatMap(custom -> custom.value("value"));
    }

    static String titleOf(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1).replace('-', ' ');
    }
}
