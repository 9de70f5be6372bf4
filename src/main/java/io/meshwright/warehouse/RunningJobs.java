package io.meshwright.warehouse;

import com.google.cloud.bigquery.BigQueryError;
import com.google.cloud.bigquery.BigQueryException;
import com.google.cloud.bigquery.Job;
import com.google.cloud.bigquery.JobInfo;
import com.google.cloud.bigquery.JobStatus;
import java.time.Duration;
import java.time.Instant;

/** Starts jobs and waits for their end; a job that was started before under the same id is waited for, not repeated. */
final class RunningJobs {

    private static final long SHORTEST_MILLIS = 5;
    private static final long LONGEST_MILLIS = 1_000;

    private final BigQueryClient client;

    RunningJobs(BigQueryClient client) {
        this.client = client;
    }

    Job run(JobInfo wanted) {
        return await(start(wanted));
    }

    private Job start(JobInfo wanted) {
        try {
            return client.get().create(wanted);
        } catch (BigQueryException e) {
            Job earlier = "duplicate".equals(e.getReason()) ? client.get().getJob(wanted.getJobId()) : null;
            if (earlier == null) {
                throw failure(e, wanted.getJobId().getJob());
            }
            return earlier;
        }
    }

    /** Waits a tenth of the time it took so far between looks, so that short jobs are not slowed down by waiting. */
    Job await(Job started) {
        Job job = started;
        Instant begin = Instant.now();
        while (!JobStatus.State.DONE.equals(job.getStatus().getState())) {
            long elapsed = Duration.between(begin, Instant.now()).toMillis();
            pause(Math.max(SHORTEST_MILLIS, Math.min(LONGEST_MILLIS, elapsed / 10)), job);
            job = job.reload();
            if (job == null) {
                throw new JobFailure(
                        "notFound", "The job is gone", started.getJobId().getJob(), null);
            }
        }
        BigQueryError error = job.getStatus().getError();
        if (error != null) {
            throw new JobFailure(
                    error.getReason(), error.getMessage(), job.getJobId().getJob(), null);
        }
        return job;
    }

    private static void pause(long millis, Job job) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JobFailure(
                    "stopped",
                    "Interrupted while waiting for a job",
                    job.getJobId().getJob(),
                    e);
        }
    }

    static JobFailure failure(BigQueryException e, String jobId) {
        String reason = e.getReason() == null ? "backendError" : e.getReason();
        BigQueryError error = e.getError();
        String message = error == null || error.getMessage() == null ? e.getMessage() : error.getMessage();
        return new JobFailure(reason, message, jobId, e);
    }
}
