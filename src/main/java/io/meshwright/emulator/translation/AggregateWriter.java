package io.meshwright.emulator.translation;

import com.google.zetasql.resolvedast.ResolvedAggregateHavingModifierEnums.HavingModifierKind;
import com.google.zetasql.resolvedast.ResolvedFunctionCallBaseEnums.ErrorMode;
import com.google.zetasql.resolvedast.ResolvedNodes.*;
import io.meshwright.sql.JavaScriptFunction;
import java.util.Optional;

/** Writes one aggregate call, over a group or over a window. */
final class AggregateWriter {

    private AggregateWriter() {}

    /** @param over {@code OVER (...)} with a space before it, or empty */
    static String write(
            ExpressionWriter expressions, Ordering ordering, ResolvedNonScalarFunctionCallBase node, String over) {
        return write(expressions, new AggregateCall(expressions, ordering, node, over, Optional.empty()));
    }

    static String write(ExpressionWriter expressions, AggregateCall call) {
        ResolvedNonScalarFunctionCallBase node = call.node();
        refuseWhatNobodyHonours(call);
        if (node.getFunction() instanceof JavaScriptFunction function) {
            return JavaScriptAggregate.write(function.routine(), call, call.libraries());
        }
        Optional<AggregateForm> form = AggregateForms.TABLE.form(call.name());
        if (call.having().isPresent()) {
            return having(call, expressions.collations()).orElseGet(() -> ReferenceAggregate.write(call));
        }
        if (!node.getCollationList().isEmpty()
                && (isFolded(call, expressions.collations())
                        || !expressions.collations().mayBeBinary())) {
            return collated(call, expressions.collations());
        }
        boolean safe = node.getErrorMode() == ErrorMode.SAFE_ERROR_MODE;
        return form.filter(each -> !safe)
                .flatMap(each -> each.write(call))
                .orElseGet(() -> ReferenceAggregate.write(call));
    }

    private static void refuseWhatNobodyHonours(AggregateCall call) {
        if (call.node().getWithGroupRowsSubquery() != null) {
            throw new UnsupportedSql("GROUP_ROWS", "WITH GROUP ROWS");
        }
        if (call.aggregate().map(each -> !each.getGroupByList().isEmpty()).orElse(false)) {
            throw new UnsupportedSql(call.name(), "GROUP BY inside an aggregate function");
        }
    }

    /** Over texts whose collation says which are equal and which is the least. */
    private static String collated(AggregateCall call, Collations collations) {
        if (!isFolded(call, collations)) {
            throw collations.refused(call.name());
        }
        int compared = compared(call);
        String key = Collations.key(call.arg(compared));
        return switch (call.name()) {
            case "count" -> call.filtered("count(" + call.distinct() + key + ")");
            case "approx_count_distinct" -> call.filtered("count(DISTINCT " + key + ")");
            case "min", "max" -> call.filtered("arg_" + call.name() + "(" + call.arg(0) + ", " + key + ")");
            case "min_by", "max_by" ->
                call.filtered("arg_" + call.name().replace("_by", "_null(") + call.arg(0) + ", " + key + ")");
            case "array_agg", "string_agg" -> ReferenceAggregate.write(call, collations);
            default -> throw collations.refused(call.name());
        };
    }

    private static boolean isFolded(AggregateCall call, Collations collations) {
        return call.size() > compared(call) && collations.isFolded(call.argument(compared(call)));
    }

    /** The argument whose values are compared. */
    private static int compared(AggregateCall call) {
        return call.name().endsWith("_by") ? 1 : 0;
    }

    /** {@code ANY_VALUE(x HAVING MAX y)} over values that compare in DuckDB as they do in GoogleSQL. */
    private static Optional<String> having(AggregateCall call, Collations collations) {
        ResolvedAggregateHavingModifier modifier = call.having().orElseThrow();
        boolean comparable = OperatorForms.isComparable(modifier.getHavingExpr().getType());
        if (!call.name().equals("any_value") || !call.filters().isEmpty() || !comparable) {
            return Optional.empty();
        }
        String function = modifier.getKind() == HavingModifierKind.MAX ? "arg_max_null" : "arg_min_null";
        String key = call.write(modifier.getHavingExpr());
        return call.plain(function + "(" + call.arg(0) + ", "
                + (collations.isFolded(modifier.getHavingExpr()) ? Collations.key(key) : key) + ")");
    }
}
