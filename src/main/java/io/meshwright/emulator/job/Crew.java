package io.meshwright.emulator.job;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * The threads of a line, more of them while some are held by what takes long. Such a thread goes on behind the others and
 * leaves after its task, because it cannot come back to the front.
 */
final class Crew {

    private static final Logger LOG = Logger.getLogger(Crew.class);

    /** A statement's nesting is bounded by an error of DuckDB's, which needs the room to come so far. */
    private static final long STACK_BYTES = 128L << 20;

    private final Turns turns;
    private final String name;
    private final int most;
    private final Set<Worker> workers = new LinkedHashSet<>();
    private int hired;
    private int idle;
    private boolean closed;

    /**
     * Starts some threads.
     *
     * @param name what the threads are called, before their number
     * @param least how many there are at first
     * @param most how many there may be
     */
    Crew(Turns turns, String name, int least, int most) {
        this.turns = turns;
        this.name = name;
        this.most = most;
        for (int i = 0; i < least; i++) {
            hire();
        }
    }

    private final class Worker extends Thread {
        private volatile OptionalInt id = OptionalInt.empty();

        Worker(int number) {
            super(null, null, name + "-" + number, STACK_BYTES);
            setDaemon(true);
        }

        @Override
        public void run() {
            id = Niceness.ownThread();
            boolean stays = true;
            while (stays) {
                try {
                    stays = takeOne();
                } catch (InterruptedException e) {
                    // The queue was closed.
                    stays = false;
                    Thread.currentThread().interrupt();
                }
            }
            leave(this);
        }
    }

    private synchronized void hire() {
        if (!closed && workers.size() < most) {
            hired++;
            idle++;
            Worker worker = new Worker(hired);
            workers.add(worker);
            worker.start();
        }
    }

    private synchronized void leave(Worker worker) {
        workers.remove(worker);
    }

    /** Waits for a turn and does its task; false when the thread is to leave. */
    private boolean takeOne() throws InterruptedException {
        Turns.Turn turn = turns.next();
        beginWork();
        try {
            turn.run();
        } catch (RuntimeException | Error e) {
            // The thread is for others' tasks as well.
            LOG.error("A job did not end as jobs end", e);
        }
        boolean stays = !turns.end(turn);
        if (stays) {
            endWork();
        }
        return stays;
    }

    private synchronized void beginWork() {
        idle--;
        if (idle == 0) {
            hire();
        }
    }

    private synchronized void endWork() {
        idle++;
    }

    /** Puts what takes long behind the rest, and sees to it that somebody waits for the next turn. */
    synchronized void tend() {
        turns.tellLong(thread -> ((Worker) thread).id.ifPresent(Niceness::lower));
        if (idle == 0) {
            hire();
        }
    }

    /** Interrupts the threads and waits for each so long. */
    void close(long millis) throws InterruptedException {
        List<Worker> last;
        synchronized (this) {
            closed = true;
            last = new ArrayList<>(workers);
        }
        last.forEach(Thread::interrupt);
        for (Worker worker : last) {
            worker.join(millis);
        }
    }
}
