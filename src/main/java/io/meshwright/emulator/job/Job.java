package io.meshwright.emulator.job;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.guard.Caller;
import io.meshwright.emulator.result.RowSource;
import io.meshwright.emulator.storage.Session;
import io.meshwright.sql.Planning;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A job from submission to its end; safe to look at and to stop from any thread. */
public final class Job {

    private final JobRequest request;
    private final Optional<ClientSession> clientSession;
    private final Type type;
    private final Instant created;
    private final CompletableFuture<Job> done = new CompletableFuture<>();
    private final ObjectNode statistics = JsonNodeFactory.instance.objectNode();

    private volatile Instant started;
    private volatile Instant ended;
    private volatile ApiError error;
    private volatile RowSource rows;
    private volatile boolean abandoned;
    private final Planning planning = new Planning();
    private Session session;
    private ApiError stopReason;
    private boolean left;

    Job(JobRequest request) {
        this(request, Optional.empty());
    }

    Job(JobRequest request, Optional<ClientSession> clientSession) {
        this(request, clientSession, Instant.now());
    }

    private Job(JobRequest request, Optional<ClientSession> clientSession, Instant created) {
        this.request = request;
        this.clientSession = clientSession;
        this.type = Type.of(request.configuration());
        this.created = created;
    }

    /** A job that ended well before this process began. */
    static Job restored(JobRequest request, ObjectNode statistics, Instant ended) {
        Instant created = Instant.ofEpochMilli(statistics.path("creationTime").asLong());
        Job job = new Job(request, Optional.empty(), created);
        job.started = Instant.ofEpochMilli(statistics.path("startTime").asLong());
        job.statistics.setAll(statistics);
        job.ended = ended;
        job.done.complete(job);
        return job;
    }

    /** Where a job is in its life. */
    public enum State {
        PENDING,
        RUNNING,
        DONE
    }

    /** What a job does; the key of its part of the configuration, in lower case. */
    public enum Type {
        QUERY,
        LOAD,
        COPY,
        EXTRACT;

        static Type of(ObjectNode configuration) {
            for (Type type : values()) {
                if (configuration.get(type.key()) instanceof ObjectNode) {
                    return type;
                }
            }
            throw ApiError.invalid("Required parameter is missing: configuration.query, load, copy or extract");
        }

        public String key() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public JobRequest request() {
        return request;
    }

    /** The session it runs in. */
    Optional<ClientSession> clientSession() {
        return clientSession;
    }

    public String project() {
        return request.project();
    }

    public String id() {
        return request.id();
    }

    public Caller caller() {
        return request.caller();
    }

    public Type type() {
        return type;
    }

    /** The part of the configuration for this type of job. */
    public ObjectNode settings() {
        return (ObjectNode) request.configuration().get(type.key());
    }

    public Optional<Path> upload() {
        return request.upload();
    }

    public Instant created() {
        return created;
    }

    public Optional<Instant> started() {
        return Optional.ofNullable(started);
    }

    public Optional<Instant> ended() {
        return Optional.ofNullable(ended);
    }

    public State state() {
        return ended != null ? State.DONE : started != null ? State.RUNNING : State.PENDING;
    }

    public boolean isDone() {
        return ended != null;
    }

    public Optional<ApiError> error() {
        return Optional.ofNullable(error);
    }

    /** The rows a finished query gives. */
    public Optional<RowSource> rows() {
        return Optional.ofNullable(rows);
    }

    void forgetRows() {
        rows = null;
    }

    void giveRows(RowSource result) {
        rows = result;
    }

    /** What the API tells under {@code statistics}; written by the job's own thread before it ends. */
    public ObjectNode statistics() {
        return statistics;
    }

    /** Whether its thread may still be at work although it is done. */
    boolean isAbandoned() {
        return abandoned;
    }

    /** The part of the statistics for this type of job. */
    ObjectNode detail() {
        return statistics.withObjectProperty(type.key());
    }

    /** Completes when the job is done, failed or not. */
    public CompletableFuture<Job> done() {
        return done;
    }

    // ---- life ----

    /** False when it was stopped before. */
    synchronized boolean start(Session running) {
        if (stopReason != null) {
            return false;
        }
        session = running;
        started = Instant.now();
        return true;
    }

    /** Does its work; what stops the job calls off what is planned in there. */
    void work(Runnable work) {
        try {
            planning.run(() -> {
                work.run();
                return null;
            });
        } catch (Planning.CalledOff e) {
            ApiError reason = stopReason();
            reason.addSuppressed(e);
            throw reason;
        }
    }

    private synchronized ApiError stopReason() {
        return stopReason;
    }

    /** Its work is over: from now on it cannot be stopped, and its connection may be somebody else's. */
    synchronized void leave() {
        session = null;
        left = true;
    }

    void end(ApiError failure) {
        synchronized (this) {
            if (ended != null) {
                return;
            }
            session = null;
            error = failure;
            ended = Instant.now();
        }
        done.complete(this);
    }

    /**
     * Stops the job; true when it had not ended. It is done at once, unless what it did is just becoming visible; its
     * thread may still have to tidy up.
     */
    public boolean stop(ApiError reason) {
        synchronized (this) {
            if (ended != null) {
                return false;
            }
            if (left) {
                return true;
            }
            stopReason = stopReason == null ? reason : stopReason;
            planning.callOff();
            if (session != null) {
                boolean over = session.stop(stopReason) && clientSession.isEmpty();
                if (!over) {
                    return true;
                }
                abandoned = true;
            }
        }
        end(reason);
        return true;
    }
}
