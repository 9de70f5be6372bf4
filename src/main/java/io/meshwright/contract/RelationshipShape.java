package io.meshwright.contract;

import io.meshwright.contract.OdcsShape.Edition;
import io.meshwright.document.Fields;
import io.meshwright.document.Findings;
import io.meshwright.document.Node;
import io.meshwright.document.Node.Mapping;
import io.meshwright.document.Node.Sequence;
import io.meshwright.document.Shape;
import java.util.List;

/** Foreign keys: {@code relationships} of a table or a column, since 3.1. */
final class RelationshipShape {

    private static final String SHORT = "[A-Za-z_][A-Za-z0-9_]*\\.[A-Za-z_][A-Za-z0-9_]*";
    private static final String FULL =
            "(?:(?:https?://)?[A-Za-z0-9._\\-/]+\\.yaml#)?/?[A-Za-z_][A-Za-z0-9_]*/[A-Za-z0-9_-]+"
                    + "(?:/[A-Za-z_][A-Za-z0-9_]*/[A-Za-z0-9_-]+)*";
    private static final Shape REFERENCE =
            Shape.matching("^(?:" + SHORT + "|" + FULL + ")$", "table.column or /schema/table/properties/column");

    private final Edition edition;
    private final OdcsShape odcs;

    RelationshipShape(Edition edition, OdcsShape odcs) {
        this.edition = edition;
        this.odcs = odcs;
    }

    /** From columns of this table to columns of another, as many on both sides. */
    Shape betweenTables() {
        return base("a relationship between tables")
                .with("from", references())
                .requiring("from", "to")
                .holding(RelationshipShape::bothSidesAlike);
    }

    Shape ofColumn() {
        return base("a relationship of a column").requiring("to");
    }

    private Fields base(String noun) {
        return Fields.of(noun)
                .with("type", Shape.oneOf(List.of("foreignKey")))
                .with("to", references())
                .with("customProperties", odcs.customProperties())
                .open(edition == Edition.V3_2);
    }

    private static Shape references() {
        return Shape.depending(node -> node instanceof Sequence sequence ? list(sequence) : REFERENCE);
    }

    private static Shape list(Sequence sequence) {
        return (node, label, findings) -> {
            Shape.listOf(REFERENCE).check(node, label, findings);
            if (sequence.items().isEmpty()) {
                findings.error("too-few", node.location(), label + " needs at least one column.");
            }
        };
    }

    private static void bothSidesAlike(Mapping relationship, Findings findings) {
        Node from = relationship.value("from").orElse(null);
        Node to = relationship.value("to").orElse(null);
        if (from != null && to != null && from instanceof Sequence != to instanceof Sequence) {
            findings.error(
                    "wrong-type", to.location(), "'from' and 'to' are both one column or both a list of columns.");
        }
    }
}
