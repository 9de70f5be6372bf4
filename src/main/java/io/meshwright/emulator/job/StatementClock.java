package io.meshwright.emulator.job;

import io.meshwright.emulator.error.ApiError;
import java.util.OptionalLong;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Stops a script one of whose statements takes too long; no handler of the script's goes on after that. */
final class StatementClock {

    private final ScheduledExecutorService clock;
    private final Job script;
    private final OptionalLong limitMillis;

    StatementClock(ScheduledExecutorService clock, Job script, OptionalLong limitMillis) {
        this.clock = clock;
        this.script = script;
        this.limitMillis = limitMillis;
    }

    <T> T timed(Supplier<T> statement) {
        if (limitMillis.isEmpty()) {
            return statement.get();
        }
        AtomicBoolean over = new AtomicBoolean();
        var alarm = clock.schedule(
                () -> {
                    if (over.compareAndSet(false, true)) {
                        script.stop(tooLong());
                    }
                },
                limitMillis.getAsLong(),
                TimeUnit.MILLISECONDS);
        try {
            return statement.get();
        } finally {
            over.set(true);
            alarm.cancel(false);
        }
    }

    private ApiError tooLong() {
        return new ApiError(
                "stopped",
                "Job execution was cancelled: a statement of the script took longer than " + limitMillis.getAsLong()
                        + " ms (scriptOptions.statementTimeoutMs)");
    }
}
