package io.meshwright.emulator.job;

import io.meshwright.emulator.result.QueryRows;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * The results of jobs that ended, as many as memory and disk allow; what was used last stays longest. Whatever is asked
 * of it takes as long with many results as with few.
 */
final class KeptResults {

    private static final Logger LOG = Logger.getLogger(KeptResults.class);

    /** Results from this size on go to disk when memory is short; smaller ones are forgotten. */
    private static final long WORTH_A_FILE = 64 << 10;

    /** Several jobs may have one result: a script and its last statement, or those whose answer was known. */
    private final Map<QueryRows, Set<Job>> jobs = new LinkedHashMap<>();

    private final Set<QueryRows> largeInMemory = new LinkedHashSet<>();
    private final long mostHeld;
    private final long mostSpooled;
    private long held;
    private long spooled;

    /**
     * Room for results.
     *
     * @param memory how many bytes of them are kept in memory
     * @param disk how many on disk
     */
    KeptResults(long memory, long disk) {
        this.mostHeld = memory;
        this.mostSpooled = disk;
    }

    /** Keeps the result of a job that ended, and makes room for it. */
    void keep(Job job) {
        QueryRows rows = result(job);
        if (rows == null) {
            return;
        }
        Set<Job> sharing = jobs.remove(rows);
        if (sharing == null) {
            sharing = new HashSet<>(2);
            count(rows, 1);
            if (rows.heldBytes() >= WORTH_A_FILE) {
                largeInMemory.add(rows);
            }
        }
        sharing.add(job);
        jobs.put(rows, sharing);
        makeRoom();
    }

    private void makeRoom() {
        while (jobs.size() > 1 && (held > mostHeld || spooled > mostSpooled)) {
            if (held <= mostHeld || !isOneSpooled()) {
                forget(jobs.keySet().iterator().next());
            }
        }
    }

    /** Moves the oldest large result to disk; false when there is none, or no room. */
    private boolean isOneSpooled() {
        if (largeInMemory.isEmpty()) {
            return false;
        }
        QueryRows rows = largeInMemory.iterator().next();
        count(rows, -1);
        try {
            rows.spool();
            largeInMemory.remove(rows);
            return true;
        } catch (IOException e) {
            LOG.warnf(e, "A result cannot be moved to disk");
            return false;
        } finally {
            count(rows, 1);
        }
    }

    private void count(QueryRows rows, int times) {
        held += times * rows.heldBytes();
        spooled += times * rows.spooledBytes();
    }

    /** Forgets the result of a job, which others may still have. */
    void forget(Job job) {
        QueryRows rows = result(job);
        Set<Job> sharing = rows == null ? null : jobs.get(rows);
        if (sharing != null && sharing.remove(job)) {
            job.forgetRows();
            if (sharing.isEmpty()) {
                forget(rows);
            }
        }
    }

    private void forget(QueryRows rows) {
        jobs.remove(rows).forEach(Job::forgetRows);
        largeInMemory.remove(rows);
        count(rows, -1);
        rows.close();
    }

    private static QueryRows result(Job job) {
        return job.rows().orElse(null) instanceof QueryRows rows ? rows : null;
    }

    void forgetAll() {
        while (!jobs.isEmpty()) {
            forget(jobs.keySet().iterator().next());
        }
    }
}
