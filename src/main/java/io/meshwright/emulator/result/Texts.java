package io.meshwright.emulator.result;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values as BigQuery writes them. */
final class Texts {

    private static final Pattern PART = Pattern.compile("(-?\\d+) (year|month|day)s?");
    private static final Pattern CLOCK = Pattern.compile("(-?)(\\d+):(\\d\\d):(\\d\\d)(\\.\\d+)?$");

    private Texts() {}

    static String dateTime(LocalDateTime value) {
        return value.toLocalDate() + "T" + time(value.toLocalTime());
    }

    /** Seconds always, a fraction only where there is one, of three or six digits. */
    static String time(LocalTime value) {
        String seconds = "%02d:%02d:%02d".formatted(value.getHour(), value.getMinute(), value.getSecond());
        int micros = value.getNano() / 1000;
        return micros == 0 ? seconds : seconds + ".%06d".formatted(micros);
    }

    static String numeric(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    /** DuckDB's {@code 1 year 2 months 3 days 04:05:06} as BigQuery's {@code 1-2 3 4:5:6}. */
    static String interval(String duckDb) {
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
