package io.meshwright.emulator;

import io.meshwright.emulator.job.Job;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waiting for jobs on behalf of a request. */
final class Patience {

    private static final long LONGEST_MILLIS = 200_000;

    private Patience() {}

    /** Waits until a job is done, or for so long. */
    static void await(Job job, long millis) {
        try {
            job.done().get(Math.max(0, Math.min(millis, LONGEST_MILLIS)), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // Not yet: the answer says so, and the caller asks again.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A job's end does not fail", e);
        }
    }
}
