package io.meshwright.contract;

import io.meshwright.document.Fields;
import io.meshwright.document.Node;
import io.meshwright.document.Node.Mapping;
import io.meshwright.document.Node.Scalar;
import io.meshwright.document.Shape;
import java.util.List;

/**
 * The fields of an ODCS document, for one edition of the standard.
 *
 * <p>Version 3.0 leaves most groups open to fields of one's own, 3.1 closes them, and of 3.2 what 3.1 knows is checked
 * and the rest is kept.
 */
final class OdcsShape {

    static final List<String> LOGICAL_TYPES =
            List.of("string", "date", "timestamp", "time", "number", "integer", "object", "array", "boolean");
    private static final List<String> LOGICAL_TYPES_3_0 =
            List.of("string", "date", "number", "integer", "object", "array", "boolean");
    private static final List<String> LOGICAL_TYPES_3_2 = List.of(
            "string", "date", "timestamp", "time", "number", "integer", "object", "array", "boolean", "map", "vector");

    private final Edition edition;
    private final QualityShape quality;

    enum Edition {
        V3_0,
        V3_1,
        V3_2
    }

    OdcsShape(Edition edition) {
        this.edition = edition;
        this.quality = new QualityShape(edition, this);
    }

    /** The whole document. */
    Shape document() {
        Fields document = Fields.of("a data contract")
                .with(List.of("version", "id", "name", "tenant", "status", "dataProduct", "domain"), Shape.text())
                .with("apiVersion", Shape.anything())
                .with("kind", Shape.oneOf(List.of("DataContract")))
                .with("tags", tags())
                .with("servers", Shape.listOf(new ServerShape(edition, this).server()))
                .with("description", description())
                .with("schema", Shape.listOf(schemaObject()))
                .with("support", Shape.listOf(support()))
                .with("price", price())
                .with("team", team())
                .with("roles", Shape.listOf(role()))
                .with("slaDefaultElement", Shape.text())
                .with("slaProperties", Shape.listOf(serviceLevel()))
                .with("authoritativeDefinitions", definitions())
                .with("customProperties", customProperties())
                .with("contractCreatedTs", Shape.dateTime())
                .requiring("version", "apiVersion", "kind", "id");
        return edition == Edition.V3_2 ? tolerant(document) : document.requiring("status");
    }

    private Shape description() {
        return Fields.of("a description")
                .with(List.of("usage", "purpose", "limitations"), Shape.text())
                .with("authoritativeDefinitions", definitions())
                .with("customProperties", customProperties())
                .open();
    }

    private Shape schemaObject() {
        return closed(
                element("a schema object")
                        .with("logicalType", Shape.oneOf(List.of("object")))
                        .with("physicalName", Shape.text())
                        .with("dataGranularityDescription", Shape.text())
                        .with("properties", Shape.listOf(property()))
                        .with("quality", Shape.listOf(quality.rule()))
                        .with(
                                since31("relationships"),
                                Shape.listOf(new RelationshipShape(edition, this).betweenTables()))
                        .requiring("name"),
                edition == Edition.V3_2);
    }

    private Fields element(String noun) {
        return Fields.of(noun)
                .with(since31("id"), stableId())
                .with(List.of("name", "physicalType", "description", "businessName"), Shape.text())
                .with("authoritativeDefinitions", definitions())
                .with("tags", tags())
                .with("customProperties", customProperties());
    }

    /** A column, or a field of an object. */
    Shape property() {
        return Shape.depending(node -> baseProperty(node, false).requiring("name"));
    }

    private Shape item() {
        return Shape.depending(node -> baseProperty(node, true));
    }

    private Fields baseProperty(Node node, boolean item) {
        String type = node instanceof Mapping mapping ? mapping.text("logicalType") : "";
        boolean typed = node instanceof Mapping mapping && mapping.has("logicalType");
        Fields fields = element(item ? "the items of an array" : "a column")
                .with(List.of("primaryKey", "required", "unique", "partitioned", "criticalDataElement"), Shape.bool())
                .with(List.of("primaryKeyPosition", "partitionKeyPosition"), Shape.integer())
                .with("logicalType", Shape.oneOf(logicalTypes()))
                .with("logicalTypeOptions", new TypeOptionsShape(edition).options(type, typed))
                .with(List.of("physicalName", "classification", "encryptedName"), Shape.text())
                .with("transformSourceObjects", Shape.listOf(Shape.text()))
                .with(List.of("transformLogic", "transformDescription"), Shape.text())
                .with("examples", Shape.listOf(Shape.anything()))
                .with("quality", Shape.listOf(quality.rule()))
                .with(since31("relationships"), Shape.listOf(new RelationshipShape(edition, this).ofColumn()));
        if (item || !typed || type.equals("object")) {
            fields = fields.with("properties", Shape.listOf(property()));
        }
        if (!typed || type.equals("array")) {
            fields = fields.with("items", item());
        }
        return closed(fields, edition == Edition.V3_2);
    }

    private List<String> logicalTypes() {
        return switch (edition) {
            case V3_0 -> LOGICAL_TYPES_3_0;
            case V3_1 -> LOGICAL_TYPES;
            case V3_2 -> LOGICAL_TYPES_3_2;
        };
    }

    private Shape support() {
        Fields support = Fields.of("a support channel")
                .with(since31("id"), stableId())
                .with(List.of("channel", "url", "description", "tool", "scope", "invitationUrl"), Shape.text())
                .with(since31("customProperties"), customProperties())
                .requiring("channel");
        return strictSince31(edition == Edition.V3_0 ? support.requiring("url") : support);
    }

    private Shape price() {
        return strictSince31(Fields.of("a price")
                .with(since31("id"), stableId())
                .with("priceAmount", Shape.number())
                .with(List.of("priceCurrency", "priceUnit"), Shape.text()));
    }

    private Shape team() {
        Fields member = strictSince31(Fields.of("a team member")
                .with(since31("id"), stableId())
                .with(List.of("username", "name", "description", "role", "replacedByUsername"), Shape.text())
                .with(List.of("dateIn", "dateOut"), Shape.date())
                .with(since31("tags"), tags())
                .with(since31("customProperties"), customProperties())
                .with(since31("authoritativeDefinitions"), definitions()));
        if (edition == Edition.V3_0) {
            return Shape.listOf(member);
        }
        Fields team = strictSince31(Fields.of("a team")
                .with("id", stableId())
                .with(List.of("name", "description"), Shape.text())
                .with("members", Shape.listOf(member.requiring("username")))
                .with("tags", tags())
                .with("customProperties", customProperties())
                .with("authoritativeDefinitions", definitions()));
        return Shape.depending(
                node -> node instanceof Node.Sequence ? Shape.listOf(member.requiring("username")) : team);
    }

    Shape role() {
        return strictSince31(Fields.of("a role")
                .with(since31("id"), stableId())
                .with(
                        List.of("role", "description", "access", "firstLevelApprovers", "secondLevelApprovers"),
                        Shape.text())
                .with("customProperties", customProperties())
                .requiring("role"));
    }

    private Shape serviceLevel() {
        return strictSince31(Fields.of("a service level")
                .with(since31("id"), stableId())
                .with(List.of("property", "unit", "element", "driver"), Shape.text())
                .with(List.of("value", "valueExt"), Shape.scalar())
                .with(since31("description", "scheduler", "schedule"), Shape.text())
                .requiring("property", "value"));
    }

    Shape customProperties() {
        Fields property = Fields.of("a custom property")
                .with(since31("id"), stableId())
                .with("property", Shape.text())
                .with("value", Shape.anything())
                .with(since31("description"), Shape.text());
        return Shape.listOf(
                strictSince31(edition == Edition.V3_0 ? property : property.requiring("property", "value")));
    }

    Shape definitions() {
        return Shape.listOf(strictSince31(Fields.of("an authoritative definition")
                .with(since31("id"), stableId())
                .with(List.of("url", "type"), Shape.text())
                .with(since31("description"), Shape.text())
                .requiring("url", "type")));
    }

    Shape tags() {
        return Shape.listOf(Shape.text());
    }

    Shape stableId() {
        return Shape.matching("^[A-Za-z0-9_-]+$", "my-id_1 (letters, digits, - and _)");
    }

    /** Fields that came with 3.1; in a 3.0 document such a name is one of the author's own. */
    List<String> since31(String... names) {
        return edition == Edition.V3_0 ? List.of() : List.of(names);
    }

    Fields strictSince31(Fields fields) {
        return closed(fields, edition != Edition.V3_1);
    }

    private Fields closed(Fields fields, boolean open) {
        if (edition == Edition.V3_2) {
            return tolerant(fields);
        }
        return open ? fields.open() : fields;
    }

    /** In 3.2 a variable such as {@code ${PORT}} may stand for any value; tools keep it as it is written. */
    private static Fields tolerant(Fields fields) {
        return fields.open().allowing(OdcsShape::isVariable);
    }

    private static boolean isVariable(Node node) {
        return node instanceof Scalar scalar && scalar.isText() && scalar.text().contains("${");
    }
}
