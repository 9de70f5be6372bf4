package io.meshwright.emulator.job;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whose turn it is. Two lanes, so that a build never makes a question wait; within a lane the callers take turns, so
 * that somebody's thousand questions never make somebody else's one wait for all of them.
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
        start(Lane.INTERACTIVE, interactive, threads("query"));
        start(Lane.BUILD, builds, threads("build"));
    }

    static ThreadFactory threads(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "warehouse-" + name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    private void start(Lane lane, int count, ThreadFactory factory) {
        Turns turns = new Turns();
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
                turns.next().run();
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
        private final Map<String, Deque<Runnable>> waiting = new LinkedHashMap<>();

        synchronized void add(String caller, Runnable task) {
            waiting.computeIfAbsent(caller, name -> new ArrayDeque<>()).add(task);
            notifyAll();
        }

        synchronized Runnable next() throws InterruptedException {
            while (waiting.isEmpty()) {
                wait();
            }
            String caller = waiting.keySet().iterator().next();
            Deque<Runnable> tasks = waiting.remove(caller);
            Runnable task = tasks.remove();
            if (!tasks.isEmpty()) {
                waiting.put(caller, tasks);
            }
            return task;
        }
    }
}
