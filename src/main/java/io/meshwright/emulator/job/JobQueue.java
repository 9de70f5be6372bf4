package io.meshwright.emulator.job;

import java.util.EnumMap;
import java.util.Map;

/**
 * Whose turn it is. Two lanes, so that a build never makes a question wait. Within a lane the callers take turns, so that
 * somebody's thousand questions never make somebody else's one wait for all of them; and no caller's questions take more
 * than half of the places, so that a few endless ones do not stop everybody's.
 */
public final class JobQueue implements AutoCloseable {

    private static final long FAREWELL_MILLIS = 5_000;

    /** How many questions of one caller go on beside the others when they have run for long. */
    private static final int MOST_LONG_EACH = 8;

    /** How many questions go on at all. */
    private static final int MOST = 128;

    /** What a job competes with. */
    enum Lane {
        INTERACTIVE,
        BUILD
    }

    private final Map<Lane, Turns> lanes = new EnumMap<>(Lane.class);
    private final Crew questions;
    private final Crew builds;

    /**
     * Starts the threads that do the work.
     *
     * @param interactive how many questions are answered at a time, not counting those that have run for long
     * @param builds how many builds run at a time
     */
    public JobQueue(int interactive, int builds) {
        lanes.put(Lane.INTERACTIVE, new Turns(interactive, Math.max(1, interactive / 2), MOST_LONG_EACH));
        lanes.put(Lane.BUILD, new Turns(builds, builds, 0));
        this.questions = new Crew(lanes.get(Lane.INTERACTIVE), "warehouse-query", interactive + 1, MOST);
        this.builds = new Crew(lanes.get(Lane.BUILD), "warehouse-build", builds, builds);
    }

    void submit(Lane lane, String caller, Runnable task) {
        lanes.get(lane).add(caller, task);
    }

    /** To be called every second or so: questions that have run for long go on behind the others. */
    void tend() {
        questions.tend();
    }

    @Override
    public void close() {
        try {
            questions.close(FAREWELL_MILLIS);
            builds.close(FAREWELL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
