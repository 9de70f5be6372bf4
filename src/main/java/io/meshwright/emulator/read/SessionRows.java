package io.meshwright.emulator.read;

import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.storage.TableSchema;

/** The rows of a session, which stay what they are and stand at positions that grow. */
interface SessionRows extends AutoCloseable {

    TableSchema schema();

    /** All positions are less. */
    long end();

    /** How many rows there are, before any condition. */
    long estimatedRows();

    long estimatedBytes();

    /** The position after so many rows from a position on; the end of the range where it has no more. */
    long skip(long from, long to, long rows);

    /** Fills a batch with the rows of a range, or the first of them; returns the position after the last one read. */
    long read(long from, long to, RowBatch batch);

    /** Ends the reading that takes too long, and all that would follow. */
    void stop(ApiError reason);

    /** Lets go of what can be taken up again. */
    void rest();

    @Override
    void close();
}
