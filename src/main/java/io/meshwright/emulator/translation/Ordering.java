package io.meshwright.emulator.translation;

import com.google.zetasql.Type;
import com.google.zetasql.ZetaSQLType.TypeKind;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedOrderByItem;
import java.util.List;
import java.util.stream.Collectors;

/** ORDER BY with GoogleSQL's order: NULL first, then NaN, then numbers; descending the other way round. */
final class Ordering {

    private final ExpressionWriter expressions;

    Ordering(ExpressionWriter expressions) {
        this.expressions = expressions;
    }

    String write(List<ResolvedOrderByItem> items) {
        return items.stream().map(this::write).collect(Collectors.joining(", "));
    }

    /** For RANGE frames with distances, which allow one key only: of doubles the negative one, for NaN's place. */
    String writeSingleKey(ResolvedOrderByItem item) {
        String value = expressions.write(item.getColumnRef());
        boolean descending = item.getIsDescending();
        return switch (item.getColumnRef().getType().getKind()) {
            case TYPE_DOUBLE -> "-" + value + (descending ? "" : " DESC") + placed(item);
            default ->
                RangeKey.of(item.getColumnRef().getType().getKind(), value)
                        + (descending ? " DESC" : "")
                        + placed(item);
        };
    }

    private static String placed(ResolvedOrderByItem item) {
        return switch (item.getNullOrder()) {
            case NULLS_FIRST -> " NULLS FIRST";
            case NULLS_LAST -> " NULLS LAST";
            default -> item.getIsDescending() ? " NULLS LAST" : " NULLS FIRST";
        };
    }

    private String write(ResolvedOrderByItem item) {
        boolean folded = Collations.isFoldedBy(item.getCollationName())
                || expressions.collations().isFolded(item.getColumnRef());
        TypeKind kind = item.getColumnRef().getType().getKind();
        String value = expressions.write(item.getColumnRef());
        String key = folded
                ? Collations.key(value)
                : switch (kind) {
                    case TYPE_BIGNUMERIC -> BigNumericOrder.key(value);
                    case TYPE_ARRAY ->
                        elements(item.getColumnRef().getType().asArray().getElementType(), value);
                    default -> value;
                };
        boolean descending = item.getIsDescending();
        String nulls = placed(item);
        if (kind == TypeKind.TYPE_RANGE) {
            return range(value, descending, nulls);
        }
        String order = key + (descending ? " DESC" : "") + nulls;
        return kind == TypeKind.TYPE_DOUBLE
                ? "isnan(" + key + ")" + (descending ? "" : " DESC") + nulls + ", " + order
                : order;
    }

    /** Arrays sort by their elements, of which NULL comes first, then NaN. */
    private static String elements(Type element, String array) {
        String value =
                switch (element.getKind()) {
                    case TYPE_BIGNUMERIC -> BigNumericOrder.key("e");
                    case TYPE_RANGE -> throw new UnsupportedSql("ORDER", "ORDER BY over arrays of RANGE values");
                    default -> "e";
                };
        String number = element.isDouble() ? "NOT isnan(e)" : "TRUE";
        return "list_transform(" + array + ", lambda e: {'known': e IS NOT NULL, 'number': " + number + ", 'value': "
                + value + "})";
    }

    /** By start, then by end; a start without bound comes before all others, an end without bound after. */
    private static String range(String value, boolean descending, String nulls) {
        String way = descending ? " DESC" : "";
        String start = "struct_extract(" + value + ", 'start')";
        String end = "struct_extract(" + value + ", 'end')";
        return "CASE WHEN " + value + " IS NULL THEN NULL ELSE 1 END" + nulls + ", " + start + way
                + (descending ? " NULLS LAST, " : " NULLS FIRST, ") + end + way
                + (descending ? " NULLS FIRST" : " NULLS LAST");
    }

    /** NULLS FIRST or NULLS LAST where it was said, in GoogleSQL. */
    static String nulls(ResolvedOrderByItem item) {
        return switch (item.getNullOrder()) {
            case NULLS_FIRST -> " NULLS FIRST";
            case NULLS_LAST -> " NULLS LAST";
            default -> "";
        };
    }
}
