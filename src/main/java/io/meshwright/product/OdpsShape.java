package io.meshwright.product;

import io.meshwright.document.Fields;
import io.meshwright.document.Shape;
import java.util.List;

/** The fields of an ODPS document: 0.9 and 1.0 are closed, of 1.1 what 1.0 knows is checked and the rest is kept. */
final class OdpsShape {

    static final List<String> STATUSES = List.of("proposed", "draft", "active", "deprecated", "retired");
    static final List<String> TYPES = List.of("sourceAligned", "aggregate", "consumerAligned");

    private final boolean newer;

    /**
     * @param newer whether the document is of edition 1.1
     */
    OdpsShape(boolean newer) {
        this.newer = newer;
    }

    Shape document() {
        Fields document = group("a data product")
                .with("apiVersion", Shape.text())
                .with("kind", Shape.oneOf(List.of("DataProduct")))
                .with(List.of("id", "name", "version", "status", "domain", "tenant"), Shape.text())
                .with("authoritativeDefinitions", definitions())
                .with("description", description())
                .with("customProperties", customProperties())
                .with("tags", tags())
                .with("inputPorts", Shape.listOf(inputPort()))
                .with("outputPorts", Shape.listOf(outputPort()))
                .with("managementPorts", Shape.listOf(managementPort()))
                .with("support", Shape.listOf(support()))
                .with("team", team())
                .with("productCreatedTs", Shape.dateTime())
                .requiring("apiVersion", "kind", "id");
        return newer ? document.with("type", Shape.oneOf(TYPES)) : document.requiring("status");
    }

    private Shape description() {
        return group("a description")
                .with(List.of("purpose", "limitations", "usage"), Shape.text())
                .with("authoritativeDefinitions", definitions())
                .with("customProperties", customProperties());
    }

    private Shape inputPort() {
        return annotated("an input port")
                .with(List.of("name", "version", "contractId"), Shape.text())
                .requiring("name", "version", "contractId");
    }

    private Shape outputPort() {
        return annotated("an output port")
                .with(List.of("name", "description", "type", "version", "contractId"), Shape.text())
                .with(
                        "sbom",
                        Shape.listOf(group("a bill of materials")
                                .with(List.of("type", "url"), Shape.text())
                                .requiring("url")))
                .with(
                        "inputContracts",
                        Shape.listOf(group("an input contract")
                                .with(List.of("id", "version"), Shape.text())
                                .requiring("id", "version")))
                .requiring("name", "version");
    }

    private Shape managementPort() {
        return annotated("a management port")
                .with(List.of("name", "content", "type", "url", "channel", "description"), Shape.text())
                .requiring("name", "content");
    }

    private Shape support() {
        return annotated("a support channel")
                .with(List.of("channel", "url", "description", "tool", "scope", "invitationUrl"), Shape.text())
                .requiring("channel", "url");
    }

    private Shape team() {
        Shape member = annotated("a team member")
                .with(List.of("username", "name", "description", "role", "replacedByUsername"), Shape.text())
                .with(List.of("dateIn", "dateOut"), Shape.date())
                .requiring("username");
        return annotated("a team")
                .with(List.of("name", "description"), Shape.text())
                .with("members", Shape.listOf(member));
    }

    private Fields annotated(String noun) {
        return group(noun)
                .with("tags", tags())
                .with("customProperties", customProperties())
                .with("authoritativeDefinitions", definitions());
    }

    private Shape customProperties() {
        return Shape.listOf(group("a custom property")
                .with(List.of("property", "description"), Shape.text())
                .with("value", Shape.anything())
                .requiring("property", "value"));
    }

    private Shape definitions() {
        return Shape.listOf(group("an authoritative definition")
                .with(List.of("type", "url", "description"), Shape.text())
                .requiring("type", "url"));
    }

    private static Shape tags() {
        return Shape.listOf(Shape.text());
    }

    private Fields group(String noun) {
        return Fields.of(noun).open(newer);
    }
}
