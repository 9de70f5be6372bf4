package io.meshwright.emulator.translation;

import com.google.zetasql.ZetaSQLType.TypeKind;

/** What a RANGE frame orders by, in a type whose sums with a distance do not overflow. */
final class RangeKey {

    /** 7 * 10^28 as NUMERIC: what may be added to every value of it in 128 bits. */
    private static final String FARTHEST = "70000000000000000000000000000";

    private RangeKey() {}

    static String of(TypeKind kind, String value) {
        return switch (kind) {
            case TYPE_INT64 -> "CAST(" + value + " AS HUGEINT)";
            case TYPE_NUMERIC -> billionths(value);
            case TYPE_BIGNUMERIC -> BigNumericOrder.distance(value);
            default -> value;
        };
    }

    static String distance(TypeKind kind, String value) {
        return kind == TypeKind.TYPE_NUMERIC
                ? "CASE WHEN " + value + " <= " + FARTHEST + " THEN " + billionths(value)
                        + " ELSE CAST(error('RANGE frames over NUMERIC values do not reach farther than " + FARTHEST
                        + "') AS HUGEINT) END"
                : of(kind, value);
    }

    private static String billionths(String value) {
        return "(CAST(trunc(" + value + ") AS HUGEINT) * 1000000000 + CAST(CAST(" + value + " - trunc(" + value
                + ") AS DECIMAL(18,9)) * 1000000000 AS HUGEINT))";
    }
}
