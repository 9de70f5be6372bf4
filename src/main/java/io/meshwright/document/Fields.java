package io.meshwright.document;

import io.meshwright.diagnostic.Nearest;
import io.meshwright.document.Node.Mapping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * The shape of a group of fields: which there are, which must be there, and what holds between them. Immutable; each
 * method returns a wider shape.
 */
public final class Fields implements Shape {

    private final String noun;
    private final Map<String, Shape> shapes;
    private final Set<String> required;
    private final boolean open;
    private final Predicate<Node> exempt;
    private final List<BiConsumer<Mapping, Findings>> rules;

    private Fields(
            String noun,
            Map<String, Shape> shapes,
            Set<String> required,
            boolean open,
            Predicate<Node> exempt,
            List<BiConsumer<Mapping, Findings>> rules) {
        this.noun = noun;
        this.shapes = shapes;
        this.required = required;
        this.open = open;
        this.exempt = exempt;
        this.rules = rules;
    }

    /**
     * No fields yet.
     *
     * @param noun what messages call the group, with its article: "a column"
     */
    public static Fields of(String noun) {
        return new Fields(noun, Map.of(), Set.of(), false, node -> false, List.of());
    }

    public Fields with(String name, Shape shape) {
        Map<String, Shape> more = new LinkedHashMap<>(shapes);
        more.put(name, shape);
        return new Fields(noun, more, required, open, exempt, rules);
    }

    /** Several fields of one shape. */
    public Fields with(List<String> names, Shape shape) {
        Fields wider = this;
        for (String name : names) {
            wider = wider.with(name, shape);
        }
        return wider;
    }

    public Fields without(String name) {
        Map<String, Shape> fewer = new LinkedHashMap<>(shapes);
        fewer.remove(name);
        return new Fields(noun, fewer, required, open, exempt, rules);
    }

    public Fields requiring(String... names) {
        Set<String> more = new LinkedHashSet<>(required);
        more.addAll(List.of(names));
        return new Fields(noun, shapes, more, open, exempt, rules);
    }

    /** Unknown fields are kept without a word, unless they look like a slip (then with a warning). */
    public Fields open() {
        return new Fields(noun, shapes, required, true, exempt, rules);
    }

    public Fields open(boolean really) {
        return really ? open() : this;
    }

    /** Values that fit every field, such as variables. */
    public Fields allowing(Predicate<Node> values) {
        return new Fields(noun, shapes, required, open, values, rules);
    }

    /** Something that must hold between fields. */
    public Fields holding(BiConsumer<Mapping, Findings> rule) {
        List<BiConsumer<Mapping, Findings>> more = new ArrayList<>(rules);
        more.add(rule);
        return new Fields(noun, shapes, required, open, exempt, more);
    }

    @Override
    public void check(Node node, String label, Findings findings) {
        if (!(node instanceof Mapping mapping)) {
            findings.error(
                    "wrong-type",
                    node.location(),
                    label + " takes " + noun + " with its fields, not " + node.kind() + ".");
            return;
        }
        for (String name : required) {
            if (!mapping.has(name)) {
                findings.error("missing-field", node.location(), "'" + name + "' is missing; " + noun + " needs it.");
            }
        }
        mapping.fields().forEach((name, field) -> {
            Shape shape = shapes.get(name);
            if (shape == null) {
                reportUnknown(name, mapping, field, findings);
            } else if (!exempt.test(field.value())) {
                shape.check(field.value(), "'" + name + "'", findings);
            }
        });
        rules.forEach(rule -> rule.accept(mapping, findings));
    }

    private void reportUnknown(String name, Mapping mapping, Node.Field field, Findings findings) {
        List<String> candidates =
                shapes.keySet().stream().filter(known -> !mapping.has(known)).toList();
        String message = "'" + name + "' is not a field of " + noun;
        if (!open) {
            findings.error("unknown-field", field.location(), message + Nearest.question(name, candidates, "."));
        } else if (Nearest.to(name, candidates).isPresent()) {
            findings.warning("unknown-field", field.location(), message + Nearest.question(name, candidates, "."));
        }
    }
}
