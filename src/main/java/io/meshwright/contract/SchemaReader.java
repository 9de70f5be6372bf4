package io.meshwright.contract;

import io.meshwright.diagnostic.Nearest;
import io.meshwright.document.Findings;
import io.meshwright.document.Node;
import io.meshwright.document.Node.Mapping;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads tables and columns whose shape is right. */
final class SchemaReader {

    private final Findings findings;
    private final QualityRuleReader rules;

    SchemaReader(Findings findings) {
        this.findings = findings;
        this.rules = new QualityRuleReader(findings);
    }

    List<SchemaObject> objects(Mapping document) {
        reportRepeated(document.mappings("schema"), "table");
        return document.mappings("schema").stream().map(this::object).toList();
    }

    private SchemaObject object(Mapping object) {
        List<SchemaProperty> properties = properties(object);
        reportKeyPositions(object.mappings("properties"));
        reportRuleColumns(object, properties);
        return new SchemaObject(
                object.text("name"),
                object.text("physicalName"),
                object.text("description"),
                object.text("dataGranularityDescription"),
                properties,
                quality(object, false),
                object.location());
    }

    private List<SchemaProperty> properties(Mapping parent) {
        reportRepeated(parent.mappings("properties"), "column");
        return parent.mappings("properties").stream().map(this::property).toList();
    }

    private SchemaProperty property(Mapping property) {
        reportRepeatedEnum(property);
        return new SchemaProperty(
                property.text("name"),
                property.text("logicalType"),
                property.text("physicalType"),
                property.text("businessName"),
                property.text("description"),
                property.isTrue("required"),
                property.isTrue("unique"),
                property.isTrue("primaryKey"),
                position(property),
                property.text("classification"),
                property.isTrue("criticalDataElement"),
                property.texts("tags"),
                property.texts("examples"),
                property.mapping("logicalTypeOptions")
                        .map(SchemaReader::options)
                        .orElse(Map.of()),
                properties(property),
                property.mapping("items").map(this::property),
                quality(property, true),
                property.location());
    }

    private static Map<String, Object> options(Mapping options) {
        Map<String, Object> plain = new HashMap<>();
        options.fields()
                .keySet()
                .forEach(name -> options.value(name).map(Node::plain).ifPresent(value -> plain.put(name, value)));
        return plain;
    }

    private List<QualityRule> quality(Mapping parent, boolean onColumn) {
        List<QualityRule> read = new ArrayList<>();
        for (Mapping rule : parent.mappings("quality")) {
            rules.read(rule, onColumn).ifPresent(read::add);
        }
        return read;
    }

    private static int position(Mapping property) {
        return property.value("primaryKeyPosition")
                .map(Node::plain)
                .map(value -> value instanceof Number number ? number.intValue() : -1)
                .orElse(-1);
    }

    /** Names of columns differ in more than case, as GoogleSQL sees them. */
    private void reportRepeated(List<Mapping> named, String noun) {
        Map<String, Mapping> seen = new HashMap<>();
        for (Mapping one : named) {
            String name = one.text("name");
            Mapping earlier = seen.putIfAbsent(name.toLowerCase(Locale.ROOT), one);
            if (earlier != null) {
                findings.error(
                        "duplicate-name",
                        one.locationOf("name"),
                        "There are two " + noun + "s '" + name + "', the other in line "
                                + earlier.locationOf("name").line() + "; rename or remove one.");
            }
        }
    }

    private void reportKeyPositions(List<Mapping> properties) {
        Map<Integer, String> taken = new HashMap<>();
        for (Mapping property : properties) {
            int position = position(property);
            if (!property.isTrue("primaryKey") || position == -1) {
                continue;
            }
            String earlier = taken.putIfAbsent(position, property.text("name"));
            if (position < 1) {
                findings.error(
                        "unknown-value",
                        property.locationOf("primaryKeyPosition"),
                        "Positions in the primary key start at 1, not " + position + ".");
            } else if (earlier != null) {
                findings.error(
                        "duplicate-value",
                        property.locationOf("primaryKeyPosition"),
                        "'" + earlier + "' has position " + position + " in the primary key already.");
            }
        }
    }

    private void reportRuleColumns(Mapping object, List<SchemaProperty> properties) {
        List<String> names = properties.stream().map(SchemaProperty::name).toList();
        for (Mapping rule : object.mappings("quality")) {
            Optional<Mapping> arguments = rule.mapping("arguments");
            for (String column :
                    arguments.map(given -> given.texts("properties")).orElse(List.of())) {
                if (!names.isEmpty() && names.stream().noneMatch(column::equalsIgnoreCase)) {
                    findings.error(
                            "unknown-column",
                            arguments.get().locationOf("properties"),
                            "The table has no column '" + column + "'" + Nearest.question(column, names, "."));
                }
            }
        }
    }

    /** The 3.2 text forbids what its schema cannot: one value listed twice. */
    private void reportRepeatedEnum(Mapping property) {
        Map<Object, Mapping> seen = new HashMap<>();
        for (Mapping choice : property.mappings("enum")) {
            Object value = choice.value("value").map(Node::plain).orElse("");
            if (seen.putIfAbsent(value, choice) != null) {
                findings.error(
                        "duplicate-value", choice.location(), "'" + value + "' is listed twice; remove one of them.");
            }
        }
    }
}
