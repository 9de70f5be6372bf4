package io.meshwright.emulator.result;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** How a caller wants TIMESTAMP values ({@code formatOptions}). */
public enum TimestampFormat {
    /** Seconds with a fraction, the default. */
    FLOAT64,
    /** Microseconds. */
    INT64,
    ISO8601_STRING;

    String text(long micros) {
        return switch (this) {
            case INT64 -> Long.toString(micros);
            case FLOAT64 -> seconds(micros);
            case ISO8601_STRING -> iso(micros);
        };
    }

    private static String seconds(long micros) {
        return micros % 1_000_000 == 0
                ? micros / 1_000_000 + ".0"
                : BigDecimal.valueOf(micros, 6).stripTrailingZeros().toPlainString();
    }

    private static String iso(long micros) {
        Instant instant =
                Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
        return Texts.dateTime(LocalDateTime.ofInstant(instant, ZoneOffset.UTC)) + "Z";
    }
}
