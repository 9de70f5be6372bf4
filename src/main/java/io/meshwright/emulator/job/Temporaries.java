package io.meshwright.emulator.job;

import io.meshwright.sql.SqlRoutine;
import io.meshwright.sql.TableName;
import io.meshwright.sql.TemporaryTables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What a script or a session made for itself, and the dataset and time zone it chose; gone when it ends. */
final class Temporaries {

    private final String dataset =
            TemporaryTables.DATASET + UUID.randomUUID().toString().replace("-", "");
    private final Map<String, SqlRoutine> functions = new HashMap<>();
    private final Map<String, TableName> tables = new HashMap<>();
    private Optional<String> defaultDataset = Optional.empty();
    private Optional<String> zone = Optional.empty();

    /** The hidden dataset of the tables. */
    String dataset() {
        return dataset;
    }

    void define(SqlRoutine function) {
        functions.put(function.name().toLowerCase(Locale.ROOT), function);
    }

    boolean undefine(String function) {
        return functions.remove(function.toLowerCase(Locale.ROOT)) != null;
    }

    List<SqlRoutine> functions() {
        return new ArrayList<>(functions.values());
    }

    boolean isTable(TableName name) {
        return name.dataset().equals(dataset);
    }

    void created(TableName table) {
        tables.put(table.table().toLowerCase(Locale.ROOT), table);
    }

    void dropped(TableName table) {
        tables.values().remove(table);
    }

    List<TableName> tables() {
        return List.copyOf(tables.values());
    }

    TemporaryTables names(String project) {
        return new TemporaryTables(project, dataset, tables.keySet());
    }

    Optional<String> defaultDataset() {
        return defaultDataset;
    }

    void defaultDataset(String name) {
        defaultDataset = Optional.of(name);
    }

    Optional<String> zone() {
        return zone;
    }

    void zone(String name) {
        zone = Optional.of(name);
    }
}
