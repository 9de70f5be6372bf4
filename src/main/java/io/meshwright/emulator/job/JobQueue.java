package io.meshwright.emulator.job;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Two lanes, so that somebody's build never makes somebody's question wait. */
public final class JobQueue implements AutoCloseable {

    /** What a job competes with. */
    enum Lane {
        INTERACTIVE,
        BUILD
    }

    private final Map<Lane, ExecutorService> lanes = new EnumMap<>(Lane.class);

    /**
     * @param interactive how many questions are answered at a time
     * @param builds how many builds run at a time
     */
    public JobQueue(int interactive, int builds) {
        lanes.put(Lane.INTERACTIVE, Executors.newFixedThreadPool(interactive, threads("query")));
        lanes.put(Lane.BUILD, Executors.newFixedThreadPool(builds, threads("build")));
    }

    static ThreadFactory threads(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "warehouse-" + name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    void submit(Lane lane, Runnable task) {
        lanes.get(lane).execute(task);
    }

    @Override
    public void close() {
        lanes.values().forEach(ExecutorService::shutdownNow);
        for (ExecutorService lane : lanes.values()) {
            try {
                lane.awaitTermination(5, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
