package io.meshwright.document;

import io.meshwright.diagnostic.Nearest;
import io.meshwright.document.Node.Absent;
import io.meshwright.document.Node.Scalar;
import io.meshwright.document.Node.Sequence;
import java.math.BigDecimal;
import java.text.ParsePosition;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What a part of a document must look like. Groups of fields are {@link Fields}. */
@FunctionalInterface
public interface Shape {

    /**
     * Reports what is wrong with a node.
     *
     * @param label how messages call it, such as {@code 'tags'}
     */
    void check(Node node, String label, Findings findings);

    static Shape anything() {
        return (node, label, findings) -> {};
    }

    /** Text; a number or true would need quotes. */
    static Shape text() {
        return (node, label, findings) -> {
            if (!(node instanceof Scalar scalar && scalar.isText())) {
                String advice = node instanceof Scalar scalar && !(scalar.value() instanceof Absent)
                        ? "; put quotes around it: \"" + scalar.text() + "\""
                        : "";
                wrongType(node, label, "text", advice, findings);
            }
        };
    }

    static Shape bool() {
        return (node, label, findings) -> {
            if (!(node instanceof Scalar scalar && scalar.value() instanceof Boolean)) {
                boolean quoted = node instanceof Scalar scalar
                        && List.of("true", "false").contains(scalar.text());
                wrongType(node, label, "true or false", quoted ? "; leave the quotes away" : "", findings);
            }
        };
    }

    static Shape number() {
        return (node, label, findings) -> {
            if (!isNumber(node)) {
                wrongType(node, label, "a number", unquote(node), findings);
            }
        };
    }

    /** A number above a bound. */
    static Shape numberAbove(long bound) {
        return (node, label, findings) -> {
            if (!isNumber(node) || decimal(node).compareTo(BigDecimal.valueOf(bound)) <= 0) {
                wrongType(node, label, "a number above " + bound, unquote(node), findings);
            }
        };
    }

    static Shape integer() {
        return (node, label, findings) -> {
            if (!isInteger(node)) {
                wrongType(node, label, "a whole number", unquote(node), findings);
            }
        };
    }

    static Shape integerFrom(long least) {
        return (node, label, findings) -> {
            if (!isInteger(node) || decimal(node).compareTo(BigDecimal.valueOf(least)) < 0) {
                wrongType(node, label, "a whole number from " + least, unquote(node), findings);
            }
        };
    }

    /** Text, a number, true, false or nothing: no list and no group. */
    static Shape scalar() {
        return (node, label, findings) -> {
            if (!(node instanceof Scalar)) {
                wrongType(node, label, "a single value", "", findings);
            }
        };
    }

    static Shape group() {
        return (node, label, findings) -> {
            if (!(node instanceof Node.Mapping)) {
                wrongType(node, label, "a group of fields", "", findings);
            }
        };
    }

    /** One of some words. */
    static Shape oneOf(List<String> words) {
        return (node, label, findings) -> {
            if (!(node instanceof Scalar scalar && scalar.isText())) {
                wrongType(node, label, "one of " + String.join(", ", words), "", findings);
            } else if (!words.contains(scalar.text())) {
                findings.error(
                        "unknown-value",
                        node.location(),
                        label + " cannot be '" + scalar.text() + "'"
                                + Nearest.question(
                                        scalar.text(),
                                        words,
                                        (words.size() == 1 ? "; it is " : "; it is one of ") + String.join(", ", words)
                                                + "."));
            }
        };
    }

    /**
     * Text of a pattern.
     *
     * @param example what would fit, for the message
     */
    static Shape matching(String pattern, String example) {
        Pattern compiled = Pattern.compile(pattern);
        return (node, label, findings) -> {
            if (!(node instanceof Scalar scalar && scalar.isText())) {
                text().check(node, label, findings);
            } else if (!compiled.matcher(scalar.text()).find()) {
                findings.error(
                        "wrong-format",
                        node.location(),
                        label + " cannot be '" + scalar.text() + "'; write it like " + example + ".");
            }
        };
    }

    /** Text that should be a date (2026-11-30); another text is a warning, as the standards' schemas let it pass. */
    static Shape date() {
        return temporal(DateTimeFormatter.ISO_LOCAL_DATE, "a date like 2026-11-30");
    }

    /** Text that should be an instant with offset; another text is a warning. */
    static Shape dateTime() {
        return temporal(DateTimeFormatter.ISO_OFFSET_DATE_TIME, "an instant like 2026-11-30T08:00:00Z");
    }

    private static Shape temporal(DateTimeFormatter format, String example) {
        return (node, label, findings) -> {
            text().check(node, label, findings);
            if (node instanceof Scalar scalar && scalar.isText()) {
                if (format.parseUnresolved(scalar.text(), new ParsePosition(0)) == null) {
                    findings.warning(
                            "wrong-format",
                            node.location(),
                            label + " should be " + example + ", not '" + scalar.text() + "'.");
                }
            }
        };
    }

    /** A list. */
    static Shape listOf(Shape item) {
        return (node, label, findings) -> {
            if (node instanceof Sequence sequence) {
                sequence.items().forEach(part -> item.check(part, "An item of " + label, findings));
            } else {
                wrongType(node, label, "a list", "; start its items with '- '", findings);
            }
        };
    }

    /** A list of texts, with at least one and none twice. */
    static Shape distinctTexts() {
        return (node, label, findings) -> {
            listOf(text()).check(node, label, findings);
            if (node instanceof Sequence sequence) {
                if (sequence.items().isEmpty()) {
                    findings.error("too-few", node.location(), label + " needs at least one item.");
                }
                reportRepeated(sequence, label, findings);
            }
        };
    }

    /** A list of two different numbers. */
    static Shape range() {
        return (node, label, findings) -> {
            listOf(number()).check(node, label, findings);
            if (node instanceof Sequence sequence) {
                if (sequence.items().size() != 2) {
                    findings.error(
                            "wrong-length", node.location(), label + " takes two numbers, the lowest and the highest.");
                }
                reportRepeated(sequence, label, findings);
            }
        };
    }

    /** A shape that depends on what is there; also how shapes contain themselves. */
    static Shape depending(Function<Node, Shape> choice) {
        return (node, label, findings) -> choice.apply(node).check(node, label, findings);
    }

    private static void reportRepeated(Sequence sequence, String label, Findings findings) {
        Set<Object> seen = new HashSet<>();
        for (Node item : sequence.items()) {
            Object key = isNumber(item) ? decimal(item).stripTrailingZeros() : item.plain();
            if (!seen.add(key)) {
                findings.error("duplicate-value", item.location(), label + " has the same item twice.");
            }
        }
    }

    private static boolean isNumber(Node node) {
        return node instanceof Scalar scalar && scalar.value() instanceof Number;
    }

    private static boolean isInteger(Node node) {
        return isNumber(node) && decimal(node).stripTrailingZeros().scale() <= 0;
    }

    private static BigDecimal decimal(Node node) {
        return new BigDecimal(((Scalar) node).value().toString());
    }

    private static String unquote(Node node) {
        return node instanceof Scalar scalar && scalar.isText() && PlainScalar.isNumber(scalar.text())
                ? "; leave the quotes away"
                : "";
    }

    private static void wrongType(Node node, String label, String wanted, String advice, Findings findings) {
        findings.error(
                "wrong-type", node.location(), label + " takes " + wanted + ", not " + node.kind() + advice + ".");
    }
}
