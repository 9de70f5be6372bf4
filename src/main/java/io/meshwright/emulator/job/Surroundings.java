package io.meshwright.emulator.job;

import io.meshwright.sql.Declarations;
import io.meshwright.sql.SqlRoutine;
import io.meshwright.sql.TableName;
import io.meshwright.sql.TemporaryTables;
import io.meshwright.sql.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a job's statements stand: the temporary tables and functions of its script or session, the variables of its
 * session, and the dataset names begin in.
 */
final class Surroundings {

    private final String project;
    private final Optional<Temporaries> temporaries;
    private final List<Variable> variables;
    private Optional<String> dataset;
    private String zone;

    private Surroundings(Optional<Temporaries> temporaries, List<Variable> variables, Job job) {
        this.project = job.project();
        this.temporaries = temporaries;
        this.variables = variables;
        this.dataset = References.defaultDataset(job).or(() -> temporaries.flatMap(Temporaries::defaultDataset));
        this.zone = ConnectionProperties.zone(job.settings())
                .or(() -> temporaries.flatMap(Temporaries::zone))
                .orElse(ConnectionProperties.UTC);
    }

    /** Those of a statement that stands alone, or in its session. */
    static Surroundings statement(Job job) {
        return job.clientSession()
                .map(session -> in(session, job))
                .orElseGet(() -> new Surroundings(Optional.empty(), List.of(), job));
    }

    /** Those of a script, whose temporary tables are its session's or go when it ends. */
    static Surroundings script(Job job) {
        return job.clientSession()
                .map(session -> in(session, job))
                .orElseGet(() -> new Surroundings(Optional.of(new Temporaries()), List.of(), job));
    }

    private static Surroundings in(ClientSession session, Job job) {
        return new Surroundings(
                Optional.of(session.temporaries()), session.variables().variables(), job);
    }

    Optional<String> dataset() {
        return dataset;
    }

    void dataset(String name) {
        dataset = Optional.of(name);
        temporaries.ifPresent(all -> all.defaultDataset(name));
    }

    /** The time zone where none is said. */
    String zone() {
        return zone;
    }

    void zone(String name) {
        zone = ConnectionProperties.requireZone(name);
        temporaries.ifPresent(all -> all.zone(name));
    }

    void define(SqlRoutine function) {
        temporaries.ifPresent(all -> all.define(function));
    }

    /** Removes a temporary function; false when there is none of that name. */
    boolean undefine(String function) {
        return temporaries.filter(all -> all.undefine(function)).isPresent();
    }

    boolean isTemporary(TableName name) {
        return temporaries.filter(all -> all.isTable(name)).isPresent();
    }

    void created(TableName table) {
        temporaries.ifPresent(all -> all.created(table));
    }

    void dropped(TableName table) {
        temporaries.ifPresent(all -> all.dropped(table));
    }

    List<TableName> tables() {
        return temporaries.map(Temporaries::tables).orElse(List.of());
    }

    /** What a statement may name that is no part of a script. */
    Declarations declarations(List<SqlRoutine> stored) {
        return declarations(variables, List.of(), stored);
    }

    /** @param stored the routines of the warehouse */
    Declarations declarations(List<Variable> visible, List<Variable> parameters, List<SqlRoutine> stored) {
        List<SqlRoutine> routines = new ArrayList<>(stored);
        temporaries.ifPresent(all -> routines.addAll(all.functions()));
        TemporaryTables tables = temporaries.map(all -> all.names(project)).orElse(TemporaryTables.NONE);
        return new Declarations(visible, routines, parameters, List.of(), tables);
    }
}
