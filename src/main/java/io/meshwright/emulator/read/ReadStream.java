package io.meshwright.emulator.read;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A part of a session's rows, in order.
 *
 * @param from the position of the first row
 * @param to the position after the last one
 */
public record ReadStream(ReadSession session, String id, long from, long to) {

    /** About as long as a message gets: some clients refuse more than 4 MB. */
    static final long MESSAGE_BYTES = 2_000_000;

    public String name() {
        return session.name() + "/streams/" + id;
    }

    /** Some rows as one message; how far the stream has been read, of 1, before them and after. */
    public record Message(ByteBuffer bytes, long rows, double before, double after) {}

    /** Where the reading of a stream stands: one caller's, who may come back. */
    public final class Cursor {
        private long at;

        private Cursor(long at) {
            this.at = at;
        }

        /** The next message; empty at the end. */
        public Optional<Message> next() {
            double before = progress();
            RowBatch batch = session.format().batch(session.schema());
            if (at < to) {
                at = session.read(at, to, batch);
            }
            if (batch.rows() == 0) {
                session.ended(id);
                return Optional.empty();
            }
            return Optional.of(new Message(batch.finish(), batch.rows(), before, progress()));
        }

        private double progress() {
            return from == to ? 1 : (double) (at - from) / (to - from);
        }
    }

    /** Reads on after so many rows of the stream. */
    public Cursor cursor(long offset) {
        return new Cursor(session.skip(from, to, offset));
    }

    /** The position that divides it. */
    long division(double fraction) {
        return from + (long) ((to - from) * fraction);
    }
}
