package io.meshwright.contract;

import io.meshwright.diagnostic.SourceLocation;
import java.util.List;
import java.util.Map;

/** A quality rule (ODCS {@code quality}), on a table or a column. */
public sealed interface QualityRule {

    About about();

    /**
     * What all rules say of themselves.
     *
     * @param severity ODCS {@code severity}, as written; empty when silent
     * @param dimension ODCS {@code dimension}: accuracy, completeness, conformity, consistency, coverage, timeliness or uniqueness
     */
    record About(
            String id,
            String name,
            String description,
            String dimension,
            String severity,
            String businessImpact,
            SourceLocation location) {}

    /** {@code type: library}: a metric of the standard, in rows or percent. */
    record Library(About about, Metric metric, Unit unit, Map<String, Object> arguments, Comparison comparison)
            implements QualityRule {
        public Library {
            arguments = Map.copyOf(arguments);
        }
    }

    /** {@code type: sql}: a query with one number; {@code ${object}}, {@code ${table}}, {@code ${property}} and {@code ${column}} stand for names. */
    record Sql(About about, String query, Comparison comparison) implements QualityRule {}

    /** {@code type: text}: a rule for people. It is shown, never checked. */
    record Text(About about) implements QualityRule {}

    /** {@code type: custom}: a rule for another engine. It is kept and shown, never checked. */
    record Custom(About about, String engine, String implementation) implements QualityRule {}

    enum Metric {
        ROW_COUNT,
        NULL_VALUES,
        MISSING_VALUES,
        INVALID_VALUES,
        DUPLICATE_VALUES
    }

    enum Unit {
        ROWS,
        PERCENT
    }

    /** One of ODCS' comparison operators with its operands; between is inclusive. */
    record Comparison(Operator operator, List<Number> operands) {
        public Comparison {
            operands = List.copyOf(operands);
        }
    }

    enum Operator {
        MUST_BE,
        MUST_NOT_BE,
        MUST_BE_GREATER_THAN,
        MUST_BE_GREATER_OR_EQUAL_TO,
        MUST_BE_LESS_THAN,
        MUST_BE_LESS_OR_EQUAL_TO,
        MUST_BE_BETWEEN,
        MUST_NOT_BE_BETWEEN
    }
}
