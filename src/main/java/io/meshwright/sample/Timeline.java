package io.meshwright.sample;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;

/** The months that sample data covers: the last complete one and those before it, in UTC. Months count from 0. */
final class Timeline {

    private final YearMonth first;
    private final long[] startSeconds;

    private Timeline(YearMonth first, int months) {
        this.first = first;
        this.startSeconds = new long[months + 1];
        Arrays.setAll(startSeconds, month -> first.plusMonths(month)
                .atDay(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toEpochSecond());
    }

    static Timeline before(Instant asOf, int months) {
        return new Timeline(lastComplete(asOf).minusMonths(months - 1L), months);
    }

    static YearMonth lastComplete(Instant asOf) {
        return YearMonth.from(asOf.atOffset(ZoneOffset.UTC)).minusMonths(1);
    }

    int months() {
        return startSeconds.length - 1;
    }

    /** First second of a month. */
    long start(int month) {
        return startSeconds[month];
    }

    /** First second after the timeline. */
    long end() {
        return startSeconds[months()];
    }

    int monthOf(long second) {
        int found = Arrays.binarySearch(startSeconds, second);
        return found >= 0 ? found : -found - 2;
    }

    /** Where a calendar month lies; negative before the timeline. */
    int indexOf(YearMonth month) {
        return (int) first.until(month, java.time.temporal.ChronoUnit.MONTHS);
    }

    YearMonth last() {
        return first.plusMonths(months() - 1L);
    }
}
