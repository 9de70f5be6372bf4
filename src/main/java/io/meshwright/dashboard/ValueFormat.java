package io.meshwright.dashboard;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a value of a result is written for people. */
public enum ValueFormat {
    /** 1,234 */
    INTEGER,
    /** 3.5 */
    DECIMAL,
    /** 0.512 as 51% */
    PERCENT,
    /** October 2026 */
    MONTH,
    /** 1995 */
    YEAR,
    /** As it is. */
    TEXT;

    /** What stands for a value that is not there. */
    public static final String NOTHING = "none";

    private static final DateTimeFormatter LONG_MONTH = DateTimeFormatter.ofPattern("MMMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter YEAR_ONLY = DateTimeFormatter.ofPattern("yyyy", Locale.ENGLISH);

    /** The words a dashboard's file uses. */
    public static List<String> words() {
        return Arrays.stream(values()).map(ValueFormat::word).toList();
    }

    public static Optional<ValueFormat> of(String word) {
        return Arrays.stream(values())
                .filter(format -> format.word().equals(word))
                .findFirst();
    }

    /** The format of a value nobody chose one for. */
    public static ValueFormat natural(Object value) {
        if (value instanceof Long || value instanceof Integer) {
            return INTEGER;
        }
        if (value instanceof Number) {
            return DECIMAL;
        }
        return value instanceof TemporalAccessor ? MONTH : TEXT;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A value as people read it. */
    public String format(Object value) {
        if (value == null) {
            return NOTHING;
        }
        return switch (this) {
            case INTEGER -> value instanceof Number number ? number("#,##0", number) : value.toString();
            case DECIMAL -> value instanceof Number number ? number("#,##0.##", number) : value.toString();
            case PERCENT -> value instanceof Number number ? number("#,##0%", number) : value.toString();
            case MONTH -> day(value).map(LONG_MONTH::format).orElse(value.toString());
            case YEAR -> day(value).map(YEAR_ONLY::format).orElse(value.toString());
            case TEXT -> value.toString();
        };
    }

    /** How much more or less a number is than another, with its sign: +12, −3, ±0. */
    public String difference(Object value, Object before) {
        if (!(value instanceof Number now) || !(before instanceof Number then)) {
            return "new";
        }
        BigDecimal change = decimal(now).subtract(decimal(then));
        ValueFormat format = this == INTEGER || this == PERCENT ? this : DECIMAL;
        String size = format.format(change.abs());
        if (format.format(BigDecimal.ZERO).equals(size)) {
            return "±" + size;
        }
        return (change.signum() > 0 ? "+" : "−") + size;
    }

    private static String number(String pattern, Number number) {
        DecimalFormat format = new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ENGLISH));
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format.format(decimal(number));
    }

    private static BigDecimal decimal(Number number) {
        return number instanceof BigDecimal exact ? exact : new BigDecimal(number.toString());
    }

    private static Optional<LocalDate> day(Object value) {
        if (value instanceof Instant instant) {
            return Optional.of(LocalDate.ofInstant(instant, ZoneOffset.UTC));
        }
        if (value instanceof LocalDateTime time) {
            return Optional.of(time.toLocalDate());
        }
        return value instanceof LocalDate date ? Optional.of(date) : Optional.empty();
    }
}
