package io.meshwright.emulator.job;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.guard.Caller;
import io.meshwright.emulator.storage.Storage;
import io.meshwright.emulator.storage.Writer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Sessions by id: those that are active, and some that ended. */
public final class ClientSessions implements AutoCloseable {

    private static final int MOST_ACTIVE = 1_000;
    private static final int KEPT = 2_000;

    private final Storage storage;
    private final Writer writer;
    private final Duration idle;
    private final Map<String, ClientSession> sessions = new LinkedHashMap<>();

    /** @param idle how long a session lives that nobody uses */
    public ClientSessions(Storage storage, Writer writer, Duration idle) {
        this.storage = storage;
        this.writer = writer;
        this.idle = idle;
    }

    /** The session a job asks for, an old one or a new one; empty when it asks for none. */
    Optional<ClientSession> of(JobRequest request, Job.Type type) {
        if (type != Job.Type.QUERY && type != Job.Type.LOAD) {
            return Optional.empty();
        }
        var settings = request.configuration().path(type.key());
        Optional<String> id = ConnectionProperties.sessionId(settings);
        boolean wantsNew = settings.path("createSession").asBoolean() && !request.isDryRun();
        if (id.isPresent() && wantsNew) {
            throw ApiError.invalid("createSession and the connection property session_id exclude each other.");
        }
        return wantsNew
                ? Optional.of(create(request.project(), request.caller()))
                : id.map(known -> require(known, request.project(), request.caller()));
    }

    private synchronized ClientSession create(String project, Caller owner) {
        long active = sessions.values().stream().filter(ClientSession::isActive).count();
        if (active >= MOST_ACTIVE) {
            throw new ApiError("quotaExceeded", "Quota exceeded: at most " + MOST_ACTIVE + " sessions are kept here.");
        }
        String id = UUID.randomUUID().toString().replace("-", "");
        ClientSession session =
                new ClientSession(id, project, owner, storage.duckDb().session());
        sessions.put(id, session);
        var oldest = sessions.values().iterator();
        while (sessions.size() > KEPT && oldest.hasNext()) {
            if (!oldest.next().isActive()) {
                oldest.remove();
            }
        }
        return session;
    }

    /** Others' sessions are not there. */
    private synchronized ClientSession require(String id, String project, Caller caller) {
        ClientSession session = sessions.get(id);
        boolean known = session != null
                && session.project().equals(project)
                && session.owner().name().equals(caller.name());
        if (!known) {
            throw ApiError.notFound("Session " + id);
        }
        if (!session.isActive()) {
            throw ClientSession.expired(id);
        }
        return session;
    }

    /** Ends a session of a job's caller, its own unless another is named; what runs in another is stopped. */
    void abort(Optional<String> id, Job job) {
        Optional<ClientSession> own = job.clientSession();
        boolean mine = id.isEmpty()
                || own.filter(session -> session.id().equals(id.get())).isPresent();
        if (!mine) {
            ClientSession other = require(id.get(), job.project(), job.caller());
            other.stop();
            other.abort(writer);
            return;
        }
        own.orElseThrow(() -> ApiError.invalidQuery("There is no session to abort: the job is in none"))
                .abort(writer);
    }

    void leave(ClientSession session) {
        session.leave(writer);
    }

    /** Ends what nobody has used for too long. */
    void sweep(Instant now) {
        for (ClientSession session : all()) {
            if (session.isOver(now, idle)) {
                session.abort(writer);
            }
        }
    }

    /** Whether a hidden dataset belongs to an active session of the caller. */
    synchronized boolean isOwn(Caller caller, String project, String dataset) {
        return sessions.values().stream()
                .anyMatch(session -> session.isActive()
                        && session.project().equals(project)
                        && session.temporaries().dataset().equals(dataset)
                        && session.owner().name().equals(caller.name()));
    }

    /** A project's sessions in the words of {@code INFORMATION_SCHEMA.SESSIONS}, the newest first. */
    public List<ObjectNode> list(String project) {
        return all().stream()
                .filter(session -> session.project().equals(project))
                .sorted(Comparator.comparing(ClientSession::created).reversed())
                .map(this::row)
                .toList();
    }

    private synchronized List<ClientSession> all() {
        return new ArrayList<>(sessions.values());
    }

    private ObjectNode row(ClientSession session) {
        Instant end = session.created().plus(ClientSession.LIFETIME);
        Instant idleEnd = session.used().plus(idle);
        return JsonNodeFactory.instance
                .objectNode()
                .put("creation_time", session.created().toString())
                .put("expiration_time", (idleEnd.isBefore(end) ? idleEnd : end).toString())
                .put("is_active", session.isActive())
                .put("last_modified_time", session.used().toString())
                .put("principal_subject", "user:" + session.owner().name())
                .put("project_id", session.project())
                .put("project_number", 0)
                .put("session_id", session.id())
                .put("user_email", session.owner().name());
    }

    @Override
    public void close() {
        all().forEach(session -> session.abort(writer));
    }
}
