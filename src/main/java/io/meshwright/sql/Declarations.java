package io.meshwright.sql;

import java.util.List;

/**
 * What a statement may name beside tables.
 *
 * @param parameters variables that are passed as its parameters; those without a name by position
 * @param temporary the temporary tables of its script
 * @param targets the types its columns are assigned to, when it is the right side of an assignment
 */
public record Declarations(
        List<Variable> variables,
        List<SqlRoutine> routines,
        List<Variable> parameters,
        List<String> targets,
        TemporaryTables temporary) {

    public static final Declarations NONE =
            new Declarations(List.of(), List.of(), List.of(), List.of(), TemporaryTables.NONE);

    public Declarations {
        variables = List.copyOf(variables);
        routines = List.copyOf(routines);
        parameters = List.copyOf(parameters);
        targets = List.copyOf(targets);
    }

    public Declarations withRoutines(List<SqlRoutine> others) {
        return new Declarations(variables, others, parameters, targets, temporary);
    }

    /** What outlives a script or session. */
    public Declarations lasting() {
        List<SqlRoutine> stored =
                routines.stream().filter(routine -> !routine.isTemporary()).toList();
        return new Declarations(variables, stored, parameters, targets, TemporaryTables.NONE);
    }

    public Declarations assignedTo(List<String> types) {
        return new Declarations(variables, routines, parameters, types, temporary);
    }
}
