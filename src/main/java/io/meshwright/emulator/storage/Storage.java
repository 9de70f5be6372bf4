package io.meshwright.emulator.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.storage.Contents.DatasetName;
import io.meshwright.sql.TableName;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Datasets and tables. A table is a name pointing at a physical table in DuckDB; replacing or copying a table moves the
 * pointer in one durable step, and a physical table is removed when no name and no reader needs it any more.
 */
public final class Storage implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Storage.class);

    private final DuckDb duckDb;
    private final AtomicLong lastPhysical = new AtomicLong();
    private final TableSizes sizes;
    private final Leases leases = new Leases();
    private final Object ledgerTurn = new Object();
    private final Routines routines = new Routines(this);
    private Session ledger;
    private List<JobRecord> jobs;
    private volatile Contents contents;

    private Storage(DuckDb duckDb) {
        this.duckDb = duckDb;
        this.sizes = new TableSizes(duckDb);
        duckDb.settle(this::read);
    }

    /** Reads what is there, and removes what an interrupted write left behind. */
    public static Storage open(DuckDb duckDb) {
        return new Storage(duckDb);
    }

    /** What is in the file counts, now and when it was opened again. */
    private void read(Session fresh) {
        synchronized (ledgerTurn) {
            ledger = fresh;
            Ledger.create(ledger);
            jobs = Ledger.jobs(ledger);
            synchronized (leases) {
                contents = Ledger.read(ledger);
                leases.forgetUnused();
            }
            lastPhysical.accumulateAndGet(collectOrphans(), Math::max);
        }
    }

    /** Removes physical tables nobody points at; returns the highest id in use. */
    private long collectOrphans() {
        Set<Long> known = contents.physicals();
        List<Long> found = ledger.query(
                "SELECT substr(table_name, 2)::BIGINT FROM duckdb_tables() WHERE schema_name = 'data'", rows -> {
                    List<Long> ids = new java.util.ArrayList<>();
                    while (rows.next()) {
                        ids.add(rows.getLong(1));
                    }
                    return ids;
                });
        found.stream().filter(id -> !known.contains(id)).forEach(this::drop);
        return found.stream().max(Comparator.naturalOrder()).orElse(0L);
    }

    public DuckDb duckDb() {
        return duckDb;
    }

    /** The finished jobs that were remembered when the storage was opened. */
    public List<JobRecord> rememberedJobs() {
        return List.copyOf(jobs);
    }

    /** The name of a physical table in DuckDB's SQL. */
    public static String sql(long physical) {
        return "data.t" + physical;
    }

    // ---- reading ----

    /** Holds everything as it is now. */
    public Lease lease() {
        synchronized (leases) {
            return lease(contents, Optional.empty());
        }
    }

    /** Holds everything as a session sees it. */
    public Lease lease(Session session) {
        synchronized (leases) {
            return lease(contents(session), session.transaction().map(open -> session));
        }
    }

    private Lease lease(Contents seen, Optional<Session> transaction) {
        return leases.add(new Lease(this, seen, transaction));
    }

    public Routines routines() {
        return routines;
    }

    Contents contents() {
        return contents;
    }

    /** What a session sees: everything, and what it changed in a transaction that is not committed. */
    Contents contents(Session session) {
        return session.transaction().map(Transaction::contents).orElse(contents);
    }

    Optional<StoredTable> table(Session session, TableName name) {
        return Optional.ofNullable(contents(session).tables().get(name));
    }

    StoredTable requireTable(Session session, TableName name) {
        return table(session, name).orElseThrow(() -> ApiError.notFound("Table " + text(name)));
    }

    void release(Lease lease) {
        leases.remove(lease);
    }

    public Optional<StoredTable> table(TableName name) {
        return Optional.ofNullable(contents.tables().get(name));
    }

    public StoredTable requireTable(TableName name) {
        return table(name).orElseThrow(() -> ApiError.notFound("Table " + text(name)));
    }

    public Optional<StoredDataset> dataset(String project, String name) {
        return Optional.ofNullable(contents.datasets().get(new DatasetName(project, name)));
    }

    public StoredDataset requireDataset(String project, String name) {
        return dataset(project, name).orElseThrow(() -> ApiError.notFound("Dataset " + project + ":" + name));
    }

    public Collection<StoredDataset> datasets() {
        return contents.datasets().values();
    }

    /** The datasets of a project, by name. */
    public List<StoredDataset> datasets(String project) {
        return contents.datasets().values().stream()
                .filter(dataset -> dataset.project().equals(project))
                .sorted(Comparator.comparing(StoredDataset::name))
                .toList();
    }

    public Collection<StoredTable> tables() {
        return contents.tables().values();
    }

    /** The tables of a dataset, by name. */
    public List<StoredTable> tables(String project, String dataset) {
        try (Lease lease = lease()) {
            return lease.tables(project, dataset);
        }
    }

    /** How many bytes there are. */
    public TableSizes sizes() {
        return sizes;
    }

    /** A table's name as BigQuery writes it in messages. */
    public static String text(TableName name) {
        return name.project() + ":" + name.dataset() + "." + name.table();
    }

    // ---- changing ----

    boolean isShared(Session session, long physical) {
        return contents(session).names(physical) > 1;
    }

    /** The name of a physical table that is to be made. */
    long newPhysical() {
        return lastPhysical.incrementAndGet();
    }

    /** A new physical table, which nobody sees until a name points at it. */
    long create(Session session, TableSchema schema, ObjectNode properties) {
        long id = newPhysical();
        String columns = schema.duckDbColumns();
        session.execute("CREATE TABLE " + sql(id) + " " + columns.substring(0, columns.length() - 1)
                + Partitioning.hiddenColumns(properties) + ")");
        return id;
    }

    /** Writes changes durably, then shows them; those of a transaction wait for its end. */
    void commitApart(Session session, List<Change> changes) {
        if (session.transaction().isPresent()) {
            session.transaction().get().add(changes);
        } else {
            session.publishing(() -> commit(changes));
        }
    }

    /** Writes changes durably, then shows them. */
    void commit(List<Change> changes) {
        synchronized (ledgerTurn) {
            ledger.inTransaction(() -> changes.forEach(change -> Ledger.write(ledger, change)));
        }
        show(changes);
    }

    /** Writes changes in the transaction that a session is in, ends it, then shows them. */
    void commit(Session session, List<Change> changes) {
        if (session.transaction().isPresent()) {
            session.transaction().get().add(changes);
            return;
        }
        session.publishing(() -> {
            changes.forEach(change -> Ledger.write(session, change));
            session.commit();
            show(changes);
        });
    }

    void begin(Session session) {
        Lease lease;
        Contents base;
        synchronized (leases) {
            base = contents;
            lease = lease(base, Optional.empty());
        }
        session.enter(new Transaction(base, lease));
        // DuckDB begins with the first statement.
        session.number("SELECT count(*) FROM ledger.datasets");
    }

    /** Shows what is written durably. */
    void show(List<Change> changes) {
        synchronized (leases) {
            Contents before = contents;
            contents = Change.apply(before, changes);
            Set<Long> gone = new HashSet<>(before.physicals());
            gone.removeAll(contents.physicals());
            leases.unused(gone);
        }
    }

    /** Forgets a physical table that no name got to point at. */
    void discard(long physical) {
        leases.unused(Set.of(physical));
    }

    /** Removes the rows that no name points at and nobody reads. */
    void removeUnused() {
        leases.takeRemovable().forEach(this::drop);
    }

    /** What cannot be removed now goes with the next. */
    private void drop(long physical) {
        try {
            synchronized (ledgerTurn) {
                ledger.execute("DROP TABLE IF EXISTS " + sql(physical));
            }
        } catch (ApiError e) {
            LOG.infof("Table %s stays for now: %s", sql(physical), e.getMessage());
            leases.unused(Set.of(physical));
        }
    }

    @Override
    public void close() {
        duckDb.close();
    }
}
