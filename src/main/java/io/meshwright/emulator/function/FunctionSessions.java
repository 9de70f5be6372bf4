package io.meshwright.emulator.function;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The sessions that functions may be part of. Safe for use by many threads. */
public final class FunctionSessions {

    private final Map<Long, FunctionSession> sessions = new ConcurrentHashMap<>();
    private final AtomicLong last = new AtomicLong();

    /** A session of its own, to be closed by its owner. */
    public FunctionSession open() {
        FunctionSession session = new FunctionSession(this, last.incrementAndGet());
        sessions.put(session.id(), session);
        return session;
    }

    /** The session that {@link FunctionSession#CURRENT} gave the number of; throws when it has ended. */
    public FunctionSession require(String id) {
        FunctionSession session = sessions.get(Long.valueOf(id));
        if (session == null) {
            throw FunctionSession.cancelled();
        }
        return session;
    }

    void ended(FunctionSession session) {
        sessions.remove(session.id());
    }
}
