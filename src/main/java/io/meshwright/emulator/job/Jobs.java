package io.meshwright.emulator.job;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.guard.Caller;
import io.meshwright.emulator.storage.Expiration;
import io.meshwright.emulator.storage.Housekeeping;
import io.meshwright.emulator.storage.Session;
import io.meshwright.emulator.storage.TableSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Takes jobs, runs them when their turn comes, and stops them when they take too long. */
public final class Jobs implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Jobs.class);

    /** One for the sweeps, so that no time limit waits for them. */
    private static final int CLOCKS = 2;

    private static final long TEND_SECONDS = 1;
    private static final long SWEEP_SECONDS = 2;
    private static final long FORGET_SECONDS = 3600;

    private final Engine engine;
    private final JobHistory history;
    private final ClientSessions sessions;
    private final JobQueue queue;
    private final Duration timeLimit;
    private final QueryWork queries;
    private final Map<Job.Type, Work> works;
    private final ScheduledFuture<?> sweeps;
    private final ScheduledFuture<?> forgetting;
    private final ScheduledFuture<?> tending;
    private final ScheduledExecutorService clock = clock();

    public Jobs(Engine engine, JobHistory history, ClientSessions sessions, JobQueue queue, Duration timeLimit) {
        this.engine = engine;
        this.sessions = sessions;
        this.history = history;
        this.queue = queue;
        this.timeLimit = timeLimit;
        this.queries = new QueryWork(engine, history, sessions, clock);
        this.works = Map.of(
                Job.Type.QUERY, queries,
                Job.Type.LOAD, new LoadWork(engine),
                Job.Type.COPY, new CopyWork(engine),
                Job.Type.EXTRACT, new ExtractWork(engine));
        Expiration expiration = new Expiration(engine.storage(), engine.writer());
        Housekeeping housekeeping = new Housekeeping(engine.storage());
        this.sweeps = sweep(() -> tidy(housekeeping, expiration), SWEEP_SECONDS);
        this.forgetting = sweep(expiration::forgetOldJobs, FORGET_SECONDS);
        this.tending = sweep(queue::tend, TEND_SECONDS);
    }

    /** It forgets the alarms of jobs that ended in time, and the jobs with them. */
    private static ScheduledExecutorService clock() {
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(CLOCKS, task -> {
            Thread thread = new Thread(task, "warehouse-job-clock");
            thread.setDaemon(true);
            return thread;
        });
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }

    private void tidy(Housekeeping housekeeping, Expiration expiration) {
        housekeeping.sweep();
        expiration.sweep(Instant.now());
        sessions.sweep(Instant.now());
    }

    /** Whatever goes wrong, the next sweep comes. */
    private ScheduledFuture<?> sweep(Runnable work, long seconds) {
        Runnable careful = () -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.error("What is over could not be removed", e);
            }
        };
        return clock.scheduleWithFixedDelay(careful, seconds, seconds, TimeUnit.SECONDS);
    }

    public JobHistory history() {
        return history;
    }

    /** Takes a job; a job id that was used before is refused as a duplicate. A dry run is answered at once. */
    public Job submit(JobRequest request) {
        Job job = new Job(request, sessions.of(request, Job.Type.of(request.configuration())));
        if (request.isDryRun()) {
            dryRun(job);
            return job;
        }
        try {
            history.add(job);
        } catch (ApiError e) {
            if (job.settings().path("createSession").asBoolean()) {
                sessions.abort(Optional.empty(), job);
            }
            throw e;
        }
        queue.submit(lane(job), job.caller().name(), () -> run(job));
        return job;
    }

    private void dryRun(Job job) {
        if (job.type() != Job.Type.QUERY) {
            throw ApiError.invalid("A dry run is possible for query jobs only.");
        }
        job.clientSession().ifPresent(ClientSession::enter);
        try {
            queries.dryRun(job);
        } finally {
            job.clientSession().ifPresent(sessions::leave);
        }
        job.end(null);
    }

    /** Copies only move a pointer; what writes rows is patient work. */
    private static JobQueue.Lane lane(Job job) {
        boolean writes = job.type() == Job.Type.LOAD
                || job.type() == Job.Type.EXTRACT
                || (job.type() == Job.Type.QUERY
                        && job.settings().path("destinationTable").hasNonNull("tableId"))
                || job.settings().path("priority").asText().equals("BATCH");
        return writes ? JobQueue.Lane.BUILD : JobQueue.Lane.INTERACTIVE;
    }

    private void run(Job job) {
        try {
            if (job.clientSession().isPresent()) {
                run(job, job.clientSession().get());
            } else {
                runAlone(job);
            }
        } catch (ApiError e) {
            end(job, e);
        }
    }

    private void runAlone(Job job) {
        try (Session session = engine.storage().duckDb().session()) {
            end(job, failure(job, session));
        }
    }

    /** Runs it in a session, which is free for the next job as soon as anybody may know that this one has ended. */
    private void run(Job job, ClientSession shared) {
        shared.enter();
        ApiError failure = failure(job, shared.connection());
        job.leave();
        try {
            sessions.leave(shared);
        } finally {
            end(job, failure);
        }
    }

    private void end(Job job, ApiError failure) {
        try {
            discardUpload(job);
        } finally {
            job.end(failure);
            history.ended(job);
        }
    }

    /** What made it fail; null when nothing did. */
    private ApiError failure(Job job, Session session) {
        try {
            if (!job.start(session)) {
                return null;
            }
            var alarm = clock.schedule(() -> job.stop(tooLong(job)), limit(job).toMillis(), TimeUnit.MILLISECONDS);
            try {
                job.work(() -> works.get(job.type()).run(job, session));
            } finally {
                alarm.cancel(false);
            }
            return null;
        } catch (ApiError e) {
            return e;
        } catch (OutOfMemoryError e) {
            return new ApiError(
                    "resourcesExceeded",
                    "query",
                    "Resources exceeded during query execution: the statement or one of its values is too large for the"
                            + " server's memory.",
                    e);
        } catch (RuntimeException | Error e) {
            LOG.errorf(e, "Job %s failed", job.id());
            return new ApiError(
                    "internalError", "", "An internal error occurred and the request could not be completed.", e);
        }
    }

    private Duration limit(Job job) {
        long wanted = job.request().configuration().path("jobTimeoutMs").asLong(0);
        return wanted > 0 && wanted < timeLimit.toMillis() ? Duration.ofMillis(wanted) : timeLimit;
    }

    private ApiError tooLong(Job job) {
        return job.request().configuration().has("jobTimeoutMs")
                ? new ApiError("stopped", "Job execution was cancelled: Job timed out after " + limit(job))
                : new ApiError(
                        "resourcesExceeded",
                        "query",
                        "Resources exceeded during query execution: it took longer than " + timeLimit.toSeconds()
                                + " seconds.",
                        null);
    }

    private static void discardUpload(Job job) {
        job.upload().ifPresent(file -> {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot remove the upload of job " + job.id(), e);
            }
        });
    }

    /** The job, as far as its caller may know of it: others' jobs are not there. */
    public Job require(String project, String id, Caller caller) {
        return history.find(project, id)
                .filter(job -> caller.isTrusted() || job.caller().name().equals(caller.name()))
                .orElseThrow(() -> ApiError.notFound("Job " + project + ":" + JobRequest.LOCATION + "." + id));
    }

    public boolean cancel(Job job) {
        return job.stop(new ApiError("stopped", "Job execution was cancelled: User requested cancellation"));
    }

    /** Forgets a finished job and its result. */
    public void delete(Job job) {
        if (!job.isDone()) {
            throw ApiError.invalid("Job " + job.project() + ":" + job.id() + " is still running.");
        }
        history.delete(job);
    }

    /** The columns a view's query gives. */
    public TableSchema columns(String query, String project, Caller caller) {
        ObjectNode configuration = JsonNodeFactory.instance.objectNode().put("dryRun", true);
        configuration.putObject("query").put("query", query);
        Job job = submit(new JobRequest(
                project, JobRequest.newId(), JobRequest.LOCATION, caller, configuration, Optional.empty()));
        return TableSchema.read(job.detail().path("schema"));
    }

    /** Stops what runs: the file is closed next. */
    @Override
    public void close() {
        history.running().forEach(job -> job.stop(new ApiError("stopped", "The server was stopped")));
        sweeps.cancel(true);
        forgetting.cancel(true);
        tending.cancel(true);
        clock.shutdownNow();
        queue.close();
        sessions.close();
        history.close();
    }
}
