package io.meshwright.contract;

import io.meshwright.contract.OdcsShape.Edition;
import io.meshwright.document.Fields;
import io.meshwright.document.Findings;
import io.meshwright.document.Node;
import io.meshwright.document.Node.Mapping;
import io.meshwright.document.Shape;
import java.util.List;

/** The fields of a quality rule, by its type. */
final class QualityShape {

    static final List<String> METRICS =
            List.of("nullValues", "missingValues", "invalidValues", "duplicateValues", "rowCount");
    private static final List<String> DIMENSIONS =
            List.of("accuracy", "completeness", "conformity", "consistency", "coverage", "timeliness", "uniqueness");
    private static final List<String> TYPES = List.of("text", "library", "sql", "custom");

    private final Edition edition;
    private final OdcsShape odcs;

    QualityShape(Edition edition, OdcsShape odcs) {
        this.edition = edition;
        this.odcs = odcs;
    }

    Shape rule() {
        return Shape.depending(this::fields);
    }

    private Fields fields(Node node) {
        Fields rule = Fields.of("a quality rule")
                .with(odcs.since31("id"), odcs.stableId())
                .with("authoritativeDefinitions", odcs.definitions())
                .with("customProperties", odcs.customProperties())
                .with(
                        List.of(
                                "businessImpact",
                                "description",
                                "method",
                                "name",
                                "schedule",
                                "scheduler",
                                "severity",
                                "unit"),
                        Shape.text())
                .with("dimension", Shape.oneOf(DIMENSIONS))
                .with("tags", odcs.tags())
                .with("type", Shape.oneOf(TYPES));
        if (!(node instanceof Mapping mapping)) {
            return rule;
        }
        if (isCheckedAsLibrary(mapping)) {
            rule = library(rule, mapping);
        }
        if (mapping.text("type").equals("sql")) {
            rule = compared(rule.with("query", Shape.text()).requiring("query"));
        }
        if (mapping.text("type").equals("custom")) {
            rule = rule.with("engine", Shape.text())
                    .with("implementation", implementation())
                    .requiring("engine", "implementation");
        }
        return odcs.strictSince31(rule);
    }

    /** In 3.0 a rule without a type is a library rule whatever it holds. */
    private boolean isCheckedAsLibrary(Mapping rule) {
        if (edition == Edition.V3_0) {
            return !rule.has("type") || rule.text("type").equals("library");
        }
        return isLibrary(rule);
    }

    /** A rule without a type that names a metric is a library rule. */
    static boolean isLibrary(Mapping rule) {
        return rule.text("type").equals("library") || rule.has("metric") || (!rule.has("type") && rule.has("rule"));
    }

    private Fields library(Fields rule, Mapping mapping) {
        Fields library = rule.with("rule", Shape.text()).with("arguments", Shape.group());
        if (edition == Edition.V3_0) {
            return comparable(library.requiring("rule"));
        }
        // The standard's text keeps the deprecated name alive; its schema forgets to.
        boolean deprecated = mapping.has("rule") && !mapping.has("metric");
        return compared(library.with("metric", Shape.oneOf(METRICS)).requiring(deprecated ? "rule" : "metric"));
    }

    private static Fields comparable(Fields rule) {
        return rule.with(List.of("mustBe", "mustNotBe"), Shape.anything())
                .with(
                        List.of("mustBeGreaterThan", "mustBeGreaterOrEqualTo", "mustBeLessThan", "mustBeLessOrEqualTo"),
                        Shape.number())
                .with(List.of("mustBeBetween", "mustNotBeBetween"), Shape.range());
    }

    private Fields compared(Fields rule) {
        return edition == Edition.V3_0 ? comparable(rule) : comparable(rule).holding(QualityShape::oneComparison);
    }

    private static void oneComparison(Mapping rule, Findings findings) {
        List<String> used =
                ComparisonReader.OPERATORS.keySet().stream().filter(rule::has).toList();
        if (used.isEmpty()) {
            findings.error(
                    "missing-field",
                    rule.location(),
                    "The rule does not say what the number must be; add one of "
                            + String.join(", ", ComparisonReader.OPERATORS.keySet()) + ".");
        } else if (used.size() > 1) {
            findings.error(
                    "too-many",
                    rule.fields().get(used.get(1)).location(),
                    "A rule has one comparison, and this has " + String.join(" and ", used)
                            + "; make two rules of it or use mustBeBetween.");
        }
    }

    private static Shape implementation() {
        return (node, label, findings) -> {
            if (!(node instanceof Mapping)) {
                Shape.text().check(node, label, findings);
            }
        };
    }
}
