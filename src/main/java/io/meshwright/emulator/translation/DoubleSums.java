package io.meshwright.emulator.translation;

/**
 * SUM and AVG of FLOAT64, whose sums DuckDB lets become infinite when they overflow.
 *
 * <p>A finite sum is right. Another is computed again from numbers 2^64 times smaller, whose sum is finite unless one of
 * them is not. That takes a second aggregate, so a provisional form only says that it would be needed.
 */
final class DoubleSums {

    /** 2^-64: the product is exact wherever it matters to a sum that large. */
    private static final String SMALLER = "5.421010862427522e-20";

    private static final String LARGER = "1.8446744073709552e19";

    /** What 2^64 makes infinite. */
    private static final String TOO_LARGE = "9.745314011399999e288";

    private DoubleSums() {}

    static String sum(AggregateCall call) {
        String sum = call.filtered("sum(" + call.distinct() + call.arg(0) + ")");
        if (DoubleArithmetic.isSmall(call.argument(0))) {
            return sum;
        }
        if (call.isProvisional()) {
            return unlessInDoubt(sum);
        }
        String small = call.filtered("sum(" + smaller(call) + ")");
        return "CASE WHEN isfinite(" + sum + ") THEN " + sum + " WHEN isfinite(" + small + ") AND abs(" + small
                + ") >= " + TOO_LARGE + " THEN CAST(error('double overflow') AS DOUBLE) ELSE " + small + " * " + LARGER
                + " END";
    }

    static String average(AggregateCall call) {
        String average = call.filtered("avg(" + call.distinct() + call.arg(0) + ")");
        if (DoubleArithmetic.isSmall(call.argument(0))) {
            return average;
        }
        return call.isProvisional()
                ? unlessInDoubt(average)
                : "CASE WHEN isfinite(" + average + ") THEN " + average + " ELSE "
                        + call.filtered("avg(" + smaller(call) + ")") + " * " + LARGER + " END";
    }

    private static String smaller(AggregateCall call) {
        return call.distinct() + "(" + call.arg(0) + ") * " + SMALLER;
    }

    private static String unlessInDoubt(String result) {
        return "CASE WHEN isfinite(" + result + ") THEN " + result + " WHEN " + result + " IS NOT NULL THEN CAST(error("
                + Duck.string(StatementRequest.IN_DOUBT) + ") AS DOUBLE) END";
    }
}
