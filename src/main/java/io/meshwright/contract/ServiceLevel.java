package io.meshwright.contract;

import io.meshwright.diagnostic.SourceLocation;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * A promise about the service (ODCS {@code slaProperties}).
 *
 * @param property such as freshness, latency, retention, availability, frequency, timeOfAvailability
 * @param value as written
 * @param unit d, h, m, s, y or as written; empty when silent
 * @param element the column it is measured on, as {@code object.property}; empty when silent
 */
public record ServiceLevel(
        String property, String value, String unit, String element, String description, SourceLocation location) {

    /** Value and unit as a length of time (a year is 365 days); empty when they are none. */
    public Optional<Duration> duration() {
        return unitOfTime().flatMap(one -> {
            try {
                BigDecimal seconds = new BigDecimal(value).multiply(BigDecimal.valueOf(one.toSeconds()));
                return Optional.of(Duration.ofSeconds(seconds.longValueExact()));
            } catch (ArithmeticException | NumberFormatException e) {
                return Optional.empty();
            }
        });
    }

    /** The value as a number when it is one, else as text. */
    Object plainValue() {
        try {
            return new BigDecimal(value);
        } catch (NumberFormatException e) {
            return value;
        }
    }

    private Optional<Duration> unitOfTime() {
        return Optional.ofNullable(
                switch (unit.toLowerCase(Locale.ROOT)) {
                    case "s", "sec", "second", "seconds" -> Duration.ofSeconds(1);
                    case "m", "min", "minute", "minutes" -> Duration.ofMinutes(1);
                    case "h", "hr", "hour", "hours" -> Duration.ofHours(1);
                    case "d", "day", "days" -> Duration.ofDays(1);
                    case "w", "week", "weeks" -> Duration.ofDays(7);
                    case "y", "yr", "year", "years" -> Duration.ofDays(365);
                    default -> null;
                });
    }
}
