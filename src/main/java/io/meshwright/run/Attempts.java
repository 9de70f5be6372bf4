package io.meshwright.run;

import io.meshwright.run.ActiveRuns.ActiveRun;
import io.meshwright.warehouse.JobFailure;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Tries a job again, with growing pauses, when the warehouse failed for reasons that pass. */
@Singleton
class Attempts {

    private static final Logger LOG = Logger.getLogger(Attempts.class);

    private final int most;
    private final Duration firstPause;

    @Inject
    Attempts(
            @ConfigProperty(name = "meshwright.runs.attempts", defaultValue = "4") int most,
            @ConfigProperty(name = "meshwright.runs.first-pause", defaultValue = "1s") Duration firstPause) {
        this.most = most;
        this.firstPause = firstPause;
    }

    /**
     * The name of a run's job: the same run, step and attempt always give the same, so that no job runs twice.
     *
     * @param attempt from 1
     */
    static String jobId(UUID run, int position, int attempt) {
        return "meshwright_" + run.toString().replace("-", "") + "_" + position + "_" + attempt;
    }

    <T> T call(ActiveRun active, UUID run, int position, Function<String, T> job) {
        for (int attempt = 1; ; attempt++) {
            String jobId = jobId(run, position, attempt);
            active.works(jobId);
            try {
                return job.apply(jobId);
            } catch (JobFailure e) {
                if (!e.isTransient() || attempt >= most || active.cancelledBy().isPresent()) {
                    throw e;
                }
                LOG.infof("Job %s failed (%s), trying again: %s", jobId, e.reason(), e.getMessage());
                pause(attempt, e);
            }
        }
    }

    private void pause(int attempt, JobFailure failure) {
        try {
            Thread.sleep(firstPause.multipliedBy(1L << (attempt - 1)).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }
}
