package io.meshwright.emulator.read;

import io.meshwright.emulator.error.ApiError;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Stops what takes too long, and looks after the sessions from time to time. */
final class ReadWatch implements AutoCloseable {

    private static final long SWEEP_SECONDS = 60;

    private final ScheduledThreadPoolExecutor clock;
    private final Duration limit;

    /** @param limit how long the rows of one message may take */
    ReadWatch(Duration limit, Runnable sweep) {
        this.limit = limit;
        this.clock = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "read-clock");
            thread.setDaemon(true);
            return thread;
        });
        clock.setRemoveOnCancelPolicy(true);
        var unused = clock.scheduleWithFixedDelay(sweep, SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
    }

    long during(SessionRows rows, LongSupplier reading) {
        ScheduledFuture<?> alarm = clock.schedule(() -> rows.stop(tooLong()), limit.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return reading.getAsLong();
        } finally {
            alarm.cancel(false);
        }
    }

    private ApiError tooLong() {
        return new ApiError(
                "resourcesExceeded",
                "Resources exceeded: reading rows took longer than " + limit.toSeconds() + " seconds.");
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
