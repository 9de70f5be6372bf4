package io.meshwright.emulator.job;

import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.guard.Caller;
import io.meshwright.emulator.script.Scope;
import io.meshwright.emulator.storage.Session;
import io.meshwright.emulator.storage.Writer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the jobs of one session share (REST: {@code SessionInfo}): temporary tables and functions, variables, a
 * transaction. One job at a time is in it.
 */
final class ClientSession {

    /** How long a session lives. */
    static final Duration LIFETIME = Duration.ofDays(7);

    private final String id;
    private final String project;
    private final Caller owner;
    private final Instant created = Instant.now();
    private final Session connection;
    private final Temporaries temporaries = new Temporaries();
    private final Scope variables = Scope.outermost();
    private Instant used = created;
    private boolean busy;
    private boolean ended;

    ClientSession(String id, String project, Caller owner, Session connection) {
        this.id = id;
        this.project = project;
        this.owner = owner;
        this.connection = connection;
    }

    String id() {
        return id;
    }

    String project() {
        return project;
    }

    Caller owner() {
        return owner;
    }

    Instant created() {
        return created;
    }

    synchronized Instant used() {
        return used;
    }

    /** The connection that has its variables and is in its transaction. */
    Session connection() {
        return connection;
    }

    Temporaries temporaries() {
        return temporaries;
    }

    Scope variables() {
        return variables;
    }

    synchronized boolean isActive() {
        return !ended;
    }

    /** Lets a job in; a second one is refused while the first is there. */
    synchronized void enter() {
        if (ended) {
            throw expired(id);
        }
        if (busy) {
            throw new ApiError(
                    "resourceInUse", "Session " + id + " is in use by another job: its jobs run one after the other.");
        }
        if (!connection.goOn()) {
            ended = true;
            throw expired(id);
        }
        busy = true;
        used = Instant.now();
    }

    static ApiError expired(String id) {
        return new ApiError("invalid", "Session " + id + " has expired and is no longer available.");
    }

    /** Lets the next job in, or ends what was aborted meanwhile. */
    void leave(Writer writer) {
        writer.transactions().survive(connection);
        boolean over;
        synchronized (this) {
            busy = false;
            used = Instant.now();
            over = ended;
        }
        if (over) {
            close(writer);
        }
    }

    /** Ends the session, now or when its job has ended. */
    void abort(Writer writer) {
        synchronized (this) {
            boolean open = !ended;
            ended = true;
            if (busy || !open) {
                return;
            }
        }
        close(writer);
    }

    /** Stops what runs in it. */
    synchronized void stop() {
        if (busy) {
            connection.stop(new ApiError("stopped", "Job execution was cancelled: its session was aborted"));
        }
    }

    /** Nobody is in it any more. */
    private void close(Writer writer) {
        try {
            if (connection.goOn()) {
                if (writer.transactions().isOpen(connection)) {
                    writer.transactions().created(connection).forEach(temporaries::dropped);
                    writer.transactions().rollback(connection);
                }
                temporaries.tables().forEach(table -> writer.delete(connection, table, Optional.empty()));
            }
        } finally {
            connection.close();
        }
    }

    /** Whether it has lasted too long, or nobody has used it for too long. */
    synchronized boolean isOver(Instant now, Duration idle) {
        return !busy && (used.plus(idle).isBefore(now) || created.plus(LIFETIME).isBefore(now));
    }
}
