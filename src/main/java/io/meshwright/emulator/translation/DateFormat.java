package io.meshwright.emulator.translation;

import java.util.Map;
import java.util.Optional;

/** Format strings of dates that mean the same to DuckDB. */
final class DateFormat {

    /** Patterns of the years and hours that there are. */
    static final String YEAR = "(\\d{3}[1-9]|\\d\\d[1-9]\\d|\\d[1-9]\\d\\d|[1-9]\\d{3})";

    static final String HOUR = "([01]\\d|2[0-3])";

    private static final Map<Character, String> SAME = Map.ofEntries(
            Map.entry('Y', "%Y"),
            Map.entry('m', "%m"),
            Map.entry('d', "%d"),
            Map.entry('H', "%H"),
            Map.entry('M', "%M"),
            Map.entry('S', "%S"),
            Map.entry('y', "%y"),
            Map.entry('j', "%j"),
            Map.entry('a', "%a"),
            Map.entry('A', "%A"),
            Map.entry('b', "%b"),
            Map.entry('B', "%B"),
            Map.entry('h', "%b"),
            Map.entry('G', "%G"),
            Map.entry('V', "%V"),
            Map.entry('u', "%u"),
            Map.entry('w', "%w"),
            Map.entry('I', "%I"),
            Map.entry('p', "%p"),
            Map.entry('U', "%U"),
            Map.entry('W', "%W"),
            Map.entry('D', "%m/%d/%y"),
            Map.entry('X', "%H:%M:%S"),
            Map.entry('F', "%Y-%m-%d"),
            Map.entry('T', "%H:%M:%S"),
            Map.entry('R', "%H:%M"),
            Map.entry('%', "%%"));

    private static final Map<Character, String> DIGITS = Map.of(
            'Y',
            YEAR,
            'm',
            "\\d{2}",
            'd',
            "\\d{2}",
            'H',
            HOUR,
            'M',
            "[0-5]\\d",
            'S',
            "[0-5]\\d",
            'F',
            YEAR + "-\\d{2}-\\d{2}",
            'T',
            HOUR + ":[0-5]\\d:[0-5]\\d");

    private DateFormat() {}

    /** Text of fixed width that DuckDB parses to the same value. */
    record Shape(String duckFormat, String pattern) {}

    /** DuckDB's format, for printing. */
    static Optional<String> duck(String format) {
        StringBuilder duck = new StringBuilder();
        int i = 0;
        while (i < format.length()) {
            char c = format.charAt(i++);
            if (c != '%') {
                duck.append(c);
                continue;
            }
            String same = i < format.length() ? SAME.get(format.charAt(i++)) : null;
            if (same == null) {
                return Optional.empty();
            }
            duck.append(same);
        }
        return Optional.of(duck.toString());
    }

    /** Text of a date, perhaps with a time. */
    static Optional<Shape> shape(String format) {
        boolean year = format.contains("%Y") || format.contains("%F");
        boolean month = format.contains("%m") || format.contains("%F");
        boolean day = format.contains("%d") || format.contains("%F");
        return year && month && day ? fixed(format) : Optional.empty();
    }

    /** Text of a time of the day. */
    static Optional<Shape> clock(String format) {
        return format.matches("%T|%H(:?%M(:?%S)?)?") ? fixed(format) : Optional.empty();
    }

    private static Optional<Shape> fixed(String format) {
        StringBuilder pattern = new StringBuilder();
        int i = 0;
        while (i < format.length()) {
            char c = format.charAt(i++);
            if (c != '%') {
                boolean separator = "-/:.T ".indexOf(c) >= 0;
                if (!separator) {
                    return Optional.empty();
                }
                pattern.append(c == '.' ? "\\." : c);
                continue;
            }
            String digits = i < format.length() ? DIGITS.get(format.charAt(i++)) : null;
            if (digits == null) {
                return Optional.empty();
            }
            pattern.append(digits);
        }
        return duck(format).map(duck -> new Shape(duck, pattern.toString()));
    }
}
