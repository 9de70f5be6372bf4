package io.meshwright.emulator.translation;

import com.google.zetasql.Type;
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
        String fractions = LongStream.rangeClosed(0, parts)
                .mapToObj(i -> "CAST(" + (double) i / parts + " AS DOUBLE)")
                .collect(Collectors.joining(", ", "[", "]"));
        return Optional.of(withoutNaN(
                call,
                call.filtered("quantile_disc(" + call.distinct() + call.arg(0) + ", " + fractions + ")"),
                call.node().getType()));
    }

    /** NaN comes first in GoogleSQL and last in DuckDB, so quantiles over it are refused when it is met. */
    private static String withoutNaN(AggregateCall call, String quantile, Type type) {
        return call.kind(0) == TypeKind.TYPE_DOUBLE
                ? "CASE WHEN isnan(" + call.filtered("max(" + call.arg(0) + ")")
                        + ") THEN CAST(error('quantiles of values with NaN among them are not supported') AS "
                        + DuckType.of(type) + ") ELSE " + quantile + " END"
                : quantile;
    }

    /** {@code quantile_cont} interpolates as PERCENTILE_CONT does; the fraction must be known now. */
    private static Optional<String> percentile(AggregateCall call, String function) {
        boolean constant = call.argument(1) instanceof ResolvedLiteral || call.argument(1) instanceof ResolvedCast;
        boolean numbers = call.kind(0) == TypeKind.TYPE_DOUBLE || function.equals("quantile_disc");
        return constant && numbers && !call.respectsNulls() && call.kind(0) != TypeKind.TYPE_BIGNUMERIC
                ? Optional.of(withoutNaN(
                        call,
                        call.filtered(function + "(" + call.arg(0) + ", " + call.arg(1) + ")"),
                        call.node().getType()))
                : Optional.empty();
    }
}
