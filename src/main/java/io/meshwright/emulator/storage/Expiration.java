package io.meshwright.emulator.storage;

import java.time.Instant;
import java.util.Optional;

/** Removes tables and partitions whose time is over. */
public final class Expiration {

    private final Storage storage;
    private final Writer writer;
    private final Partitions partitions;

    public Expiration(Storage storage, Writer writer) {
        this.storage = storage;
        this.writer = writer;
        this.partitions = new Partitions(storage, writer);
    }

    /** Looks at all tables once. */
    public void sweep(Instant now) {
        for (StoredTable table : storage.tables()) {
            long end = table.properties().path("expirationTime").asLong(Long.MAX_VALUE);
            boolean mortal = Partitioning.of(table)
                    .filter(partitioning -> partitioning.expirationMillis() > 0)
                    .isPresent();
            if (end <= now.toEpochMilli()) {
                withSession(session -> remove(session, table));
            } else if (mortal && table.rows() > 0) {
                withSession(session -> partitions.expire(session, table));
            }
        }
    }

    /** Removes the records of jobs that are too old or too many. */
    public void forgetOldJobs() {
        withSession(Ledger::forgetOldJobs);
    }

    private void withSession(java.util.function.Consumer<Session> work) {
        try (Session session = storage.duckDb().session()) {
            work.accept(session);
        }
    }

    /** Unless somebody gave it more time meanwhile. */
    private void remove(Session session, StoredTable table) {
        boolean same = storage.table(table.name())
                .filter(current -> current.properties().equals(table.properties()))
                .isPresent();
        if (same) {
            writer.delete(session, table.name(), Optional.empty());
        }
    }
}
