package io.meshwright.contract;

import io.meshwright.contract.QualityRule.Comparison;
import io.meshwright.contract.QualityRule.Operator;
import io.meshwright.document.Findings;
import io.meshwright.document.Node;
import io.meshwright.document.Node.Mapping;
import io.meshwright.document.Node.Scalar;
import io.meshwright.document.Node.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the comparison of a rule: {@code mustBe: 0}. */
final class ComparisonReader {

    /** Operators by their names in the standard. */
    static final Map<String, Operator> OPERATORS = new LinkedHashMap<>();

    static {
        OPERATORS.put("mustBe", Operator.MUST_BE);
        OPERATORS.put("mustNotBe", Operator.MUST_NOT_BE);
        OPERATORS.put("mustBeGreaterThan", Operator.MUST_BE_GREATER_THAN);
        OPERATORS.put("mustBeGreaterOrEqualTo", Operator.MUST_BE_GREATER_OR_EQUAL_TO);
        OPERATORS.put("mustBeLessThan", Operator.MUST_BE_LESS_THAN);
        OPERATORS.put("mustBeLessOrEqualTo", Operator.MUST_BE_LESS_OR_EQUAL_TO);
        OPERATORS.put("mustBeBetween", Operator.MUST_BE_BETWEEN);
        OPERATORS.put("mustNotBeBetween", Operator.MUST_NOT_BE_BETWEEN);
    }

    private ComparisonReader() {}

    /** The rule's comparison; empty when it has none or one that is no use, which is then reported. */
    static Optional<Comparison> read(Mapping rule, Findings findings) {
        for (var operator : OPERATORS.entrySet()) {
            if (rule.has(operator.getKey())) {
                return read(
                        operator.getKey(),
                        operator.getValue(),
                        rule.fields().get(operator.getKey()).value(),
                        findings);
            }
        }
        return Optional.empty();
    }

    private static Optional<Comparison> read(String name, Operator operator, Node node, Findings findings) {
        List<Number> operands = new ArrayList<>();
        for (Node item : node instanceof Sequence sequence ? sequence.items() : List.of(node)) {
            if (item instanceof Scalar scalar && scalar.value() instanceof Number number) {
                operands.add(number);
            } else {
                findings.error(
                        "wrong-type",
                        item.location(),
                        "'" + name + "' takes a number, because a rule measures a number; this is " + item.kind()
                                + ".");
                return Optional.empty();
            }
        }
        boolean isRange = operator == Operator.MUST_BE_BETWEEN || operator == Operator.MUST_NOT_BE_BETWEEN;
        if (operands.size() != (isRange ? 2 : 1)) {
            findings.error(
                    "wrong-length", node.location(), "'" + name + "' takes one number, not " + node.kind() + ".");
            return Optional.empty();
        }
        if (isRange && operands.get(0).doubleValue() > operands.get(1).doubleValue()) {
            findings.error(
                    "wrong-order",
                    node.location(),
                    "'" + name + "' starts with the lower number: [" + operands.get(1) + ", " + operands.get(0) + "].");
            return Optional.empty();
        }
        return Optional.of(new Comparison(operator, operands));
    }
}
