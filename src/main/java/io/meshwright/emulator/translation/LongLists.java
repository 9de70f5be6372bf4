package io.meshwright.emulator.translation;

import com.google.zetasql.Value;
import com.google.zetasql.ZetaSQLType.TypeKind;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** {@code x IN (1, 2, ...)} with so many constants that DuckDB would plan longer than it searches: they travel as one text. */
final class LongLists {

    private static final int LONG = 1_000;

    private LongLists() {}

    /** Empty where the list is short or holds anything but constants. */
    static Optional<String> in(FunctionCall call) {
        if (call.size() <= LONG) {
            return Optional.empty();
        }
        if (call.all(TypeKind.TYPE_INT64) && isConstant(call, value -> Literals.duck(value))) {
            return Optional.of(
                    search(call, "CAST('" + list(call, value -> "" + value.getInt64Value()) + "' AS BIGINT[])"));
        }
        boolean texts = call.all(TypeKind.TYPE_STRING)
                && isConstant(call, value -> value.getStringValue().indexOf('\0') < 0 ? Literals.duck(value) : "");
        return texts
                ? Optional.of(search(
                        call,
                        "from_json(" + Duck.string(list(call, value -> JsonQuotes.quoted(value.getStringValue())))
                                + ", '[\"VARCHAR\"]')"))
                : Optional.empty();
    }

    /** Whether every value is written as its constant, and not as what a collation compares. */
    private static boolean isConstant(FunctionCall call, Function<Value, String> written) {
        return IntStream.range(1, call.size()).allMatch(i -> call.literal(i)
                .filter(value -> written.apply(value).equals(call.arg(i)))
                .isPresent());
    }

    private static String list(FunctionCall call, Function<Value, String> written) {
        return IntStream.range(1, call.size())
                .mapToObj(i -> written.apply(call.literal(i).orElseThrow()))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String search(FunctionCall call, String list) {
        return "(" + call.arg(0) + " IN (SELECT unnest(" + list + ")))";
    }
}
