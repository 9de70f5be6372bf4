package io.meshwright.emulator.result;

import java.math.BigDecimal;

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
            case ISO8601_STRING -> Texts.dateTime(micros) + "Z";
        };
    }

    private static String seconds(long micros) {
        return micros % 1_000_000 == 0
                ? micros / 1_000_000 + ".0"
                : BigDecimal.valueOf(micros, 6).stripTrailingZeros().toPlainString();
    }
}
