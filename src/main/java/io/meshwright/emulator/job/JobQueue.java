package io.meshwright.emulator.job;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whose turn it is. Two lanes, so that a build never makes a question wait. Within a lane the callers take turns, so that
 * somebody's thousand questions never make somebody else's one wait for all of them; and no caller's questions take more
 * than half of the threads, so that a few endless ones do not stop everybody's.
 */
public final class JobQueue implements AutoCloseable {

    private static final long FAREWELL_MILLIS = 5_000;

    /** What a job competes with. */
    enum Lane {
        INTERACTIVE,
        BUILD
    }

    private final Map<Lane, Turns> lanes = new EnumMap<>(Lane.class);
    private final List<Thread> threads = new ArrayList<>();

    /**
     * Starts the threads that do the work.
     *
     * @param interactive how many questions are answered at a time
     * @param builds how many builds run at a time
     */
    public JobQueue(int interactive, int builds) {
        start(Lane.INTERACTIVE, interactive, new Turns(Math.max(1, interactive / 2)), threads("query"));
        start(Lane.BUILD, builds, new Turns(builds), threads("build"));
    }

    /** A statement's nesting is bounded by an error of DuckDB's, which needs the room to come so far. */
    private static final long STACK_BYTES = 128L << 20;

    static ThreadFactory threads(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(null, task, "warehouse-" + name + "-" + count.incrementAndGet(), STACK_BYTES);
            thread.setDaemon(true);
            return thread;
        };
    }

    private void start(Lane lane, int count, Turns turns, ThreadFactory factory) {
        lanes.put(lane, turns);
        for (int i = 0; i < count; i++) {
            Thread thread = factory.newThread(() -> work(turns));
            threads.add(thread);
            thread.start();
        }
    }

    private static void work(Turns turns) {
        try {
            while (true) {
                turns.takeOne();
            }
        } catch (InterruptedException e) {
            // The queue was closed.
            Thread.currentThread().interrupt();
        }
    }

    void submit(Lane lane, String caller, Runnable task) {
        lanes.get(lane).add(caller, task);
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        try {
            for (Thread thread : threads) {
                thread.join(FAREWELL_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waiting tasks by caller; whoever had a turn goes to the end of the line. */
    static final class Turns {
        private final int mostEach;
        private final Map<String, Deque<Runnable>> waiting = new LinkedHashMap<>();
        private final Map<String, Integer> running = new HashMap<>();

        /** @param mostEach how many tasks of one caller run at a time */
        Turns(int mostEach) {
            this.mostEach = mostEach;
        }

        private record Turn(String caller, Runnable task) {}

        synchronized void add(String caller, Runnable task) {
            waiting.computeIfAbsent(caller, name -> new ArrayDeque<>()).add(task);
            notifyAll();
        }

        /** Waits for a turn and does its task. */
        void takeOne() throws InterruptedException {
            Turn turn = next();
            try {
                turn.task.run();
            } finally {
                end(turn);
            }
        }

        private synchronized Turn next() throws InterruptedException {
            Optional<String> caller = whoseTurn();
            while (caller.isEmpty()) {
                wait();
                caller = whoseTurn();
            }
            String name = caller.get();
            Deque<Runnable> tasks = waiting.remove(name);
            Runnable task = tasks.remove();
            if (!tasks.isEmpty()) {
                waiting.put(name, tasks);
            }
            running.merge(name, 1, Integer::sum);
            return new Turn(name, task);
        }

        private Optional<String> whoseTurn() {
            return waiting.keySet().stream()
                    .filter(name -> running.getOrDefault(name, 0) < mostEach)
                    .findFirst();
        }

        private synchronized void end(Turn turn) {
            running.computeIfPresent(turn.caller, (name, count) -> count == 1 ? null : count - 1);
            notifyAll();
        }
    }
}
