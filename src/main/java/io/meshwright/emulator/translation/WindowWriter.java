package io.meshwright.emulator.translation;

import com.google.zetasql.resolvedast.ResolvedNodes.*;
import com.google.zetasql.resolvedast.ResolvedNonScalarFunctionCallBaseEnums.NullHandlingModifier;
import com.google.zetasql.resolvedast.ResolvedWindowFrameEnums.FrameUnit;
import com.google.zetasql.resolvedast.ResolvedWindowFrameExprEnums.BoundaryType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    /** Functions with a number of buckets or rows, as its errors begin. */
    private static final Map<String, String> COUNTED = Map.of(
            "ntile", "The N value (number of buckets) for the NTILE function",
            "nth_value", "The N value for the NthValue function",
            "lag", "The offset to the function LAG",
            "lead", "The offset to the function LEAD");

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
        if (kind.isPresent()) {
            boolean ignore = call.getNullHandlingModifier() == NullHandlingModifier.IGNORE_NULLS;
            return name + "(" + String.join(", ", arguments(name, call)) + (ignore ? " IGNORE NULLS" : "") + ")" + over;
        }
        return AggregateWriter.write(expressions, ordering, call, over);
    }

    /** With counts and offsets that fail where they are NULL or too small, as they do not in DuckDB. */
    private List<String> arguments(String name, ResolvedAnalyticFunctionCall call) {
        List<String> arguments = new ArrayList<>(expressions.writeAll(call.getArgumentList()));
        if (name.startsWith("l")
                && arguments.size() > 2
                && OuterColumns.hasOwn(call.getArgumentList().get(2))) {
            throw new UnsupportedSql(name, "a default of " + name.toUpperCase(Locale.ROOT) + " that is not constant");
        }
        int checked = name.equals("ntile") ? 0 : 1;
        if (COUNTED.containsKey(name) && arguments.size() > checked) {
            boolean counts = !name.startsWith("l");
            arguments.set(
                    checked,
                    new CheckedNumber(call.getArgumentList().get(checked), arguments.get(checked))
                            .atLeast(
                                    counts ? 1 : 0,
                                    COUNTED.get(name) + " must not be " + (counts ? "NULL" : "null"),
                                    COUNTED.get(name) + (counts ? " must be positive" : " must not be negative")));
        }
        return arguments;
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
            parts.add(frame.getFrameUnit().name() + " BETWEEN " + bound(group, frame, frame.getStartExpr()) + " AND "
                    + bound(group, frame, frame.getEndExpr()));
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

    private String bound(
            ResolvedAnalyticFunctionGroup group, ResolvedWindowFrame frame, ResolvedWindowFrameExpr bound) {
        return switch (bound.getBoundaryType()) {
            case UNBOUNDED_PRECEDING -> "UNBOUNDED PRECEDING";
            case UNBOUNDED_FOLLOWING -> "UNBOUNDED FOLLOWING";
            case CURRENT_ROW -> "CURRENT ROW";
            case OFFSET_PRECEDING -> distance(group, frame, bound) + " PRECEDING";
            case OFFSET_FOLLOWING -> distance(group, frame, bound) + " FOLLOWING";
            default -> throw new UnsupportedSql("OVER", "this window frame");
        };
    }

    private String distance(
            ResolvedAnalyticFunctionGroup group, ResolvedWindowFrame frame, ResolvedWindowFrameExpr bound) {
        CheckedNumber number = new CheckedNumber(bound.getExpression(), expressions.write(bound.getExpression()));
        if (frame.getFrameUnit() == FrameUnit.ROWS) {
            return number.distance();
        }
        ResolvedOrderByItem key = group.getOrderBy().getOrderByItemList().get(0);
        boolean preceding = bound.getBoundaryType() == BoundaryType.OFFSET_PRECEDING;
        return number.rangeDistance(expressions.write(key.getColumnRef()), preceding, key.getIsDescending());
    }
}
