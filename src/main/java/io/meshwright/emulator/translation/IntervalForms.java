package io.meshwright.emulator.translation;

import com.google.zetasql.ZetaSQLType.TypeKind;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedExpr;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedFunctionCall;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedLiteral;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Intervals: DuckDB's have months, days and microseconds, as GoogleSQL's, and wider bounds. */
final class IntervalForms {

    /** How a number of such parts is an interval, and the largest number that is one. */
    private record Part(String duck, long most) {}

    private static final Map<String, Part> PARTS = Map.of(
            "YEAR", new Part("to_months(CAST(12 * {0} AS INTEGER))", 10_000),
            "QUARTER", new Part("to_months(CAST(3 * {0} AS INTEGER))", 40_000),
            "MONTH", new Part("to_months(CAST({0} AS INTEGER))", 120_000),
            "WEEK", new Part("to_days(CAST(7 * {0} AS INTEGER))", 522_857),
            "DAY", new Part("to_days(CAST({0} AS INTEGER))", 3_660_000),
            "HOUR", new Part("to_microseconds({0} * 3600000000)", 87_840_000),
            "MINUTE", new Part("to_microseconds({0} * 60000000)", 5_270_400_000L),
            "SECOND", new Part("to_microseconds({0} * 1000000)", 316_224_000_000L),
            "MILLISECOND", new Part("to_microseconds({0} * 1000)", 316_224_000_000_000L),
            "MICROSECOND", new Part("to_microseconds({0})", 316_224_000_000_000_000L));

    private static final Set<String> OF_MONTHS = Set.of("YEAR", "QUARTER", "MONTH");

    private IntervalForms() {}

    static void register(FunctionTable<FunctionForm>.Chapter forms) {
        forms.put("$interval", IntervalForms::counted);
        forms.reference("make_interval justify_days justify_hours justify_interval");
    }

    /** {@code INTERVAL x DAY}. */
    private static Optional<String> counted(FunctionCall call) {
        Part part = PARTS.get(call.part(1));
        if (part == null || !call.type(0).isInt64()) {
            return Optional.empty();
        }
        boolean certain = call.integer(0)
                .filter(number -> Math.abs(number) <= part.most())
                .isPresent();
        String exact = ReferenceCall.expression(
                "INTERVAL {0} " + call.part(1), call.type(), List.of(call.type(0)), List.of(call.arg(0)), "INTERVAL");
        return Optional.of(
                certain
                        ? call.fill(part.duck())
                        : call.fill(
                                "CASE WHEN {0} BETWEEN " + -part.most() + " AND " + part.most() + " THEN " + part.duck()
                                        + " WHEN {0} IS NULL THEN NULL ELSE {exact} END",
                                exact));
    }

    /** Whether a call adds an interval to a date or time, or subtracts one. */
    static boolean isMove(FunctionCall call) {
        return call.kind(1) == TypeKind.TYPE_INTERVAL
                && Set.of(TypeKind.TYPE_DATE, TypeKind.TYPE_DATETIME, TypeKind.TYPE_TIMESTAMP)
                        .contains(call.kind(0));
    }

    /** A date or time and an interval: what leaves the calendar, or moves a TIMESTAMP by months, the reference refuses. */
    static Optional<String> moved(FunctionCall call, String sign) {
        String time = call.kind(0) == TypeKind.TYPE_DATE ? "CAST({0} AS TIMESTAMP)" : "{0}";
        boolean perhapsMonths = call.kind(0) == TypeKind.TYPE_TIMESTAMP
                && mayHaveMonths(call.arguments().get(1));
        String months = perhapsMonths ? " AND date_part('year', {1}) = 0 AND date_part('month', {1}) = 0" : "";
        String sum = "(" + time + " " + sign + " {1})";
        String exact = ReferenceCall.expression(
                "({0} " + sign + " {1})", call.type(), List.of(call.type(0), call.type(1)), call.sql(), "INTERVAL");
        return Optional.of(call.fill(
                "CASE WHEN " + sum + " BETWEEN TIMESTAMP '0001-01-01' AND TIMESTAMP '9999-12-31 23:59:59.999999'"
                        + months + " THEN " + sum + " WHEN " + sum + " IS NULL THEN NULL ELSE {exact} END",
                exact));
    }

    private static boolean mayHaveMonths(ResolvedExpr interval) {
        if (interval instanceof ResolvedLiteral literal && !literal.getValue().isNull()) {
            return literal.getValue().getIntervalValue().months() != 0;
        }
        return !(interval instanceof ResolvedFunctionCall call
                && call.getFunction().getName().equals("$interval")
                && call.getArgumentList().get(1) instanceof ResolvedLiteral part
                && !OF_MONTHS.contains(part.getValue().getEnumName()));
    }
}
