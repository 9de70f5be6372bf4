package io.meshwright.emulator.translation;

import com.google.zetasql.StructType;
import com.google.zetasql.Type;
import com.google.zetasql.Value;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedExpr;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedLiteral;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedParameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * {@code x IN (1, 2, ...)} with so many constants that DuckDB would plan longer than it searches, or compare each value with
 * each: they become the rows of a subquery.
 */
final class ConstantSearch {

    /** Of values that DuckDB compares as they are: its own way is quicker by then. */
    private static final int MANY = 1_000;

    private ConstantSearch() {}

    /** {@code x IN (...)}; empty where the list is short or holds anything but constants. */
    static Optional<String> in(FunctionCall call) {
        Type type = call.type(0);
        boolean plain = OperatorForms.isComparable(type);
        if (call.tried() || !LongLists.isLong(call.size()) || (plain && call.size() <= MANY) || !areConstants(call)) {
            return Optional.empty();
        }
        List<Value> values = call.arguments().stream()
                .skip(1)
                .map(argument -> ((ResolvedLiteral) argument).getValue())
                .toList();
        return type.isStruct() ? structs(call, type.asStruct(), values) : scalars(call, type, values);
    }

    /** {@code x IN UNNEST(...)} over a constant that is long; empty elsewhere. */
    static Optional<String> inArray(FunctionCall call) {
        ResolvedExpr array = call.arguments().get(1);
        boolean constant = array instanceof ResolvedLiteral || array instanceof ResolvedParameter;
        return !call.tried() && constant && OperatorForms.isComparable(call.type(0)) && LongLists.isWritten(call.arg(1))
                ? Optional.of(search(call.arg(0), call.arg(1)))
                : Optional.empty();
    }

    /** Whether every value is of the type searched and written as its constant, and not as what a collation compares. */
    private static boolean areConstants(FunctionCall call) {
        return IntStream.range(1, call.size())
                .allMatch(i -> call.arguments().get(i) instanceof ResolvedLiteral literal
                        && literal.getType().equals(call.type(0))
                        && Literals.duck(literal.getValue()).equals(call.arg(i)));
    }

    private static Optional<String> scalars(FunctionCall call, Type type, List<Value> values) {
        String sought = call.arg(0);
        String list = list(type, values);
        if (type.isDouble()) {
            // DuckDB holds NaN equal to itself.
            boolean unknown = values.stream().anyMatch(Value::isNull);
            return Optional.of("CASE WHEN isnan(" + sought + ") THEN " + (unknown ? "NULL" : "FALSE") + " ELSE "
                    + search(sought, list) + " END");
        }
        if (type.isBigNumeric()) {
            String keys = "list_transform(" + list + ", lambda e: " + BigNumericOrder.key("e") + ")";
            return Optional.of(search(BigNumericOrder.key(sought), keys));
        }
        return OperatorForms.isComparable(type) ? Optional.of(search(sought, list)) : Optional.empty();
    }

    /** DuckDB holds structs with NULL in them equal; what has one is compared field by field, whichever side it is on. */
    private static Optional<String> structs(FunctionCall call, StructType type, List<Value> values) {
        boolean plain = type.getFieldList().stream().allMatch(field -> OperatorForms.isComparable(field.getType()));
        List<Value> known = values.stream().filter(ConstantSearch::isKnown).toList();
        if (!plain || values.size() - known.size() > MANY) {
            return Optional.empty();
        }
        String sought = call.arg(0);
        String list = list(type, known);
        List<String> unknown = new ArrayList<>();
        for (int i = 0; i < type.getFieldCount(); i++) {
            unknown.add("struct_extract(" + sought + ", " + Duck.string(DuckType.fieldName(type, i)) + ") IS NULL");
        }
        List<String> found = new ArrayList<>();
        found.add("CASE WHEN " + String.join(" OR ", unknown) + " THEN " + compared(type, sought, list) + " ELSE "
                + search(sought, list) + " END");
        values.stream()
                .filter(value -> !isKnown(value))
                .map(value -> OperatorForms.equality(type, sought, Literals.duck(value)))
                .forEach(found::add);
        return Optional.of("(" + String.join(" OR ", found) + ")");
    }

    private static boolean isKnown(Value struct) {
        return !struct.isNull() && struct.getFieldList().stream().noneMatch(Value::isNull);
    }

    /** One value with each of a list: true where one is equal, else NULL where one may be. */
    private static String compared(Type type, String sought, String list) {
        return "CASE list_max(list_transform(" + list + ", lambda e: CASE "
                + OperatorForms.equality(type, sought, "e")
                + " WHEN TRUE THEN 2 WHEN FALSE THEN 0 ELSE 1 END)) WHEN 2 THEN TRUE WHEN 1 THEN NULL ELSE FALSE END";
    }

    private static String list(Type type, List<Value> values) {
        return LongLists.of(type, values.stream().map(LongLists::json).toList());
    }

    private static String search(String sought, String list) {
        return "(" + sought + " IN (SELECT unnest(" + list + ")))";
    }
}
