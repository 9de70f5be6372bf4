package io.meshwright.emulator.translation;

import java.util.Locale;

/** What BigQuery approximates, as exact GoogleSQL queries over the rows {@code {0}} for the reference implementation. */
final class ApproximateQueries {

    static final int MOST = 100_000;

    private static final String ROWS = "FROM UNNEST({0}) AS r";

    private ApproximateQueries() {}

    /** The values with the highest counts or sums. */
    static String top(String value, String measure, String name, String number, String function) {
        String top = "ARRAY(SELECT AS STRUCT " + value + " AS value, " + measure + " AS " + name + " " + ROWS
                + " GROUP BY 1 ORDER BY 2 DESC LIMIT " + number + ")";
        return "IF(ARRAY_LENGTH({0}) = 0, NULL, " + checked(function, number, top) + ")";
    }

    static String sum(String weight) {
        return "SUM(IF(NOT " + weight
                + " >= 0, ERROR(CONCAT('APPROX_TOP_SUM does not support negative or NaN weights in"
                + " the second argument; got ', CAST(" + weight + " AS STRING))), " + weight + "))";
    }

    /** @param ordered the value, after DISTINCT where it was said */
    static String quantiles(String ordered, String value, boolean nulls, String number) {
        String all = "ARRAY(SELECT " + ordered + " AS x " + ROWS + (nulls ? "" : " WHERE " + value + " IS NOT NULL")
                + " ORDER BY x)";
        String quantiles = "ARRAY(SELECT s[OFFSET(DIV(i * (ARRAY_LENGTH(s) - 1), " + number
                + "))] FROM UNNEST(GENERATE_ARRAY(0, " + number + ")) AS i ORDER BY i)";
        return checked(
                "approx_quantiles",
                number,
                "(SELECT IF(ARRAY_LENGTH(s) = 0, NULL, " + quantiles + ") FROM (SELECT " + all + " AS s))");
    }

    /** Which of all, or how many of them, is asked for must be possible. */
    private static String checked(String function, String number, String query) {
        String argument = "'The second argument to " + function.toUpperCase(Locale.ROOT) + " function ";
        return "CASE WHEN " + number + " BETWEEN 1 AND " + MOST + " THEN " + query + " WHEN " + number
                + " IS NULL THEN ERROR("
                + argument + "must not be NULL') WHEN " + number + " < 1 THEN ERROR(" + argument
                + "must be positive') ELSE ERROR(" + argument + "cannot be greater than " + MOST + "') END";
    }
}
