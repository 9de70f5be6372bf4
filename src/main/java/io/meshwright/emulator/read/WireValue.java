package io.meshwright.emulator.read;

import io.meshwright.emulator.result.Texts;
import io.meshwright.emulator.storage.FieldType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values from their texts, as DuckDB sends them within arrays and structs or as {@code tabledata.list} gives them. */
final class WireValue {

    static final int NUMERIC_SCALE = 9;
    static final int BIGNUMERIC_SCALE = 38;

    private static final long MICROS = 1_000_000;

    private static final Pattern INTERVAL =
            Pattern.compile("(-?)(\\d+)-(\\d+) (-?\\d+) (-?)(\\d+):(\\d+):(\\d+)(?:\\.(\\d+))?");

    private WireValue() {}

    static double number(String text) {
        return switch (text) {
            case "nan", "NaN" -> Double.NaN;
            case "inf", "Infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    static int days(String date) {
        return Math.toIntExact(LocalDate.parse(date).toEpochDay());
    }

    /** Microseconds since 1970 or midnight. */
    static long micros(FieldType type, String text) {
        if (text.indexOf(':') < 0) {
            return Long.parseLong(text);
        }
        if (type == FieldType.TIME) {
            return LocalTime.parse(text).toNanoOfDay() / 1_000;
        }
        LocalDateTime time = LocalDateTime.parse(text.replace(' ', 'T'));
        return time.toEpochSecond(ZoneOffset.UTC) * MICROS + time.get(ChronoField.MICRO_OF_SECOND);
    }

    /** The digits of a decimal number of a fixed scale. */
    static BigInteger unscaled(BigDecimal number, int scale) {
        return number.setScale(scale, RoundingMode.UNNECESSARY).unscaledValue();
    }

    /** An interval's months, days and microseconds. */
    static long[] interval(String text) {
        Matcher parts = INTERVAL.matcher(INTERVAL.matcher(text).matches() ? text : Texts.interval(text));
        if (!parts.matches()) {
            throw new IllegalStateException("Not an interval: " + text);
        }
        long months = Long.parseLong(parts.group(2)) * 12 + Long.parseLong(parts.group(3));
        long seconds = Long.parseLong(parts.group(6)) * 3600
                + Long.parseLong(parts.group(7)) * 60
                + Long.parseLong(parts.group(8));
        String fraction = parts.group(9) == null ? "" : parts.group(9);
        long micros = seconds * MICROS + Long.parseLong((fraction + "000000").substring(0, 6));
        return new long[] {
            parts.group(1).isEmpty() ? months : -months,
            Long.parseLong(parts.group(4)),
            parts.group(5).isEmpty() ? micros : -micros
        };
    }

    /** A DATETIME as BigQuery writes it, from microseconds since 1970. */
    static String dateTime(long micros) {
        return Texts.dateTime(micros);
    }

    /** The two ends of a range, null where it has none, from {@code [start, end)}. */
    static List<String> ends(String range) {
        String[] ends = range.substring(1, range.length() - 1).split(", ");
        return java.util.Arrays.stream(ends)
                .map(end -> end.equals("UNBOUNDED") ? null : end)
                .toList();
    }
}
