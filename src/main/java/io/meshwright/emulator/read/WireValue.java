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

/** Values from their texts, as DuckDB sends them within arrays and structs or as {@code tabledata.list} gives them. */
final class WireValue {

    static final int NUMERIC_SCALE = 9;
    static final int BIGNUMERIC_SCALE = 38;

    private static final long MICROS = 1_000_000;

    private WireValue() {}

    static double number(String text) {
        return switch (text) {
            case "nan", "-nan", "NaN" -> Double.NaN;
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
        return Texts.intervalParts(text)
                .or(() -> Texts.intervalParts(Texts.interval(text)))
                .orElseThrow(() -> new IllegalStateException("Not an interval: " + text));
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
