package io.meshwright.audit;

import io.meshwright.contract.SchemaObject;
import io.meshwright.contract.ServiceLevel;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The service levels that promise how old data may be: ODCS {@code freshness} and, in older documents, {@code latency}. */
public final class Freshness {

    private static final List<String> PROPERTIES = List.of("freshness", "latency", "fr", "ly");

    private Freshness() {}

    public static boolean isPromisedBy(ServiceLevel level) {
        return PROPERTIES.contains(level.property().toLowerCase(Locale.ROOT));
    }

    /** How old the data may be; empty when the document does not give a duration. */
    public static Optional<Duration> limit(ServiceLevel level) {
        Optional<Duration> unit = unit(level.unit());
        if (unit.isEmpty()) {
            return Optional.empty();
        }
        try {
            BigDecimal value = new BigDecimal(level.value().strip());
            BigDecimal seconds = value.multiply(BigDecimal.valueOf(unit.get().toSeconds()));
            return Optional.of(Duration.ofSeconds(seconds.longValue()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> unit(String unit) {
        return switch (unit.strip().toLowerCase(Locale.ROOT)) {
            case "s", "sec", "second", "seconds" -> Optional.of(Duration.ofSeconds(1));
            case "m", "min", "minute", "minutes" -> Optional.of(Duration.ofMinutes(1));
            case "h", "hr", "hour", "hours" -> Optional.of(Duration.ofHours(1));
            case "", "d", "day", "days" -> Optional.of(Duration.ofDays(1));
            case "w", "week", "weeks" -> Optional.of(Duration.ofDays(7));
            case "mo", "month", "months" -> Optional.of(Duration.ofDays(31));
            case "y", "yr", "year", "years" -> Optional.of(Duration.ofDays(366));
            default -> Optional.empty();
        };
    }

    /** The column of this table that the promise is measured on; empty when it is measured on another table, or on none. */
    static Optional<String> column(ServiceLevel level, SchemaObject object) {
        String element = level.element().strip();
        int dot = element.indexOf('.');
        if (dot < 0) {
            return object.property(element).isPresent() ? Optional.of(element) : Optional.empty();
        }
        String table = element.substring(0, dot);
        boolean meant = table.equalsIgnoreCase(object.name()) || table.equalsIgnoreCase(object.physicalName());
        return meant ? Optional.of(element.substring(dot + 1)) : Optional.empty();
    }

    /** A value of a column as a moment: integers count seconds, milliseconds or microseconds since 1970, by their size. */
    static Optional<Instant> moment(Object value) {
        if (value instanceof Instant instant) {
            return Optional.of(instant);
        }
        if (value instanceof LocalDate date) {
            return Optional.of(date.atStartOfDay(ZoneOffset.UTC).toInstant());
        }
        if (value instanceof LocalDateTime time) {
            return Optional.of(time.toInstant(ZoneOffset.UTC));
        }
        if (value instanceof Long number) {
            long size = Math.abs(number);
            return Optional.of(
                    size < 100_000_000_000L
                            ? Instant.ofEpochSecond(number)
                            : size < 100_000_000_000_000L
                                    ? Instant.ofEpochMilli(number)
                                    : Instant.ofEpochMilli(number / 1000));
        }
        return Optional.empty();
    }

    static String words(Duration duration) {
        long days = duration.toDays();
        if (days >= 2) {
            return days + " days";
        }
        long hours = duration.toHours();
        if (hours >= 2) {
            return hours + " hours";
        }
        long minutes = duration.toMinutes();
        return minutes >= 2 ? minutes + " minutes" : Math.max(0, duration.toSeconds()) + " seconds";
    }
}
