package io.meshwright.emulator.translation;

import com.google.zetasql.ZetaSQLType.TypeKind;
import java.util.Optional;

/** The table of aggregate functions, and those of one number for each group. */
final class AggregateForms {

    static final FunctionTable<AggregateForm> TABLE = new FunctionTable<>();

    static {
        register(TABLE.chapter("Aggregate functions"));
        statistics(TABLE.chapter("Statistical aggregate functions"));
        ListAggregates.register(TABLE.chapter("Aggregate functions"));
        QuantileForms.register(TABLE.chapter("Approximate aggregate functions"));
        SketchForms.register(TABLE);
        QuantileSketches.aggregates(TABLE);
        TABLE.chapter("Geography functions")
                .refuse(
                        RefusedFunctions.GEOGRAPHY,
                        "st_centroid_agg st_extent st_union_agg st_clusterdbscan st_nearest_neighbors");
        TABLE.chapter(MoreFunctions.CHAPTER).reference("elementwise_avg elementwise_sum");
    }

    private AggregateForms() {}

    private static void register(FunctionTable<AggregateForm>.Chapter forms) {
        forms.put("$count_star", call -> call.plain("count(*)"));
        forms.put("count", call -> call.plain("count(" + call.distinct() + call.arg(0) + ")"));
        forms.put("countif", AggregateForms::countIf);
        forms.put("sum", AggregateForms::sum);
        forms.put("avg", AggregateForms::average);
        forms.put("min", call -> extreme(call, "min"));
        forms.put("max", call -> extreme(call, "max"));
        forms.put("any_value", call -> call.plain("any_value(" + call.arg(0) + ")"));
        forms.put("max_by", call -> by(call, "arg_max_null"));
        forms.put("min_by", call -> by(call, "arg_min_null"));
        forms.put("logical_and", call -> call.plain("bool_and(" + call.arg(0) + ")"));
        forms.put("logical_or", call -> call.plain("bool_or(" + call.arg(0) + ")"));
        for (String name : new String[] {"bit_and", "bit_or", "bit_xor"}) {
            forms.put(
                    name,
                    call -> call.kind(0) == TypeKind.TYPE_INT64
                            ? call.plain(name + "(" + call.distinct() + call.arg(0) + ")")
                            : Optional.empty());
        }
        forms.reference("grouping");
        forms.refuse("there are no measures here", "agg");
    }

    private static void statistics(FunctionTable<AggregateForm>.Chapter forms) {
        for (String name : new String[] {"stddev_samp", "stddev_pop", "var_samp", "var_pop"}) {
            forms.put(
                    name,
                    call -> call.kind(0) == TypeKind.TYPE_DOUBLE
                            ? Optional.of(call.filtered(name + "(" + call.distinct() + call.arg(0) + ")")
                                    + ofOne(call, name, call.arg(0)))
                            : Optional.empty());
        }
        forms.alias("stddev", "stddev_samp");
        forms.alias("variance", "var_samp");
        for (String name : new String[] {"corr", "covar_pop", "covar_samp"}) {
            forms.put(name, call -> bivariate(call, name));
        }
    }

    /** Of one value that is no finite number DuckDB has the variance 0; it is NaN. */
    private static String ofOne(AggregateCall call, String name, String value) {
        return name.endsWith("_pop") ? " + 0 * " + call.filtered("any_value(" + value + ")") : "";
    }

    private static Optional<String> countIf(AggregateCall call) {
        if (call.isDistinct()) {
            return Optional.empty();
        }
        call.filter(call.arg(0));
        return call.isWindowed()
                ? Optional.of(call.over("count(CASE WHEN " + call.filters() + " THEN 1 END)"))
                : call.plain("count(*)");
    }

    private static Optional<String> sum(AggregateCall call) {
        String core = call.filtered("sum(" + call.distinct() + call.arg(0) + ")");
        return switch (call.kind(0)) {
            case TYPE_INT64 -> Optional.of("CAST(" + core + " AS BIGINT)");
            case TYPE_DOUBLE -> Optional.of(DoubleSums.sum(call));
            case TYPE_NUMERIC -> Optional.of(NumericSums.sum(call));
            default -> Optional.empty();
        };
    }

    private static Optional<String> average(AggregateCall call) {
        String value = call.distinct() + call.arg(0);
        return switch (call.kind(0)) {
            case TYPE_INT64 -> call.plain("avg(" + value + ")");
            case TYPE_DOUBLE -> Optional.of(DoubleSums.average(call));
            case TYPE_NUMERIC -> Optional.of(NumericSums.average(call));
            default -> Optional.empty();
        };
    }

    /** Any NaN makes the result NaN; to DuckDB it is the greatest number, and the negative of one too. */
    private static Optional<String> extreme(AggregateCall call, String name) {
        TypeKind kind = call.kind(0);
        if (kind == TypeKind.TYPE_BIGNUMERIC) {
            return call.plain("arg_" + name + "(" + call.arg(0) + ", " + BigNumericOrder.key(call.arg(0)) + ")");
        }
        if (kind != TypeKind.TYPE_DOUBLE
                && !OperatorForms.isComparable(call.argument(0).getType())) {
            return Optional.empty();
        }
        return Optional.of(
                kind == TypeKind.TYPE_DOUBLE && name.equals("min")
                        ? "(-" + call.filtered("max(-(" + call.arg(0) + "))") + ")"
                        : call.filtered(name + "(" + call.arg(0) + ")"));
    }

    private static Optional<String> by(AggregateCall call, String function) {
        return OperatorForms.isComparable(call.argument(1).getType())
                ? call.plain(function + "(" + call.arg(0) + ", " + call.arg(1) + ")")
                : Optional.empty();
    }

    private static Optional<String> bivariate(AggregateCall call, String name) {
        boolean doubles = call.kind(0) == TypeKind.TYPE_DOUBLE && call.kind(1) == TypeKind.TYPE_DOUBLE;
        if (!doubles || call.isDistinct()) {
            return Optional.empty();
        }
        String pair = "(" + String.join(", ", call.args()) + ")";
        String core = call.filtered(name + pair) + ofOne(call, name, "0 * " + call.arg(0) + " + 0 * " + call.arg(1));
        return Optional.of(
                name.equals("corr")
                        ? "CASE WHEN " + call.filtered("regr_count" + pair) + " > 1 THEN " + core + " END"
                        : core);
    }
}
