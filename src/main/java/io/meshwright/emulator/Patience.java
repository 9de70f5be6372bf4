package io.meshwright.emulator;

import io.meshwright.emulator.job.Job;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waiting for jobs on behalf of a request. */
final class Patience {

    private static final long LONGEST_MILLIS = 200_000;

    /** Most jobs end sooner, and changing threads would cost them more than waiting. */
    private static final long ON_THE_SPOT_MILLIS = 50;

    private Patience() {}

    /** The job when it is done, or as it is after so long. Long waits hold no thread. */
    static Uni<Job> await(Job job, long millis) {
        if (hold(job, Math.min(millis, ON_THE_SPOT_MILLIS)) || millis <= ON_THE_SPOT_MILLIS) {
            return Uni.createFrom().item(job);
        }
        long rest = Math.min(millis, LONGEST_MILLIS) - ON_THE_SPOT_MILLIS;
        return Uni.createFrom()
                .completionStage(job.done().copy().completeOnTimeout(job, rest, TimeUnit.MILLISECONDS))
                .emitOn(Infrastructure.getDefaultWorkerPool());
    }

    /** Waits a moment on the request's own thread; true when the job is done. */
    static boolean hold(Job job, long millis) {
        try {
            job.done().get(Math.max(0, millis), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("A job's end does not fail", e);
        }
    }
}
