package io.meshwright.emulator.translation;

import com.google.zetasql.ZetaSQLType.TypeKind;
import java.util.Optional;

/** Aggregates that keep every value: in an array or in one text. */
final class ListAggregates {

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
        return Optional.of(call.limited(list(call)));
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
            return call.plain("string_agg(" + call.distinct() + call.arg(0) + ", " + separator + call.orderBy() + ")");
        }
        call.filter(call.arg(0) + " IS NOT NULL");
        return Optional.of("array_to_string(" + call.limited(list(call)) + ", " + separator + ")");
    }

    private static String list(AggregateCall call) {
        return call.filtered("list(" + call.distinct() + call.arg(0) + call.orderBy() + ")");
    }
}
