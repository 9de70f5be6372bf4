package io.meshwright.emulator.translation;

import com.google.zetasql.ZetaSQLType.TypeKind;
import com.google.zetasql.resolvedast.ResolvedNodes.*;

/** A number that a LIMIT, a sample, a window function or a frame is given, refused where GoogleSQL refuses it. */
record CheckedNumber(ResolvedExpr expression, String sql) {

    private static final String NO_DISTANCE = "The boundary offset value cannot be null";
    private static final String NEGATIVE =
            "Window frame offset for PRECEDING or FOLLOWING must be non-negative, but was ";

    /** The number; an error where it is NULL or less than {@code least}. */
    String atLeast(long least, String onNull, String onLess) {
        return isAtLeast(least)
                ? sql
                : "CASE WHEN " + sql + " >= " + least + " THEN " + sql + " WHEN " + sql + " IS NULL THEN "
                        + error("'" + onNull + "'") + " ELSE " + error("'" + onLess + "'") + " END";
    }

    /** Whether it is known now that it is. */
    boolean isAtLeast(long least) {
        return expression instanceof ResolvedLiteral literal
                && !literal.getValue().isNull()
                && literal.getValue().getInt64Value() >= least;
    }

    /** As the percentage of TABLESAMPLE. */
    String percentage() {
        return expression instanceof ResolvedLiteral
                ? sql
                : "CASE WHEN " + sql + " BETWEEN 0 AND 100 THEN " + sql + " WHEN " + sql + " IS NULL THEN "
                        + error("'SampleScan requires non-null size'") + " ELSE "
                        + error("'PERCENT value must be in the range [0, 100]'") + " END";
    }

    /** As the distance of a ROWS frame. */
    String distance() {
        return checked("");
    }

    /**
     * As the distance of a RANGE frame, in the type that {@link RangeKey} orders by.
     *
     * @param key the value the rows are ordered by
     */
    String rangeDistance(String key, boolean preceding, boolean descending) {
        return RangeKey.distance(
                kind(), checked(kind() == TypeKind.TYPE_DOUBLE ? endless(key, preceding, descending) : ""));
    }

    private String checked(String more) {
        if (expression instanceof ResolvedLiteral) {
            return sql;
        }
        String negative =
                switch (kind()) {
                    case TYPE_DOUBLE -> sql + " < 0 OR isnan(" + sql + ")";
                    case TYPE_BIGNUMERIC -> "starts_with(" + sql + ", '-')";
                    default -> sql + " < 0";
                };
        return "CASE WHEN " + sql + " IS NULL THEN " + error("'" + NO_DISTANCE + "'") + " WHEN " + negative + " THEN "
                + error("'" + NEGATIVE + "' || " + sql) + more + " ELSE " + sql + " END";
    }

    /** From an infinite key no infinite way leads back. */
    private String endless(String key, boolean preceding, boolean descending) {
        boolean positive = preceding != descending;
        return " WHEN isinf(" + sql + ") AND " + key + " = CAST('" + (positive ? "" : "-") + "inf' AS DOUBLE) THEN "
                + error("'Offset value cannot be positive infinity when there exists a "
                        + (positive ? "positive" : "negative") + " infinity order key for an offset "
                        + (preceding ? "PRECEDING" : "FOLLOWING") + " on "
                        + (descending ? "a descending" : "an ascending") + " partition'");
    }

    private String error(String message) {
        return Duck.failure(message, DuckType.of(expression.getType()));
    }

    private TypeKind kind() {
        return expression.getType().getKind();
    }
}
