package io.meshwright.emulator.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.sql.TableName;
import io.meshwright.sql.TemporaryTables;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Everything that changes tables. Each change is one durable step: after a crash it has happened, with the record of
 * the job that made it, or it has not.
 */
public final class Writer {

    private final Storage storage;
    private final NameLocks locks = new NameLocks();
    private final Transactions transactions;
    private final Reshaping reshaping;
    private final ResultTables results;
    private final InPlace inPlace;

    public Writer(Storage storage) {
        this.storage = storage;
        this.transactions = new Transactions(storage, locks);
        this.reshaping = new Reshaping(storage, locks);
        this.results = new ResultTables(storage, locks);
        this.inPlace = new InPlace(storage, locks);
    }

    /** Transactions of several statements. */
    public Transactions transactions() {
        return transactions;
    }

    /** Results that become tables. */
    public ResultTables results() {
        return results;
    }

    /** Changes of columns, descriptions and names. */
    public Reshaping reshaping() {
        return reshaping;
    }

    /** What is remembered of the job that changed a table, in the same step; none for changes without a job. */
    @FunctionalInterface
    public interface Remember {
        Optional<JobRecord> job(StoredTable changed);

        static Remember nothing() {
            return table -> Optional.empty();
        }
    }

    /** Writes rows to a table as its disposition says, properties for the case that it is new. */
    public StoredTable write(
            Session session,
            TableName name,
            IncomingRows rows,
            Disposition disposition,
            ObjectNode properties,
            Remember remember) {
        requireWritable(session, name, disposition);
        boolean append = disposition.write() == Disposition.Write.WRITE_APPEND;
        if (append
                && storage.table(session, name)
                        .filter(table -> table.physical() != 0)
                        .isPresent()) {
            return inPlace.append(session, name, rows, remember);
        }
        ObjectNode all = storage.table(session, name)
                .filter(table -> disposition.write() != Disposition.Write.REPLACE)
                .map(table -> Partitioning.adopted(table.properties(), properties))
                .orElseGet(() -> TableDefaults.of(storage, name, properties));
        IncomingRows wanted = rows.collated(all);
        Optional<StoredTable> before = storage.table(session, name);
        return inTransaction(session, () -> {
            Filled filled = Filled.with(storage, session, wanted, all);
            return locks.holding(session, List.of(name), () -> {
                requireWritable(session, name, disposition);
                session.checkStopped();
                StoredTable table = disposition.write() == Disposition.Write.REPLACE
                        ? new StoredTable(name, filled.physical(), wanted.schema(), all, now(), now(), filled.rows())
                        : pointing(session, name, filled.physical(), wanted.schema(), filled.rows(), all);
                commit(session, before, table, remember);
                return table;
            });
        });
    }

    /**
     * Commits the rows with the name that points at them. Where somebody else changed what the name pointed at since the
     * session began, it cannot write the same row of the ledger: then the rows come first and the name after them.
     */
    private void commit(Session session, Optional<StoredTable> before, StoredTable table, Remember remember) {
        List<Change> changes = changes(table, remember);
        if (storage.table(session, table.name()).equals(before)) {
            storage.commit(session, changes);
            return;
        }
        session.commit();
        try {
            storage.commitApart(session, changes);
        } catch (RuntimeException e) {
            storage.discard(table.physical());
            throw e;
        }
    }

    private void requireWritable(Session session, TableName name, Disposition disposition) {
        if (!name.dataset().startsWith(TemporaryTables.DATASET) && !AnonymousDataset.isOne(name.dataset())) {
            storage.requireDataset(name.project(), name.dataset());
        }
        Optional<StoredTable> existing = storage.table(session, name);
        if (existing.isEmpty() && !disposition.mayCreate()) {
            throw ApiError.notFound("Table " + Storage.text(name));
        }
        if (existing.isEmpty()) {
            return;
        }
        if (existing.get().isView()) {
            throw ApiError.invalid(Storage.text(name) + " is not allowed for this operation because it is a VIEW");
        }
        boolean occupied = disposition.write() == Disposition.Write.CREATE_NEW
                || (disposition.write() == Disposition.Write.WRITE_EMPTY
                        && existing.get().rows() > 0);
        if (occupied) {
            throw ApiError.duplicate("Table " + Storage.text(name));
        }
    }

    private StoredTable point(
            Session session,
            TableName name,
            long physical,
            TableSchema schema,
            long rows,
            ObjectNode properties,
            Remember remember) {
        StoredTable table = pointing(session, name, physical, schema, rows, properties);
        storage.commitApart(session, changes(table, remember));
        return table;
    }

    /** A table of a name, with what is kept of the one that has the name now. */
    private StoredTable pointing(
            Session session, TableName name, long physical, TableSchema schema, long rows, ObjectNode properties) {
        Instant now = now();
        return storage.table(session, name)
                .map(old -> old.pointingAt(physical, schema.describedAs(old.schema()), rows, now)
                        .described(schema.describedAs(old.schema()), properties, now))
                .orElseGet(() -> new StoredTable(name, physical, schema, properties, now, now, rows));
    }

    static List<Change> changes(StoredTable table, Remember remember) {
        List<Change> changes = new ArrayList<>();
        changes.add(new Change.PutTable(table));
        remember.job(table).ifPresent(job -> changes.add(new Change.PutJob(job)));
        return changes;
    }

    /** The work commits for itself; this rolls back what did not get that far. */
    static <T> T inTransaction(Session session, Supplier<T> work) {
        session.begin();
        try {
            return work.get();
        } catch (RuntimeException e) {
            session.rollback(e);
            throw e;
        }
    }

    /**
     * Changes a table's rows (DML). Readers see the table before or after; a table whose rows another name shares gets
     * rows of its own first.
     *
     * @param work changes the rows of a physical table in place
     */
    public StoredTable change(Session session, TableName name, LongConsumer work, Remember remember) {
        return inPlace.change(session, name, work, remember);
    }

    InPlace inPlace() {
        return inPlace;
    }

    /** Points one name at the rows of another: nothing is copied, and readers see the old table or the new one. */
    public StoredTable copy(
            Session session,
            TableName from,
            TableName to,
            Disposition disposition,
            UnaryOperator<ObjectNode> said,
            Remember remember) {
        return locks.holding(session, List.of(from, to), () -> {
            StoredTable source = storage.requireTable(session, from);
            requireWritable(session, to, disposition);
            if (source.physical() == 0) {
                throw ApiError.invalid("Cannot copy " + Storage.text(from) + ": it has no columns");
            }
            return point(
                    session,
                    to,
                    source.physical(),
                    source.schema(),
                    source.rows(),
                    said.apply(TableDefaults.copied(storage, to, source)),
                    remember);
        });
    }

    /** A table without rows, or a view. */
    public StoredTable create(Session session, TableName name, TableSchema schema, ObjectNode properties) {
        return locks.holding(session, List.of(name), () -> {
            requireWritable(session, name, new Disposition(Disposition.Write.CREATE_NEW, true));
            boolean hasRows = !schema.isEmpty() && !properties.has("view") && !properties.has("materializedView");
            ObjectNode all = TableDefaults.of(storage, name, properties);
            TableSchema wanted = hasRows ? DefaultCollation.applied(all, schema) : schema;
            long physical = hasRows ? storage.create(session, wanted, all) : 0;
            return point(session, name, physical, wanted, 0, all, Remember.nothing());
        });
    }

    /** Changes what is said of a table, and adds the columns its new schema has more. */
    public StoredTable describe(
            Session session, TableName name, Function<StoredTable, TableSchema> schema, ObjectNode properties) {
        return locks.holding(session, List.of(name), () -> {
            StoredTable table = storage.requireTable(session, name);
            TableSchema wanted = schema.apply(table);
            StoredTable described = table.described(wanted, properties, now());
            if (table.physical() == 0 && !wanted.isEmpty() && !table.isView()) {
                described = described.pointingAt(storage.create(session, wanted, properties), wanted, 0, now());
            } else if (!table.isView()
                    && !SchemaUpdate.alterations(0, table.schema(), wanted).isEmpty()) {
                return inPlace.alter(session, table, described);
            }
            storage.commitApart(session, changes(described, Remember.nothing()));
            return described;
        });
    }

    public void delete(Session session, TableName name, Optional<JobRecord> job) {
        locks.holding(session, List.of(name), () -> {
            storage.requireTable(session, name);
            List<Change> changes = new ArrayList<>();
            changes.add(new Change.DropTable(name));
            job.ifPresent(record -> changes.add(new Change.PutJob(record)));
            storage.commitApart(session, changes);
            return name;
        });
    }

    /** Remembers a job that changed nothing by itself. */
    public void remember(JobRecord job) {
        storage.commit(List.of(new Change.PutJob(job)));
    }

    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
