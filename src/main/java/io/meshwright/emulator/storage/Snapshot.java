package io.meshwright.emulator.storage;

import io.meshwright.sql.TableName;
import java.util.Optional;

/**
 * All tables as they are at one moment, for several queries that must see the same rows, whatever is written between
 * them. While it is open, DuckDB keeps what has been replaced since.
 */
public final class Snapshot implements AutoCloseable {

    private final Session session;
    private final Lease lease;

    private Snapshot(Session session, Lease lease) {
        this.session = session;
        this.lease = lease;
    }

    public static Snapshot take(Storage storage) {
        Lease lease = storage.lease();
        Session session = null;
        try {
            session = storage.duckDb().session();
            session.begin();
            // DuckDB begins with the first statement.
            session.number("SELECT count(*) FROM ledger.datasets");
            return new Snapshot(session, lease);
        } catch (RuntimeException e) {
            close(session, lease);
            throw e;
        }
    }

    /** Runs queries; nothing may be written with it. */
    public Session session() {
        return session;
    }

    public Lease lease() {
        return lease;
    }

    /** A table, which is all that is held from now on. */
    public Optional<StoredTable> only(TableName name) {
        Optional<StoredTable> table = lease.table(name);
        lease.narrow();
        return table;
    }

    @Override
    public void close() {
        close(session, lease);
    }

    private static void close(Session session, Lease lease) {
        try (lease) {
            if (session != null) {
                session.close();
            }
        }
    }
}
