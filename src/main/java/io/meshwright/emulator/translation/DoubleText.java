package io.meshwright.emulator.translation;

import java.util.List;

/** FLOAT64 numbers as text: with 15 digits where these read back as the number, else with 17 or, in JSON, the fewest. */
final class DoubleText {

    private static final String DIGITS = "length(ltrim(translate(CAST({0} AS VARCHAR), '-.', ''), '0'))";

    private DoubleText() {}

    /** A number as STRING; {@code exact} is written for numbers with exponents, for NaN and the infinities. */
    static String of(String number, String exact) {
        return of(number, "", "printf('%.17g', {0})", exact);
    }

    /** A number in a JSON value, which has the fewest digits that read back as the number: {@code exact} finds them. */
    static String member(String number, String exact) {
        return of(number, ".0", "{exact}", exact);
    }

    private static String of(String number, String whole, String many, String exact) {
        return FunctionCall.fill(
                "CASE WHEN {0} = trunc({0}) AND abs({0}) BETWEEN 1 AND 999999999999999"
                        + " THEN CAST(TRY_CAST({0} AS BIGINT) AS VARCHAR) || '" + whole + "'"
                        + " WHEN CAST({0} AS VARCHAR) = '0.0' THEN '0" + whole + "'"
                        + " WHEN abs({0}) BETWEEN 1e-4 AND 999999999999999 THEN CASE WHEN " + DIGITS
                        + " <= 15 THEN CAST({0} AS VARCHAR) ELSE " + many
                        + " END WHEN {0} IS NOT NULL THEN {exact} END",
                List.of(number),
                exact);
    }
}
