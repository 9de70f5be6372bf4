package io.meshwright.emulator.translation;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What DuckDB says of a value it cannot compute, in BigQuery's words. */
final class RuntimeMessages {

    private static final String SCALAR_SUBQUERY = "Scalar subquery produced more than one element";

    private record Wording(Pattern pattern, Function<MatchResult, String> message) {
        static Wording of(String pattern, Function<MatchResult, String> message) {
            // Advice on DuckDB's settings stands in lines of its own.
            return new Wording(Pattern.compile(pattern, Pattern.DOTALL), message);
        }
    }

    private static final List<Wording> WORDINGS = List.of(
            Wording.of(
                    "Overflow in \\w+ of INT64 \\((-?\\d+ [-+*] -?\\d+)\\)!",
                    said -> "int64 overflow: " + said.group(1)),
            Wording.of(
                    "Overflow in \\w+ of DECIMAL\\(\\d+\\) \\((-?\\d+) ([-+*]) (-?\\d+)\\);.*",
                    said -> "numeric overflow: " + numeric(said.group(1)) + " " + said.group(2) + " "
                            + numeric(said.group(3))),
            Wording.of("Overflow in (SUM|AVG) of DECIMAL.*", said -> "numeric overflow: " + said.group(1)),
            Wording.of("Overflow in HUGEINT (addition|multiplication): .*", said -> NumericSums.OVERFLOW),
            Wording.of("Overflow in negation of numeric value!", said -> "int64 overflow: --9223372036854775808"),
            Wording.of("Overflow on abs\\((-?\\d+)\\)", said -> "int64 overflow: -" + said.group(1)),
            Wording.of("Type INT128 with value \\S+ can't be cast .* INT64.*", said -> "int64 overflow"),
            Wording.of(
                    "Type DOUBLE with value (nan|-?inf) can't be cast .* INT64.*",
                    said -> "Illegal conversion of non-finite floating point number to an integer: " + said.group(1)),
            Wording.of(
                    "Type DOUBLE with value (\\S+) can't be cast .* INT64.*",
                    said -> "int64 out of range: " + said.group(1)),
            Wording.of(
                    "Failed to cast decimal value (\\S+) to type INT64",
                    said -> "int64 out of range: " + said.group(1)),
            Wording.of("date field value out of range: \"(.*?)\".*", said -> "Invalid date: '" + said.group(1) + "'"),
            Wording.of(
                    "timestamp field value out of range: \"(.*?)\".*",
                    said -> "Invalid timestamp: '" + said.group(1) + "'"),
            Wording.of("Invalid timestamp string \"(.*?)\"", said -> "Invalid timestamp: '" + said.group(1) + "'"),
            Wording.of(
                    "Could not parse string \"(.*?)\" according to format specifier.*",
                    said -> "Failed to parse input string \"" + said.group(1) + "\""),
            Wording.of("Casting value \".*?\" to type DECIMAL\\(38,9\\) failed: .*", said -> "numeric overflow"),
            Wording.of("Could not convert string \"(RANGE frames .*)\" to DECIMAL.*", said -> said.group(1)),
            Wording.of(
                    "Not implemented Error: Unknown TimeZone '(.*?)'.*", said -> "Invalid time zone: " + said.group(1)),
            Wording.of(
                    "Date out of range: (\\d+)-(\\d+)-(\\d+)", said -> "Input calculates to invalid date: %4s-%2s-%2s"
                            .formatted(said.group(1), said.group(2), said.group(3))
                            .replace("- ", "-0")),
            Wording.of("More than one row returned by a subquery used as an expression.*", said -> SCALAR_SUBQUERY),
            Wording.of("More than one element", said -> SCALAR_SUBQUERY));

    private RuntimeMessages() {}

    static String of(String message) {
        for (Wording wording : WORDINGS) {
            Matcher said = wording.pattern().matcher(message);
            if (said.matches()) {
                return wording.message().apply(said.toMatchResult());
            }
        }
        return message;
    }

    /** DuckDB shows the digits of a decimal without its point. */
    private static String numeric(String digits) {
        return Wire.plain(new BigDecimal(digits).movePointLeft(9));
    }
}
