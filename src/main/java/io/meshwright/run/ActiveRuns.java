package io.meshwright.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The runs this process is carrying out, and whether it is about to stop. */
@ApplicationScoped
class ActiveRuns {

    private final Map<UUID, ActiveRun> runs = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    ActiveRun enter(UUID run) {
        ActiveRun active = new ActiveRun();
        runs.put(run, active);
        return active;
    }

    void leave(UUID run) {
        runs.remove(run);
    }

    Optional<ActiveRun> find(UUID run) {
        return Optional.ofNullable(runs.get(run));
    }

    void stop() {
        stopping = true;
    }

    boolean isStopping() {
        return stopping;
    }

    /** What others may know of, and tell, a run at work. */
    static final class ActiveRun {
        private volatile String jobId = "";
        private volatile String cancelledBy = "";
        private boolean publishing;

        void works(String job) {
            jobId = job;
        }

        String jobId() {
            return jobId;
        }

        /** False when it is too late: tables are being swapped. */
        synchronized boolean cancel(String who) {
            if (!publishing) {
                cancelledBy = who;
            }
            return !publishing;
        }

        /** False when the run was cancelled before. */
        synchronized boolean startPublishing() {
            publishing = cancelledBy.isEmpty();
            return publishing;
        }

        Optional<String> cancelledBy() {
            return Optional.of(cancelledBy).filter(who -> !who.isEmpty());
        }
    }
}
