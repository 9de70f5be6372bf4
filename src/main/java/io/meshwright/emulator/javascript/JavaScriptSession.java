package io.meshwright.emulator.javascript;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** The engines of one session: what its functions leave behind nobody else sees, and they end with it. */
public final class JavaScriptSession implements AutoCloseable {

    /** More than the engine's own stack needs of ours. */
    private static final long STACK_BYTES = 64L << 20;

    private static final int MOST_IDLE = 8;

    private final Map<String, Deque<JavaScriptEngine>> idle = new HashMap<>();
    private final Set<Thread> running = new HashSet<>();
    private int idleCount;
    private boolean stopped;
    private volatile JavaScriptFailure exhausted;

    /** A statement of the session begins. */
    public void begin() {
        exhausted = null;
    }

    /** The failure of a function, remembered if the statement may not go on after it. */
    JavaScriptFailure ended(JavaScriptFailure failure) {
        exhausted = failure.isExhausted() ? failure : exhausted;
        return failure;
    }

    /** Throws what ended a function that needed more than it may have: IFERROR would let a statement go on after it. */
    public void checkExhausted() {
        if (exhausted != null) {
            throw exhausted.error();
        }
    }

    /** Calls a function on a thread of its own, which can be interrupted at any moment. */
    JsonNode call(String key, Supplier<JavaScriptEngine> made, String batch) {
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        Thread thread = new Thread(
                null,
                () -> {
                    try {
                        answer.complete(callHere(key, made, batch));
                    } catch (Throwable e) {
                        answer.completeExceptionally(e);
                    }
                },
                "javascript",
                STACK_BYTES);
        thread.setDaemon(true);
        thread.setContextClassLoader(JavaScriptSession.class.getClassLoader());
        enter(thread);
        try {
            thread.start();
            return answer.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof JavaScriptFailure failure) {
                throw failure;
            }
            throw new IllegalStateException("A function in JavaScript could not be run", e.getCause());
        } finally {
            leave(thread);
        }
    }

    private JsonNode callHere(String key, Supplier<JavaScriptEngine> made, String batch) {
        JavaScriptEngine engine = take(key);
        if (engine == null) {
            engine = made.get();
        }
        try {
            return engine.call(batch);
        } finally {
            give(key, engine);
        }
    }

    private synchronized JavaScriptEngine take(String key) {
        Deque<JavaScriptEngine> engines = idle.get(key);
        if (engines == null || engines.isEmpty()) {
            return null;
        }
        idleCount--;
        return engines.pop();
    }

    private synchronized void give(String key, JavaScriptEngine engine) {
        if (!stopped && engine.isFit() && idleCount < MOST_IDLE) {
            idle.computeIfAbsent(key, none -> new ArrayDeque<>()).push(engine);
            idleCount++;
        } else {
            engine.close();
        }
    }

    private synchronized void enter(Thread thread) {
        if (stopped) {
            throw JavaScriptFailure.stopped();
        }
        if (exhausted != null) {
            throw exhausted;
        }
        running.add(thread);
    }

    private synchronized void leave(Thread thread) {
        running.remove(thread);
    }

    synchronized boolean isStopped() {
        return stopped;
    }

    /** Ends what runs, and whatever would come next. */
    public synchronized void stop() {
        stopped = true;
        running.forEach(Thread::interrupt);
    }

    public synchronized void goOn() {
        stopped = false;
    }

    @Override
    public synchronized void close() {
        stop();
        List<JavaScriptEngine> engines = new ArrayList<>();
        idle.values().forEach(engines::addAll);
        idle.clear();
        idleCount = 0;
        engines.forEach(JavaScriptEngine::close);
    }
}
