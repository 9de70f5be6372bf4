package io.meshwright.emulator.storage;

import io.meshwright.emulator.error.ApiError;
import io.meshwright.sql.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** What one session changed and only it sees, until all of it is committed or none. */
final class Transaction {

    private final String id = UUID.randomUUID().toString();
    private final Contents base;
    private final Lease lease;
    private final List<Change> changes = new ArrayList<>();
    private Contents own;
    private boolean failed;

    /** @param lease keeps what the transaction may read */
    Transaction(Contents base, Lease lease) {
        this.base = base;
        this.lease = lease;
        this.own = base;
    }

    String id() {
        return id;
    }

    Contents contents() {
        return own;
    }

    void add(List<Change> more) {
        changes.addAll(more);
        own = Change.apply(own, more);
    }

    List<Change> changes() {
        return List.copyOf(changes);
    }

    /** The tables it changed. */
    List<TableName> names() {
        List<TableName> names = new ArrayList<>();
        for (Change change : changes) {
            if (change instanceof Change.PutTable put) {
                names.add(put.table().name());
            } else if (change instanceof Change.DropTable drop) {
                names.add(drop.name());
            }
        }
        return names;
    }

    /** The tables there are only in it. */
    List<TableName> created() {
        return names().stream().filter(name -> !base.tables().containsKey(name)).toList();
    }

    /** Refuses to commit over what others committed meanwhile. */
    void requireUntouched(Contents current) {
        if (failed) {
            throw ApiError.invalidQuery("A statement of the transaction has failed: it can only be rolled back");
        }
        for (TableName name : names()) {
            StoredTable before = base.tables().get(name);
            boolean touched = !Objects.equals(before, current.tables().get(name));
            boolean shared = before != null
                    && before.physical() != 0
                    && current.names(before.physical()) > base.names(before.physical());
            if (touched || shared) {
                throw ApiError.invalidQuery(
                        "Transaction is aborted due to concurrent update against table " + Storage.text(name) + ".");
            }
        }
    }

    /** Nothing of it is left, but that it must be rolled back. */
    void fail() {
        failed = true;
        own = base;
    }

    boolean hasFailed() {
        return failed;
    }

    void end() {
        lease.close();
    }
}
