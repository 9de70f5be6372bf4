package io.meshwright.emulator.translation;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import org.duckdb.DuckDBFunctions;

/** BIGNUMERIC values, which are texts to DuckDB, as texts that sort as the numbers do. */
final class BigNumericOrder {

    private static final String FUNCTION = "googlesql_bignumeric_key";
    private static final int SCALE = 38;
    private static final int HEXADECIMAL_DIGITS = 64;

    /** Every value, without its point, lies less than this away from zero. */
    private static final BigInteger MIDDLE = BigInteger.ONE.shiftLeft(255);

    private BigNumericOrder() {}

    /** DuckDB SQL for the text to sort and compare by. */
    static String key(String sql) {
        return FUNCTION + "(" + sql + ")";
    }

    /** The number itself, for RANGE frames; refused when one is met that needs more digits than DuckDB's have. */
    static String distance(String sql) {
        String decimal = "TRY_CAST(" + sql + " AS DECIMAL(38,19))";
        return "CASE WHEN " + sql + " IS NULL THEN NULL WHEN " + key("CAST(" + decimal + " AS VARCHAR)") + " = "
                + key(sql)
                + " THEN " + decimal
                + " ELSE CAST(concat('RANGE frames over BIGNUMERIC values of more than 19 digits before or after the"
                + " point are not supported, as over ', " + sql + ") AS DECIMAL(38,19)) END";
    }

    static void install(Connection connection) throws SQLException {
        DuckDBFunctions.scalarFunction()
                .withName(FUNCTION)
                .withParameter(String.class)
                .withReturnType(String.class)
                .withFunction((String number) -> number == null ? null : keyOf(number))
                .register(connection);
    }

    private static String keyOf(String number) {
        String digits = new BigDecimal(number)
                .setScale(SCALE)
                .unscaledValue()
                .add(MIDDLE)
                .toString(16);
        return "0".repeat(HEXADECIMAL_DIGITS - digits.length()) + digits;
    }
}
