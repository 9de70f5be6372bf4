package io.meshwright.emulator.translation;

import java.util.function.UnaryOperator;

/**
 * SUM and AVG of NUMERIC, whose sums leave DuckDB's widest numbers on their way where GoogleSQL's do not.
 *
 * <p>A sum that does not fail is right. Another is computed again from whole numbers and fractions apart.
 */
final class NumericSums {

    /** What a sum fails with that is too large, or was so on its way. */
    static final String OVERFLOW = "numeric overflow: SUM";

    /** The whole part of the greatest NUMERIC. */
    private static final String MOST = "99999999999999999999999999999";

    private NumericSums() {}

    static String sum(AggregateCall call) {
        if (call.isProvisional()) {
            return call.filtered("sum(" + call.distinct() + call.arg(0) + ")");
        }
        String whole = whole(call);
        String sum = Duck.cast(whole, "DECIMAL(38,9)") + " + " + fraction(call);
        String overflow = Duck.failure(Duck.string(OVERFLOW), "DECIMAL(38,9)");
        return "CASE WHEN abs(" + whole + ") > " + MOST + " THEN " + overflow + " ELSE " + sum + " END";
    }

    static String average(AggregateCall call) {
        String count = "nullif(" + call.filtered("count(" + call.distinct() + call.arg(0) + ")") + ", 0)";
        if (call.isProvisional()) {
            String sum = call.filtered("sum(" + call.distinct() + call.arg(0) + ")");
            return divided(Duck.cast(sum, "DECIMAL(38,9)"), count);
        }
        String whole = "CAST(" + whole(call) + " AS HUGEINT)";
        String rest = Duck.cast(whole + " % " + count, "DECIMAL(38,9)") + " + " + fraction(call);
        return Duck.cast(whole + " // " + count, "DECIMAL(38,9)") + " + " + divided(rest, count);
    }

    private static String whole(AggregateCall call) {
        return sum(call, number -> "trunc(" + number + ")");
    }

    private static String fraction(AggregateCall call) {
        return sum(call, number -> number + " - trunc(" + number + ")");
    }

    /** The sum of a part of each number; distinct numbers may have the same part. */
    private static String sum(AggregateCall call, UnaryOperator<String> part) {
        return call.isDistinct()
                ? "list_sum(list_transform(" + call.filtered("list(DISTINCT " + call.arg(0) + ")") + ", lambda n: "
                        + part.apply("n") + "))"
                : call.filtered("sum(" + part.apply("(" + call.arg(0) + ")") + ")");
    }

    private static String divided(String sum, String count) {
        return "googlesql_numeric_divide(" + sum + ", " + Duck.cast(count, "DECIMAL(38,9)") + ")";
    }
}
