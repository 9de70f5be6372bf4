package io.meshwright.emulator.translation;

import com.google.zetasql.ZetaSQLType.TypeKind;
import com.google.zetasql.resolvedast.ResolvedNodes.*;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** What BigQuery approximates is exact here: quantiles, distinct counts, the most frequent values. */
final class QuantileForms {

    private QuantileForms() {}

    static void register(FunctionTable<AggregateForm>.Chapter forms) {
        forms.put("approx_count_distinct", call -> call.plain("count(DISTINCT " + call.arg(0) + ")"));
        forms.put("approx_quantiles", QuantileForms::quantiles);
        forms.reference("approx_top_count approx_top_sum");
        forms.put("percentile_cont", call -> percentile(call, "quantile_cont"));
        forms.put("percentile_disc", call -> percentile(call, "quantile_disc"));
    }

    private static Optional<String> quantiles(AggregateCall call) {
        boolean plain = call.argument(1) instanceof ResolvedLiteral
                && !call.respectsNulls()
                && call.kind(0) != TypeKind.TYPE_BIGNUMERIC;
        if (!plain) {
            return Optional.empty();
        }
        long parts = ((ResolvedLiteral) call.argument(1)).getValue().getInt64Value();
        if (parts > ApproximateQueries.MOST) {
            return Optional.empty();
        }
        String head = "quantile_disc(" + call.distinct();
        String direct = call.filtered(head + call.arg(0) + ", " + fractions(0, parts, "") + ")");
        String turned = "list_concat([CAST('nan' AS DOUBLE)], list_transform("
                + call.filtered(head + "-" + call.arg(0) + ", " + fractions(1, parts, "-") + ")") + ", lambda q: -q))";
        return Optional.of(withNaN(call, direct, turned));
    }

    private static String fractions(long from, long parts, String sign) {
        return LongStream.rangeClosed(from, parts)
                .mapToObj(i -> "CAST(" + sign + (double) i / parts + " AS DOUBLE)")
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /** NaN comes first in GoogleSQL and last in DuckDB: where there is one, quantiles are taken from the other end. */
    private static String withNaN(AggregateCall call, String direct, String turned) {
        return call.kind(0) == TypeKind.TYPE_DOUBLE
                ? "CASE WHEN isnan(" + call.filtered("max(" + call.arg(0) + ")") + ") THEN " + turned + " ELSE "
                        + direct + " END"
                : direct;
    }

    /** {@code quantile_cont} interpolates as PERCENTILE_CONT does; the fraction must be known now. */
    private static Optional<String> percentile(AggregateCall call, String function) {
        Optional<Double> fraction = fraction(call.argument(1));
        boolean numbers = call.kind(0) == TypeKind.TYPE_DOUBLE || function.equals("quantile_disc");
        if (fraction.isEmpty() || !numbers || call.respectsNulls() || call.kind(0) == TypeKind.TYPE_BIGNUMERIC) {
            return Optional.empty();
        }
        String position = fraction.get() == 0 ? "CAST(0 AS DOUBLE)" : call.arg(1);
        String direct = call.filtered(function + "(" + call.arg(0) + ", " + position + ")");
        String turned = fraction.get() == 0
                ? "CAST('nan' AS DOUBLE)"
                : "-" + call.filtered(function + "(-" + call.arg(0) + ", -" + fraction.get() + ")");
        return Optional.of(withNaN(call, direct, turned));
    }

    private static Optional<Double> fraction(ResolvedExpr argument) {
        ResolvedExpr inner = argument instanceof ResolvedCast cast ? cast.getExpr() : argument;
        if (!(inner instanceof ResolvedLiteral literal) || literal.getValue().isNull()) {
            return Optional.empty();
        }
        return switch (literal.getType().getKind()) {
            case TYPE_DOUBLE -> Optional.of(literal.getValue().getDoubleValue());
            case TYPE_INT64 -> Optional.of((double) literal.getValue().getInt64Value());
            case TYPE_NUMERIC ->
                Optional.of(literal.getValue().getNumericValue().doubleValue());
            default -> Optional.empty();
        };
    }
}
