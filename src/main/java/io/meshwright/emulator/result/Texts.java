package io.meshwright.emulator.result;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values as BigQuery writes them. */
public final class Texts {

    private static final Pattern PART = Pattern.compile("(-?\\d+) (year|month|day)s?");
    private static final Pattern CLOCK = Pattern.compile("(-?)(\\d+):(\\d\\d):(\\d\\d)(\\.\\d+)?$");

    private static final Pattern INTERVAL =
            Pattern.compile("(-?)(\\d+)-(\\d+) (-?\\d+) (-?)(\\d+):(\\d+):(\\d+)(?:\\.(\\d+))?");

    private static final long SECOND_MICROS = 1_000_000;
    private static final long DAY_MICROS = 86_400 * SECOND_MICROS;

    private Texts() {}

    /** A date and time from microseconds since 1970. */
    public static String dateTime(long micros) {
        long days = Math.floorDiv(micros, DAY_MICROS);
        return LocalDate.ofEpochDay(days) + "T" + time(micros - days * DAY_MICROS);
    }

    /** A time from microseconds since midnight: seconds always, a fraction of six digits where there is one. */
    static String time(long micros) {
        long seconds = micros / SECOND_MICROS;
        String text = "%02d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
        long fraction = micros % SECOND_MICROS;
        return fraction == 0 ? text : text + ".%06d".formatted(fraction);
    }

    static double parseDouble(String duckDb) {
        return switch (duckDb) {
            case "nan", "-nan" -> Double.NaN;
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(duckDb);
        };
    }

    static String numeric(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    /** DuckDB's {@code 1 year 2 months 3 days 04:05:06} as BigQuery's {@code 1-2 3 4:5:6}. */
    public static String interval(String duckDb) {
        long months = 0;
        long days = 0;
        Matcher part = PART.matcher(duckDb);
        while (part.find()) {
            long count = Long.parseLong(part.group(1));
            switch (part.group(2)) {
                case "year" -> months += 12 * count;
                case "month" -> months += count;
                default -> days += count;
            }
        }
        String sign = months < 0 ? "-" : "";
        return sign + Math.abs(months) / 12 + "-" + Math.abs(months) % 12 + " " + days + " " + clock(duckDb);
    }

    /** The months, days and microseconds of an interval as BigQuery writes it; empty where it is none. */
    public static Optional<long[]> intervalParts(String text) {
        Matcher parts = INTERVAL.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        long months = Long.parseLong(parts.group(2)) * 12 + Long.parseLong(parts.group(3));
        long seconds = Long.parseLong(parts.group(6)) * 3600
                + Long.parseLong(parts.group(7)) * 60
                + Long.parseLong(parts.group(8));
        String fraction = parts.group(9) == null ? "" : parts.group(9);
        long micros = seconds * SECOND_MICROS + Long.parseLong((fraction + "000000").substring(0, 6));
        return Optional.of(new long[] {
            parts.group(1).isEmpty() ? months : -months,
            Long.parseLong(parts.group(4)),
            parts.group(5).isEmpty() ? micros : -micros
        });
    }

    private static String clock(String duckDb) {
        Matcher clock = CLOCK.matcher(duckDb);
        if (!clock.find()) {
            return "0:0:0";
        }
        String fraction = clock.group(5) == null ? "" : clock.group(5).replaceFirst("0+$", "");
        return clock.group(1) + Long.parseLong(clock.group(2)) + ":" + Integer.parseInt(clock.group(3)) + ":"
                + Integer.parseInt(clock.group(4)) + (fraction.equals(".") ? "" : fraction);
    }
}
