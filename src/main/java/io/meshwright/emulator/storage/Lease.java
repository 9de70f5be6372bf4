package io.meshwright.emulator.storage;

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
    private boolean narrowed;

    Lease(Storage storage, Contents contents) {
        this.storage = storage;
        this.contents = contents;
    }

    public Optional<StoredTable> table(TableName name) {
        StoredTable table = contents.tables().get(name);
        if (table != null) {
            synchronized (this) {
                used.add(table.physical());
            }
        }
        return Optional.ofNullable(table);
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
