package io.meshwright.emulator.translation;

import com.google.zetasql.ZetaSQLType.TypeKind;
import com.google.zetasql.resolvedast.ResolvedNodes.*;
import com.google.zetasql.resolvedast.ResolvedNonScalarFunctionCallBaseEnums.NullHandlingModifier;
import com.google.zetasql.resolvedast.ResolvedWindowFrameEnums.FrameUnit;
import com.google.zetasql.resolvedast.ResolvedWindowFrameExprEnums.BoundaryType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes analytic calls. */
final class WindowWriter {

    enum Kind {
        NUMBERING,
        NAVIGATION
    }

    /** The functions that exist with OVER only. */
    static final FunctionTable<Kind> TABLE = new FunctionTable<>();

    static {
        FunctionTable<Kind>.Chapter numbering = TABLE.chapter("Numbering functions");
        for (String name : "row_number rank dense_rank percent_rank cume_dist ntile".split(" ")) {
            numbering.put(name, Kind.NUMBERING);
        }
        FunctionTable<Kind>.Chapter navigation = TABLE.chapter("Navigation functions");
        for (String name : "lag lead first_value last_value nth_value".split(" ")) {
            navigation.put(name, Kind.NAVIGATION);
        }
        TABLE.chapter(MoreFunctions.CHAPTER).put("is_first", Kind.NUMBERING);
    }

    private final ExpressionWriter expressions;
    private final Ordering ordering;

    WindowWriter(ExpressionWriter expressions, Ordering ordering) {
        this.expressions = expressions;
        this.ordering = ordering;
    }

    String write(ResolvedAnalyticFunctionGroup group, ResolvedAnalyticFunctionCall call) {
        String name = call.getFunction().getName().toLowerCase(Locale.ROOT);
        Optional<Kind> kind = TABLE.find(name).flatMap(FunctionTable.Entry::form);
        boolean framed = call.getWindowFrame() != null
                && !kind.equals(Optional.of(Kind.NUMBERING))
                && !name.equals("lag")
                && !name.equals("lead");
        String over = " OVER (" + window(group, framed ? call.getWindowFrame() : null) + ")";
        if (name.equals("is_first")) {
            return "(row_number()" + over + " <= "
                    + expressions.write(call.getArgumentList().get(0)) + ")";
        }
        if (kind.equals(Optional.of(Kind.NUMBERING))) {
            return name + "(" + String.join(", ", expressions.writeAll(call.getArgumentList())) + ")" + over;
        }
        if (kind.equals(Optional.of(Kind.NAVIGATION))) {
            refuseNegativeOffset(name, call);
            boolean ignore = call.getNullHandlingModifier() == NullHandlingModifier.IGNORE_NULLS;
            return name + "(" + String.join(", ", expressions.writeAll(call.getArgumentList()))
                    + (ignore ? " IGNORE NULLS" : "") + ")" + over;
        }
        return AggregateWriter.write(expressions, ordering, call, over);
    }

    /** An error in BigQuery, where DuckDB looks the other way. */
    private static void refuseNegativeOffset(String name, ResolvedAnalyticFunctionCall call) {
        boolean negative = call.getArgumentList().size() > 1
                && call.getArgumentList().get(1) instanceof ResolvedLiteral literal
                && literal.getType().isInt64()
                && (literal.getValue().isNull() || literal.getValue().getInt64Value() < 0);
        if (negative && (name.equals("lag") || name.equals("lead"))) {
            throw new UnsupportedSql(
                    name, "an offset of " + name.toUpperCase(Locale.ROOT) + " that is negative or NULL");
        }
    }

    private String window(ResolvedAnalyticFunctionGroup group, ResolvedWindowFrame frame) {
        List<String> parts = new ArrayList<>();
        if (group.getPartitionBy() != null) {
            parts.add("PARTITION BY " + partition(group.getPartitionBy()));
        }
        if (group.getOrderBy() != null) {
            List<ResolvedOrderByItem> items = group.getOrderBy().getOrderByItemList();
            boolean distances = frame != null
                    && frame.getFrameUnit() == FrameUnit.RANGE
                    && (isDistance(frame.getStartExpr()) || isDistance(frame.getEndExpr()));
            parts.add("ORDER BY " + (distances ? ordering.writeSingleKey(items.get(0)) : ordering.write(items)));
        }
        if (frame != null) {
            parts.add(frame.getFrameUnit().name() + " BETWEEN " + bound(frame.getStartExpr()) + " AND "
                    + bound(frame.getEndExpr()));
        }
        return String.join(" ", parts);
    }

    private String partition(ResolvedWindowPartitioning by) {
        return by.getPartitionByList().stream()
                .map(key -> expressions.collations().isFolded(key)
                        ? Collations.key(expressions.write(key))
                        : expressions.write(key))
                .collect(Collectors.joining(", "));
    }

    private static boolean isDistance(ResolvedWindowFrameExpr bound) {
        return bound.getBoundaryType() == BoundaryType.OFFSET_PRECEDING
                || bound.getBoundaryType() == BoundaryType.OFFSET_FOLLOWING;
    }

    private String bound(ResolvedWindowFrameExpr bound) {
        return switch (bound.getBoundaryType()) {
            case UNBOUNDED_PRECEDING -> "UNBOUNDED PRECEDING";
            case UNBOUNDED_FOLLOWING -> "UNBOUNDED FOLLOWING";
            case CURRENT_ROW -> "CURRENT ROW";
            case OFFSET_PRECEDING -> distance(bound.getExpression()) + " PRECEDING";
            case OFFSET_FOLLOWING -> distance(bound.getExpression()) + " FOLLOWING";
            default -> throw new UnsupportedSql("OVER", "this window frame");
        };
    }

    private String distance(ResolvedExpr distance) {
        String sql = expressions.write(distance);
        return distance.getType().getKind() == TypeKind.TYPE_BIGNUMERIC ? BigNumericOrder.distance(sql) : sql;
    }
}
