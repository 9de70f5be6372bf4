package io.meshwright.emulator.job;

import io.meshwright.sql.Declarations;
import io.meshwright.sql.SqlRoutine;
import io.meshwright.sql.TableName;
import io.meshwright.sql.TemporaryTables;
import io.meshwright.sql.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the statements of one script share: temporary tables and functions, and the dataset names begin in. */
final class Surroundings {

    private final String project;
    private final boolean script;
    private final String temporaryDataset;
    private final Map<String, SqlRoutine> functions = new HashMap<>();
    private final Map<String, TableName> tables = new HashMap<>();
    private Optional<String> dataset;
    private String zone;

    private Surroundings(boolean script, String temporaryDataset, Job job) {
        this.project = job.project();
        this.script = script;
        this.temporaryDataset = temporaryDataset;
        this.dataset = References.defaultDataset(job);
        this.zone = ConnectionProperties.zone(job.settings());
    }

    /** A statement that stands alone. */
    static Surroundings none(Job job) {
        return new Surroundings(false, "", job);
    }

    static Surroundings script(Job job) {
        String hidden = TemporaryTables.DATASET
                + Integer.toHexString(job.id().hashCode())
                + Long.toHexString(System.nanoTime());
        return new Surroundings(true, hidden, job);
    }

    boolean isScript() {
        return script;
    }

    Optional<String> dataset() {
        return dataset;
    }

    void dataset(String name) {
        dataset = Optional.of(name);
    }

    /** The time zone where none is said. */
    String zone() {
        return zone;
    }

    void zone(String name) {
        zone = ConnectionProperties.requireZone(name);
    }

    void define(SqlRoutine function) {
        functions.put(function.name().toLowerCase(Locale.ROOT), function);
    }

    boolean isTemporary(TableName name) {
        return script && name.dataset().equals(temporaryDataset);
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

    /** @param stored the routines of the warehouse */
    Declarations declarations(List<Variable> variables, List<Variable> parameters, List<SqlRoutine> stored) {
        List<SqlRoutine> routines = new ArrayList<>(stored);
        routines.addAll(functions.values());
        return new Declarations(variables, routines, parameters, List.of(), temporaryTables());
    }

    private TemporaryTables temporaryTables() {
        return script ? new TemporaryTables(project, temporaryDataset, tables.keySet()) : TemporaryTables.NONE;
    }
}
