package io.meshwright.emulator.job;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Waiting tasks by caller; whoever had a turn goes to the end of the line. What has run for long takes nobody else's
 * place any more, and that of its caller only when there are many of it: endless questions do not stop the short ones.
 */
final class Turns {

    private static final long LONG_MILLIS = 1_000;
    private static final long PAUSE_MILLIS = 200;

    private final int atOnce;
    private final int mostEach;
    private final int mostLongEach;
    private final Map<String, Deque<Runnable>> waiting = new LinkedHashMap<>();
    private final Set<Turn> running = new LinkedHashSet<>();

    /**
     * A line.
     *
     * @param atOnce how many tasks run at a time
     * @param mostEach how many of them are of one caller
     * @param mostLongEach how many more of one caller may run that have run for long; 0 when what is long counts like
     *     the rest
     */
    Turns(int atOnce, int mostEach, int mostLongEach) {
        this.atOnce = atOnce;
        this.mostEach = mostEach;
        this.mostLongEach = mostLongEach;
    }

    /** One task on its way; no two are the same. */
    static final class Turn {
        private final String caller;
        private final Runnable task;
        private final Thread thread = Thread.currentThread();
        private final long began = System.nanoTime();
        private boolean told;

        Turn(String caller, Runnable task) {
            this.caller = caller;
            this.task = task;
        }

        void run() {
            task.run();
        }

        private boolean isLong(long now) {
            return now - began > TimeUnit.MILLISECONDS.toNanos(LONG_MILLIS);
        }
    }

    synchronized void add(String caller, Runnable task) {
        waiting.computeIfAbsent(caller, name -> new ArrayDeque<>()).add(task);
        notify();
    }

    /** Waits for a turn. One thread is woken for what comes; it wakes the next while there is more. */
    synchronized Turn next() throws InterruptedException {
        Optional<String> caller = whoseTurn();
        while (caller.isEmpty()) {
            // What runs becomes long without telling anybody.
            wait(waiting.isEmpty() || mostLongEach == 0 ? 0 : PAUSE_MILLIS);
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
        long now = System.nanoTime();
        int all = 0;
        Map<String, Integer> counted = new HashMap<>();
        Map<String, Integer> endless = new HashMap<>();
        for (Turn turn : running) {
            boolean excused = mostLongEach > 0 && turn.isLong(now);
            if (!excused) {
                all++;
            }
            if (!excused || endless.merge(turn.caller, 1, Integer::sum) > mostLongEach) {
                counted.merge(turn.caller, 1, Integer::sum);
            }
        }
        return all >= atOnce
                ? Optional.empty()
                : waiting.keySet().stream()
                        .filter(name -> counted.getOrDefault(name, 0) < mostEach)
                        .findFirst();
    }

    /** Ends a turn; whether its thread was told of it as one that takes long. */
    synchronized boolean end(Turn turn) {
        running.remove(turn);
        return turn.told;
    }

    /** Tells the threads whose tasks have run for long, each once for a task, while they are still at it. */
    synchronized void tellLong(Consumer<Thread> ear) {
        long now = System.nanoTime();
        for (Turn turn : running) {
            if (!turn.told && turn.isLong(now)) {
                turn.told = true;
                ear.accept(turn.thread);
            }
        }
    }
}
