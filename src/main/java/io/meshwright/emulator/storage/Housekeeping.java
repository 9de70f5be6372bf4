package io.meshwright.emulator.storage;

import io.meshwright.emulator.error.ApiError;
import org.jboss.logging.Logger;

/**
 * What nobody should wait for while writing: removes the rows that no name and no reader needs any more, and moves what was
 * written from DuckDB's log into its file once no more comes. In the file it is compressed, and both queries and the next
 * start are quicker.
 */
public final class Housekeeping {

    private static final Logger LOG = Logger.getLogger(Housekeeping.class);

    private final Storage storage;
    private long logBytes;

    public Housekeeping(Storage storage) {
        this.storage = storage;
    }

    /** To be called again and again, by one thread. */
    public void sweep() {
        storage.removeUnused();
        long before = logBytes;
        logBytes = storage.duckDb().logBytes();
        if (logBytes > 0 && logBytes == before) {
            moveLog();
        }
    }

    private void moveLog() {
        try (Session session = storage.duckDb().session()) {
            session.execute("CHECKPOINT");
            logBytes = 0;
        } catch (ApiError e) {
            // The disk may be full, or the file is being opened again: there will be another quiet moment.
            LOG.debugf("The log stays for now: %s", e.getMessage());
        }
    }
}
