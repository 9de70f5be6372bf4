package io.meshwright.emulator.translation;

import com.google.zetasql.ZetaSQLType.TypeKind;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Aggregates that keep every value: in an array or in one text. */
final class ListAggregates {

    private static final int SMALL = 4096;

    /** The values of a list without those that came before. */
    private static final String FIRSTS = "list_transform(list_sort(list_transform(list_transform([list_sort("
            + "list_transform({0}, lambda v, i: {'v': v, 'i': i}))],"
            + " lambda s: list_filter(s, lambda e, k: k = 1 OR s[k - 1].v IS DISTINCT FROM e.v))[1],"
            + " lambda e: {'i': e.i, 'v': e.v})), lambda e: e.v)";

    private ListAggregates() {}

    static void register(FunctionTable<AggregateForm>.Chapter forms) {
        forms.put("array_agg", ListAggregates::array);
        forms.put("array_concat_agg", ListAggregates::concatenated);
        forms.put("string_agg", ListAggregates::text);
    }

    private static Optional<String> array(AggregateCall call) {
        if (call.ignoresNulls()) {
            call.filter(call.arg(0) + " IS NOT NULL");
        }
        return Optional.of(call.limited(inOrder(call, list(call), list -> list)));
    }

    private static Optional<String> concatenated(AggregateCall call) {
        call.filter(call.arg(0) + " IS NOT NULL");
        return Optional.of("flatten(" + call.limited(list(call)) + ")");
    }

    private static Optional<String> text(AggregateCall call) {
        if (call.kind(0) != TypeKind.TYPE_STRING) {
            return Optional.empty();
        }
        String separator = call.size() > 1 ? call.arg(1) : "','";
        if (call.limit().isEmpty()) {
            String text = call.filtered(
                    "string_agg(" + call.distinct() + call.arg(0) + ", " + separator + call.orderBy() + ")");
            if (isFree(call)) {
                call.filter(call.arg(0) + " IS NOT NULL");
            }
            return Optional.of(inOrder(call, text, list -> "array_to_string(" + list + ", " + separator + ")"));
        }
        call.filter(call.arg(0) + " IS NOT NULL");
        String list = inOrder(call, list(call), each -> each);
        return Optional.of("array_to_string(" + call.limited(list) + ", " + separator + ")");
    }

    /** Whether a query leaves the order of distinct values to the engine. */
    private static boolean isFree(AggregateCall call) {
        return call.isDistinct() && call.orderItems().isEmpty() && !call.isWindowed();
    }

    /** Distinct values in the order in which they first come; in larger groups they come as DuckDB has them. */
    private static String inOrder(AggregateCall call, String distinct, UnaryOperator<String> form) {
        if (!isFree(call)) {
            return distinct;
        }
        String all = call.filtered("list(" + call.arg(0) + ")");
        return "CASE WHEN " + call.filtered("count(*)") + " <= " + SMALL + " THEN "
                + form.apply(FIRSTS.replace("{0}", all)) + " ELSE " + distinct + " END";
    }

    private static String list(AggregateCall call) {
        return call.filtered("list(" + call.distinct() + call.arg(0) + call.orderBy() + ")");
    }
}
