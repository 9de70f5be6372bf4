package io.meshwright.emulator.job;

import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.guard.Caller;
import io.meshwright.emulator.information.InformationSchema;
import io.meshwright.emulator.storage.DuckDb;
import io.meshwright.emulator.storage.Lease;
import io.meshwright.emulator.storage.Partitioning;
import io.meshwright.emulator.storage.PastTables;
import io.meshwright.emulator.storage.Storage;
import io.meshwright.emulator.storage.StoredTable;
import io.meshwright.emulator.storage.TableSchema;
import io.meshwright.emulator.translation.PastTable;
import io.meshwright.emulator.translation.StatementRequest;
import io.meshwright.emulator.translation.TableUse;
import io.meshwright.emulator.translation.Translation;
import io.meshwright.emulator.translation.TranslationCatalog;
import io.meshwright.sql.Column;
import io.meshwright.sql.Declarations;
import io.meshwright.sql.TableName;
import io.meshwright.sql.TemporaryTables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The tables a statement may name, and those it named: tables, views with what is behind them, wildcards, metadata. Its
 * caller's right to read is decided for each of them before anything is told of it.
 */
final class ReferencedTables implements TranslationCatalog {

    private static final long ROW_GROUP = 122_880;

    private final Engine engine;
    private final Caller caller;
    private final Lease lease;
    private final Surroundings surroundings;
    private final boolean provisional;
    private final Map<TableName, Long> moved = new HashMap<>();
    private final Map<String, StoredTable> found = new TreeMap<>();
    private final Map<TableName, Set<String>> read = new HashMap<>();
    private final Map<TableName, Set<String>> filtered = new HashMap<>();
    private final Map<TableName, Set<TableName>> behind = new HashMap<>();
    private final List<String> texts = new ArrayList<>();
    private final List<PastTable> past = new ArrayList<>();
    private boolean changing;

    /** @param provisional whether a view may stand in the form of a provisional request */
    ReferencedTables(Engine engine, Caller caller, Lease lease, Surroundings surroundings, boolean provisional) {
        this.surroundings = surroundings;
        this.provisional = provisional;
        this.engine = engine;
        this.caller = caller;
        this.lease = lease;
    }

    /** From now on a table's rows are those of another physical table. */
    void move(TableName name, long physical) {
        moved.put(name, physical);
    }

    @Override
    public Optional<PhysicalTable> table(TableName name) {
        requireReadable(name);
        if (InformationSchema.isMetadata(name)) {
            changing = true;
            return engine.information().view(name, caller);
        }
        if (WildcardTable.isOne(name)) {
            WildcardTable wildcard = WildcardTable.of(name, lease);
            wildcard.tables().forEach(table -> {
                requireReadable(table.name());
                remember(table);
            });
            behind.put(name, names(wildcard.tables()));
            changing = true;
            return Optional.of(wildcard.physical());
        }
        return lease.table(name).map(this::stored);
    }

    private static Set<TableName> names(List<StoredTable> tables) {
        Set<TableName> names = new HashSet<>();
        tables.forEach(table -> names.add(table.name()));
        return names;
    }

    private PhysicalTable stored(StoredTable table) {
        remember(table);
        if (table.isView()) {
            return new PhysicalTable(table.name(), table.schema().columns(), view(table));
        }
        if (table.schema().isEmpty()) {
            throw ApiError.invalidQuery("Table " + Storage.text(table.name()) + " does not have a schema.");
        }
        List<Column> columns = new ArrayList<>(table.schema().columns());
        columns.addAll(Partitioning.pseudoColumns(table));
        long physical = moved.getOrDefault(table.name(), table.physical());
        return new PhysicalTable(
                table.name(), columns, Storage.sql(physical), ColumnDefaults.of(table, engine, caller.name()));
    }

    private void remember(StoredTable table) {
        found.put(table.name().toString(), table);
    }

    /** A view is its query. */
    private String view(StoredTable table) {
        StatementRequest request = new StatementRequest(
                        table.viewQuery(),
                        table.name().project(),
                        Optional.empty(),
                        List.of(),
                        Declarations.NONE.withRoutines(StoredFunctions.of(engine, caller)))
                .by(caller.name())
                .provisional(provisional);
        texts.add(request.sql());
        Translation translation = engine.translator().translate(request, this);
        use(translation.use());
        past.addAll(translation.past());
        behind.put(table.name(), translation.use().read().keySet());
        String rows = "(" + translation.duckSql() + ")";
        return table.namesColumns() ? "(SELECT * FROM " + rows + " AS named(" + names(table.schema()) + "))" : rows;
    }

    private static String names(TableSchema schema) {
        return schema.fields().stream()
                .map(field -> DuckDb.identifier(field.name()))
                .collect(Collectors.joining(", "));
    }

    @Override
    public Optional<String> asOf(TableName name, String moment) {
        return lease.table(name)
                .filter(table -> table.physical() != 0)
                .map(table -> PastTables.condition(table, moment));
    }

    /** The tables that the views among them read as they were at another time. */
    List<PastTable> past() {
        return past;
    }

    @Override
    public boolean hasDataset(TableName name) {
        return surroundings.isTemporary(name)
                || InformationSchema.isOfRegion(name)
                || lease.dataset(name.project(), name.dataset()).isPresent();
    }

    @Override
    public List<TableName> tables() {
        return engine.storage().tables().stream()
                .map(StoredTable::name)
                .filter(name -> engine.guard().mayRead(caller, name))
                .toList();
    }

    private void requireReadable(TableName name) {
        if (surroundings.isTemporary(name) || InformationSchema.isMetadata(name)) {
            return;
        }
        boolean hidden = name.dataset().startsWith(TemporaryTables.DATASET);
        if (hidden && !engine.guard().mayRead(caller, name)) {
            throw ApiError.notFound("Table " + Storage.text(name));
        }
        if (!engine.guard().mayRead(caller, name)) {
            throw ApiError.accessDenied("Table " + Storage.text(name) + ": User does not have permission to query"
                    + " table " + Storage.text(name) + ", or perhaps it does not exist.");
        }
    }

    /** Takes note of what a statement does with columns; what it does with a wildcard it does with its tables. */
    void use(TableUse use) {
        use.read().forEach((name, columns) -> add(read, name, columns));
        use.filtered().forEach((name, columns) -> add(filtered, name, columns));
    }

    private void add(Map<TableName, Set<String>> all, TableName name, Set<String> columns) {
        all.computeIfAbsent(name, table -> new HashSet<>()).addAll(columns);
        boolean throughWildcard = WildcardTable.isOne(name) || all == filtered;
        if (throughWildcard) {
            behind.getOrDefault(name, Set.of()).forEach(table -> add(all, table, columns));
        }
    }

    /** Forgets that a table was read: its rows are only written. */
    void onlyWritten(TableName name) {
        found.remove(name.toString());
        read.remove(name);
    }

    /** The tables read, those behind views and wildcards included, by name. */
    List<StoredTable> found() {
        return List.copyOf(found.values());
    }

    /** The queries of the views among them. */
    List<String> texts() {
        return texts;
    }

    /** Whether the same text may mean something else without any of the tables found having changed. */
    boolean isChanging() {
        return changing;
    }

    /** Whether what is read fits into one group of rows of DuckDB's, which one thread reads anyway. */
    boolean areFew() {
        return !changing
                && !found.isEmpty()
                && found.values().stream().mapToLong(StoredTable::rows).sum() <= ROW_GROUP;
    }

    /** The bytes of the columns needed. */
    long bytes() {
        return found.values().stream()
                .mapToLong(table -> lease.bytes(table, read.getOrDefault(table.name(), Set.of())))
                .sum();
    }

    /** Refuses to read all of a table that wants a condition on its partitions. */
    void requirePartitionFilters() {
        for (StoredTable table : found.values()) {
            if (!read.containsKey(table.name())) {
                continue;
            }
            Partitioning.of(table).filter(Partitioning::isFilterRequired).ifPresent(partitioning -> {
                Set<String> conditions = filtered.getOrDefault(table.name(), Set.of());
                if (partitioning.columns().stream().noneMatch(conditions::contains)) {
                    throw ApiError.invalid("Cannot query over table '" + table.name()
                            + "' without a filter over column(s) '" + String.join("', '", partitioning.columns())
                            + "' that can be used for partition elimination");
                }
            });
        }
    }
}
