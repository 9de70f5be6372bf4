package io.meshwright.emulator.storage;

import io.meshwright.emulator.error.ApiError;
import io.meshwright.sql.TableName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One whole version of all tables, held for reading: what it shows is not removed before it is closed, whatever is
 * published meanwhile.
 */
public final class Lease implements AutoCloseable {

    private final Storage storage;
    private final Contents contents;
    private final Set<Long> used = new HashSet<>();
    private final Optional<Session> transaction;
    private boolean narrowed;

    /** @param transaction the session whose transaction it is in */
    Lease(Storage storage, Contents contents, Optional<Session> transaction) {
        this.storage = storage;
        this.contents = contents;
        this.transaction = transaction;
    }

    public Optional<StoredTable> table(TableName name) {
        if (transaction
                .flatMap(Session::transaction)
                .map(Transaction::hasFailed)
                .orElse(false)) {
            throw ApiError.invalidQuery("A statement of the transaction has failed: tables are read and changed again"
                    + " after ROLLBACK TRANSACTION");
        }
        StoredTable table = contents.tables().get(name);
        if (table != null) {
            synchronized (this) {
                used.add(table.physical());
            }
        }
        return Optional.ofNullable(table);
    }

    /** Whether it shows what a transaction has changed and not committed. */
    public boolean isInTransaction() {
        return transaction.isPresent();
    }

    /** What that transaction is called. */
    public Optional<String> transaction() {
        return transaction.flatMap(Session::transaction).map(Transaction::id);
    }

    /** The bytes of some of a table's columns. */
    public long bytes(StoredTable table, Set<String> columns) {
        return storage.sizes().bytes(transaction, table, columns);
    }

    public Optional<StoredDataset> dataset(String project, String name) {
        return Optional.ofNullable(contents.datasets().get(new Contents.DatasetName(project, name)));
    }

    /** The tables of a dataset, by name. */
    public List<StoredTable> tables(String project, String dataset) {
        List<StoredTable> found = new ArrayList<>();
        contents.tables().values().stream()
                .filter(table -> table.name().project().equals(project)
                        && table.name().dataset().equals(dataset))
                .forEach(found::add);
        found.sort(java.util.Comparator.comparing(table -> table.name().table()));
        return found;
    }

    /** From now on holds only the tables that were asked for. */
    public synchronized void narrow() {
        narrowed = true;
    }

    synchronized boolean holds(long physical) {
        return narrowed ? used.contains(physical) : contents.physicals().contains(physical);
    }

    @Override
    public void close() {
        storage.release(this);
    }
}
