package io.meshwright.emulator.translation;

import com.google.zetasql.ZetaSQLType.TypeKind;
import com.google.zetasql.resolvedast.ResolvedNodes.*;
import com.google.zetasql.resolvedast.ResolvedNonScalarFunctionCallBaseEnums.NullHandlingModifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** One call of an aggregate function, over a group or over a window, its arguments written already. */
final class AggregateCall {

    private final ExpressionWriter expressions;
    private final Ordering ordering;
    private final ResolvedNonScalarFunctionCallBase call;
    private final String over;
    private final List<String> args;
    private final Optional<List<String>> groupKeys;
    private final List<String> filters = new ArrayList<>();

    /**
     * @param over {@code OVER (...)} with a space before it, or empty
     * @param groupKeys what only rows of the same groups have in common, as texts; empty where that cannot be said
     */
    AggregateCall(
            ExpressionWriter expressions,
            Ordering ordering,
            ResolvedNonScalarFunctionCallBase call,
            String over,
            Optional<List<String>> groupKeys) {
        this.expressions = expressions;
        this.ordering = ordering;
        this.call = call;
        this.over = over;
        this.groupKeys = groupKeys;
        this.args = expressions.writeAll(call.getArgumentList());
        if (call.getWhereExpr() != null) {
            filters.add(expressions.write(call.getWhereExpr()));
        }
    }

    String name() {
        return String.join(".", call.getFunction().getNamePath()).toLowerCase(Locale.ROOT);
    }

    ResolvedNonScalarFunctionCallBase node() {
        return call;
    }

    int size() {
        return args.size();
    }

    String arg(int index) {
        return args.get(index);
    }

    List<String> args() {
        return args;
    }

    ResolvedExpr argument(int index) {
        return call.getArgumentList().get(index);
    }

    /** The argument as GoogleSQL where it is known now. */
    Optional<String> constant(int index) {
        return expressions.constant(argument(index));
    }

    TypeKind kind(int index) {
        return argument(index).getType().getKind();
    }

    String write(ResolvedExpr expression) {
        return expressions.write(expression);
    }

    boolean isWindowed() {
        return !over.isEmpty();
    }

    /** Takes the libraries in JavaScript that a statement uses. */
    Set<String> libraries() {
        return expressions.libraries();
    }

    Optional<List<String>> groupKeys() {
        return groupKeys;
    }

    boolean isProvisional() {
        return expressions.isProvisional();
    }

    boolean isDistinct() {
        return call.getDistinct();
    }

    String distinct() {
        return call.getDistinct() ? "DISTINCT " : "";
    }

    boolean ignoresNulls() {
        return call.getNullHandlingModifier() == NullHandlingModifier.IGNORE_NULLS;
    }

    boolean respectsNulls() {
        return call.getNullHandlingModifier() == NullHandlingModifier.RESPECT_NULLS;
    }

    /** Only rows for which the condition holds take part. */
    void filter(String condition) {
        filters.add(condition);
    }

    String filters() {
        return String.join(" AND ", filters);
    }

    Optional<String> plain(String core) {
        return Optional.of(filtered(core));
    }

    /** DuckDB's call with OVER, the filters being part of it already. */
    String over(String core) {
        return core + over;
    }

    /** DuckDB's call with FILTER and OVER. */
    String filtered(String core) {
        return core + (filters.isEmpty() ? "" : " FILTER (WHERE " + filters() + ")") + over;
    }

    Optional<ResolvedAggregateFunctionCall> aggregate() {
        return call instanceof ResolvedAggregateFunctionCall aggregate ? Optional.of(aggregate) : Optional.empty();
    }

    Optional<ResolvedAggregateHavingModifier> having() {
        return aggregate().map(ResolvedAggregateFunctionCall::getHavingModifier);
    }

    List<ResolvedOrderByItem> orderItems() {
        return aggregate()
                .map(ResolvedAggregateFunctionCall::getOrderByItemList)
                .map(List::copyOf)
                .orElse(List.of());
    }

    /** {@code ORDER BY} with a space before it, or empty. */
    String orderBy() {
        return orderItems().isEmpty() ? "" : " ORDER BY " + ordering.write(orderItems());
    }

    Optional<ResolvedExpr> limit() {
        return aggregate().map(ResolvedAggregateFunctionCall::getLimit);
    }

    /** As many elements of a list as LIMIT says; NULL where it says none. */
    String limited(String list) {
        return limit().map(count -> limited(list, new CheckedNumber(count, expressions.write(count))))
                .orElse(list);
    }

    private static String limited(String list, CheckedNumber count) {
        String some = "(" + list + ")[1:" + count.sql() + "]";
        return count.isAtLeast(1)
                ? some
                : "CASE WHEN "
                        + count.atLeast(0, "Limit requires non-null count", "Limit requires non-negative count")
                        + " > 0 THEN " + some + " END";
    }
}
