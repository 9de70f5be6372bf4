package io.meshwright.emulator.translation;

import com.google.zetasql.Type;
import com.google.zetasql.Value;
import java.util.List;

/** Whether what DuckDB answered is the value the reference implementation computed. */
final class SameValues {

    private SameValues() {}

    /** @param text the value as {@link Wire} encodes it, null for NULL */
    static boolean same(Type type, Value expected, String text) {
        try {
            return same(expected, Wire.value(type, text));
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static boolean same(Value expected, Value actual) {
        if (expected.isNull() || actual.isNull()) {
            return expected.isNull() && actual.isNull();
        }
        return switch (expected.getType().getKind()) {
            case TYPE_DOUBLE -> same(expected.getDoubleValue(), actual.getDoubleValue());
            case TYPE_ARRAY -> same(expected.getElementList(), actual.getElementList());
            case TYPE_STRUCT -> same(expected.getFieldList(), actual.getFieldList());
            default -> Wire.text(expected).equals(Wire.text(actual));
        };
    }

    private static boolean same(List<Value> expected, List<Value> actual) {
        if (expected.size() != actual.size()) {
            return false;
        }
        for (int i = 0; i < expected.size(); i++) {
            if (!same(expected.get(i), actual.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** The last bit may differ where the order of additions is free. */
    private static boolean same(double expected, double actual) {
        return Double.compare(expected, actual) == 0
                || expected == actual
                || Math.abs(expected - actual) <= Math.max(1, Math.abs(expected)) * 1e-14;
    }
}
