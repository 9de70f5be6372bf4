package io.meshwright.emulator.job;

import com.sun.jna.Function;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.jboss.logging.Logger;

/** How much of the processors a thread leaves to others, where the system knows that of threads: on Linux. */
final class Niceness {

    private static final Logger LOG = Logger.getLogger(Niceness.class);
    private static final Path SELF = Path.of("/proc/thread-self");
    private static final int PRIO_PROCESS = 0;

    /** A third of what others get while all want to run. */
    private static final int PATIENT = 5;

    private Niceness() {}

    /** The calling thread as the system knows it; empty where it does not tell. */
    static OptionalInt ownThread() {
        try {
            return OptionalInt.of(
                    Integer.parseInt(Files.readSymbolicLink(SELF).getFileName().toString()));
        } catch (IOException e) {
            LOG.debug("Threads are all alike here", e);
            return OptionalInt.empty();
        }
    }

    /** Puts a thread behind others; only the system's administrator could undo that. */
    static void lower(int thread) {
        try {
            Function.getFunction("c", "setpriority").invokeInt(new Object[] {PRIO_PROCESS, thread, PATIENT});
        } catch (LinkageError e) {
            LOG.debug("Threads are all alike here", e);
        }
    }
}
