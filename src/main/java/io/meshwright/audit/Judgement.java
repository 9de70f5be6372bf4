package io.meshwright.audit;

import io.meshwright.contract.QualityRule.Comparison;
import io.meshwright.contract.QualityRule.Operator;
import io.meshwright.contract.QualityRule.Unit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** A comparison of ODCS, applied to what was measured and said in words. */
record Judgement(Operator operator, List<BigDecimal> operands, String unit) {

    Judgement {
        operands = List.copyOf(operands);
        int wanted = operator == Operator.MUST_BE_BETWEEN || operator == Operator.MUST_NOT_BE_BETWEEN ? 2 : 1;
        if (operands.size() != wanted) {
            throw new IllegalArgumentException(operator + " takes " + wanted + " operands, not " + operands);
        }
    }

    static Judgement rows(Operator operator, long operand) {
        return new Judgement(operator, List.of(BigDecimal.valueOf(operand)), "rows");
    }

    static Judgement of(Comparison comparison, Unit unit) {
        return of(comparison, unit == Unit.PERCENT ? "%" : "rows");
    }

    static Judgement of(Comparison comparison, String unit) {
        List<BigDecimal> operands = comparison.operands().stream()
                .map(operand -> new BigDecimal(operand.toString()))
                .toList();
        return new Judgement(comparison.operator(), operands, unit);
    }

    boolean accepts(BigDecimal measured) {
        int first = measured.compareTo(operands.get(0));
        return switch (operator) {
            case MUST_BE -> first == 0;
            case MUST_NOT_BE -> first != 0;
            case MUST_BE_GREATER_THAN -> first > 0;
            case MUST_BE_GREATER_OR_EQUAL_TO -> first >= 0;
            case MUST_BE_LESS_THAN -> first < 0;
            case MUST_BE_LESS_OR_EQUAL_TO -> first <= 0;
            case MUST_BE_BETWEEN -> first >= 0 && measured.compareTo(operands.get(1)) <= 0;
            case MUST_NOT_BE_BETWEEN -> first < 0 || measured.compareTo(operands.get(1)) > 0;
        };
    }

    /** Whether the value is refused for being too large, so that the rows counted are the ones to show. */
    boolean exceededBy(BigDecimal measured) {
        return !accepts(measured)
                && switch (operator) {
                    case MUST_BE, MUST_BE_LESS_THAN, MUST_BE_LESS_OR_EQUAL_TO ->
                        measured.compareTo(operands.get(0)) >= 0;
                    case MUST_BE_BETWEEN -> measured.compareTo(operands.get(1)) > 0;
                    case MUST_NOT_BE, MUST_NOT_BE_BETWEEN -> measured.signum() > 0;
                    case MUST_BE_GREATER_THAN, MUST_BE_GREATER_OR_EQUAL_TO -> false;
                };
    }

    String expected() {
        String words =
                switch (operator) {
                    case MUST_BE -> "";
                    case MUST_NOT_BE -> "not ";
                    case MUST_BE_GREATER_THAN -> "more than ";
                    case MUST_BE_GREATER_OR_EQUAL_TO -> "at least ";
                    case MUST_BE_LESS_THAN -> "less than ";
                    case MUST_BE_LESS_OR_EQUAL_TO -> "at most ";
                    case MUST_BE_BETWEEN -> "between ";
                    case MUST_NOT_BE_BETWEEN -> "not between ";
                };
        String values = operands.stream()
                .map(Judgement::plain)
                .reduce((a, b) -> a + " and " + b)
                .orElse("");
        return words + withUnit(values, operands.get(operands.size() - 1));
    }

    String measured(BigDecimal value) {
        return withUnit(plain(value), value);
    }

    static String inRows(BigDecimal count) {
        return plain(count) + (count.compareTo(BigDecimal.ONE) == 0 ? " row" : " rows");
    }

    boolean isShare() {
        return unit.equals("%");
    }

    private String withUnit(String text, BigDecimal value) {
        if (unit.isEmpty()) {
            return text;
        }
        boolean one = unit.equals("rows") && value.compareTo(BigDecimal.ONE) == 0;
        return text + " " + (one ? "row" : unit);
    }

    private static String plain(BigDecimal value) {
        BigDecimal shown = value.scale() > 4 ? value.setScale(4, RoundingMode.HALF_UP) : value;
        BigDecimal stripped = shown.signum() == 0 && value.signum() != 0 ? value : shown;
        return stripped.stripTrailingZeros().toPlainString();
    }
}
