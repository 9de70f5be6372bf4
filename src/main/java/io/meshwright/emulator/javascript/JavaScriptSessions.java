package io.meshwright.emulator.javascript;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.zetasql.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Calls of functions in JavaScript, by the sessions they are part of. Safe for use by many threads; an engine is made when
 * the first call of a function comes.
 */
public final class JavaScriptSessions {

    /** Larger batches are divided: the engine holds a batch several times over. */
    private static final int MOST_CHARACTERS = 2 << 20;

    private static final long ENGINE_BYTES = 256L << 20;
    private static final int PATIENCE_MILLIS = 50;

    /** No more run at once than there are processors, and memory for. */
    private final Semaphore places = new Semaphore((int) Math.max(
            1,
            Math.min(
                    Runtime.getRuntime().availableProcessors(),
                    Runtime.getRuntime().maxMemory() / ENGINE_BYTES)));

    private final Map<Long, JavaScriptSession> sessions = new ConcurrentHashMap<>();
    private final AtomicLong last = new AtomicLong();

    /** A session of its own, to be closed by its owner. */
    public JavaScriptSession open() {
        JavaScriptSession session = new JavaScriptSession(this, last.incrementAndGet());
        sessions.put(session.id(), session);
        return session;
    }

    void ended(JavaScriptSession session) {
        sessions.remove(session.id());
    }

    /**
     * The results of a function for rows of arguments, one for each.
     *
     * @param session the one the call is part of; for none one is made that ends with the call
     * @param libraries the code at a URI
     */
    public List<Value> call(
            Optional<Long> session,
            JavaScriptDefinition definition,
            List<List<Value>> rows,
            Function<String, String> libraries) {
        if (session.isEmpty()) {
            try (JavaScriptSession own = open()) {
                return call(Optional.of(own.id()), definition, rows, libraries);
            }
        }
        JavaScriptSession known = sessions.get(session.get());
        if (known == null) {
            throw JavaScriptFailure.stopped();
        }
        List<Value> values = new ArrayList<>(rows.size());
        JavaScriptValues.Batch batch = new JavaScriptValues.Batch();
        for (List<Value> row : rows) {
            if (batch.length() > MOST_CHARACTERS) {
                call(known, definition, batch, libraries, values);
                batch = new JavaScriptValues.Batch();
            }
            batch.add(row);
        }
        call(known, definition, batch, libraries, values);
        return values;
    }

    private void call(
            JavaScriptSession session,
            JavaScriptDefinition definition,
            JavaScriptValues.Batch batch,
            Function<String, String> libraries,
            List<Value> values) {
        JsonNode results;
        await(session);
        try {
            results = session.call(
                    definition.encoded(),
                    () -> new JavaScriptEngine(
                            definition,
                            definition.libraries().stream().map(libraries).toList()),
                    batch.finish());
        } finally {
            places.release();
        }
        for (JsonNode result : results) {
            values.add(value(definition, result));
        }
    }

    private static Value value(JavaScriptDefinition definition, JsonNode result) {
        try {
            return JavaScriptResults.value(definition.returns(), result);
        } catch (JavaScriptFailure e) {
            if (definition.safe()) {
                return Value.createNullValue(definition.returns());
            }
            throw e;
        }
    }

    private void await(JavaScriptSession session) {
        try {
            while (!places.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                if (session.isStopped()) {
                    throw JavaScriptFailure.stopped();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw JavaScriptFailure.stopped();
        }
    }
}
