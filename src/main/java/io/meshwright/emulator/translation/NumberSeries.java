package io.meshwright.emulator.translation;

import com.google.zetasql.resolvedast.ResolvedFunctionCallBaseEnums.ErrorMode;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedExpr;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedFunctionCall;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedLiteral;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code GENERATE_ARRAY} of integers known now: rows that DuckDB counts one by one, without an array in memory.
 *
 * @param step not zero
 */
record NumberSeries(long first, long last, long step) {

    static Optional<NumberSeries> of(ResolvedExpr array) {
        if (!(array instanceof ResolvedFunctionCall call)
                || !call.getFunction().getName().equalsIgnoreCase("generate_array")
                || call.getErrorMode() != ErrorMode.DEFAULT_ERROR_MODE) {
            return Optional.empty();
        }
        List<Long> numbers = new ArrayList<>();
        for (ResolvedExpr argument : call.getArgumentList()) {
            if (!(argument instanceof ResolvedLiteral literal)
                    || literal.getValue().isNull()
                    || !literal.getType().isInt64()) {
                return Optional.empty();
            }
            numbers.add(literal.getValue().getInt64Value());
        }
        return Optional.of(new NumberSeries(numbers.get(0), numbers.get(1), numbers.size() > 2 ? numbers.get(2) : 1))
                .filter(series -> series.step != 0 && series.last > Long.MIN_VALUE && series.last < Long.MAX_VALUE);
    }

    /** A FROM item with the numbers in one column. */
    String from(String column) {
        return "range(" + first + ", " + (last + Long.signum(step)) + ", " + step + ") AS series(" + column + ")";
    }
}
