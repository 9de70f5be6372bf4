package io.meshwright.emulator.storage;

import io.meshwright.sql.TableName;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** One writer at a time for each table name; always taken in one order, so that nobody waits in a circle. */
final class NameLocks {

    private static final int STRIPES = 512;
    private static final int PATIENCE_MILLIS = 50;

    private final ReentrantLock[] locks = new ReentrantLock[STRIPES];

    NameLocks() {
        Arrays.setAll(locks, i -> new ReentrantLock());
    }

    /** Waits for the names, works, lets the next writer in; a stopped session stops waiting. */
    <T> T holding(Session session, List<TableName> names, Supplier<T> work) {
        int[] stripes = names.stream()
                .mapToInt(name -> Math.floorMod(name.hashCode(), STRIPES))
                .distinct()
                .sorted()
                .toArray();
        int taken = 0;
        try {
            for (int stripe : stripes) {
                await(session, locks[stripe]);
                taken++;
            }
            return work.get();
        } finally {
            release(stripes, taken);
        }
    }

    private static void await(Session session, ReentrantLock lock) {
        try {
            while (!lock.tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                session.checkStopped();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a table", e);
        }
    }

    private void release(int[] stripes, int count) {
        for (int i = count - 1; i >= 0; i--) {
            locks[stripes[i]].unlock();
        }
    }
}
