package io.meshwright.emulator.job;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Whose turn it is. Two lanes, so that a build never makes a question wait. Within a lane the callers take turns, so that
 * somebody's thousand questions never make somebody else's one wait for all of them; and no caller's questions take more
 * than half of the threads, so that a few endless ones do not stop everybody's.
 */
public final class JobQueue implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(JobQueue.class);
    private static final long FAREWELL_MILLIS = 5_000;

    /** How many questions go on beside the others when they have run for long. */
    private static final int MOST_LONG = 8;

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
        Turns questions = new Turns(interactive, Math.max(1, interactive / 2), MOST_LONG);
        start(Lane.INTERACTIVE, interactive + MOST_LONG, questions, threads("query"));
        start(Lane.BUILD, builds, new Turns(builds, builds, 0), threads("build"));
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
        boolean open = true;
        while (open) {
            try {
                turns.takeOne();
            } catch (InterruptedException e) {
                // The queue was closed.
                open = false;
                Thread.currentThread().interrupt();
            } catch (RuntimeException | Error e) {
                // The thread is for others' tasks as well.
                LOG.error("A job did not end as jobs end", e);
            }
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

    /**
     * Waiting tasks by caller; whoever had a turn goes to the end of the line. What has run for long does not count any
     * more, as far as there is room for it: a few endless questions do not stop the short ones, not even their caller's.
     */
    static final class Turns {
        private static final long LONG_MILLIS = 1_000;
        private static final long PAUSE_MILLIS = 200;

        private final int atOnce;
        private final int mostEach;
        private final int mostLong;
        private final Map<String, Deque<Runnable>> waiting = new LinkedHashMap<>();
        private final Set<Turn> running = new LinkedHashSet<>();

        /**
         * A line.
         *
         * @param atOnce how many tasks run at a time
         * @param mostEach how many of them are of one caller
         * @param mostLong how many more may run that have run for long
         */
        Turns(int atOnce, int mostEach, int mostLong) {
            this.atOnce = atOnce;
            this.mostEach = mostEach;
            this.mostLong = mostLong;
        }

        /** One task on its way; no two are the same. */
        private static final class Turn {
            private final String caller;
            private final Runnable task;
            private final long began = System.nanoTime();

            Turn(String caller, Runnable task) {
                this.caller = caller;
                this.task = task;
            }

            boolean isLong(long now) {
                return now - began > TimeUnit.MILLISECONDS.toNanos(LONG_MILLIS);
            }
        }

        synchronized void add(String caller, Runnable task) {
            waiting.computeIfAbsent(caller, name -> new ArrayDeque<>()).add(task);
            notify();
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

        /** One thread is woken for what comes; it wakes the next while there is more, and looks again after its task. */
        private synchronized Turn next() throws InterruptedException {
            Optional<String> caller = whoseTurn();
            while (caller.isEmpty()) {
                // What runs becomes long without telling anybody.
                wait(waiting.isEmpty() || mostLong == 0 ? 0 : PAUSE_MILLIS);
                caller = whoseTurn();
            }
            String name = caller.get();
            Deque<Runnable> tasks = waiting.remove(name);
            Turn turn = new Turn(name, tasks.remove());
            if (!tasks.isEmpty()) {
                waiting.put(name, tasks);
            }
            running.add(turn);
            if (!waiting.isEmpty()) {
                notify();
            }
            return turn;
        }

        private Optional<String> whoseTurn() {
            if (waiting.isEmpty()) {
                return Optional.empty();
            }
            Map<String, Integer> counted = counted();
            int all = counted.values().stream().mapToInt(Integer::intValue).sum();
            return all >= atOnce
                    ? Optional.empty()
                    : waiting.keySet().stream()
                            .filter(name -> counted.getOrDefault(name, 0) < mostEach)
                            .findFirst();
        }

        /** How many tasks of each caller run, without those that have run for long. */
        private Map<String, Integer> counted() {
            long now = System.nanoTime();
            int left = mostLong;
            Map<String, Integer> counted = new HashMap<>();
            for (Turn turn : running) {
                if (left > 0 && turn.isLong(now)) {
                    left--;
                } else {
                    counted.merge(turn.caller, 1, Integer::sum);
                }
            }
            return counted;
        }

        private synchronized void end(Turn turn) {
            running.remove(turn);
        }
    }
}
