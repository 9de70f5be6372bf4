package io.meshwright.emulator.job;

import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.script.Procedure;
import io.meshwright.sql.Names;
import io.meshwright.sql.SqlRoutine;
import java.util.List;

/** The procedures a script may call: those of datasets, and BigQuery's own. */
final class StoredProcedures {

    private StoredProcedures() {}

    /** Throws when there is none of that name, or none the caller may see. */
    static Procedure require(Engine engine, Job job, Surroundings surroundings, List<String> path) {
        return Procedure.system(path).orElseGet(() -> stored(engine, job, surroundings, path));
    }

    private static Procedure stored(Engine engine, Job job, Surroundings surroundings, List<String> path) {
        List<String> full =
                new Names(job.project(), surroundings.dataset()).routine(path).orElseThrow(() -> missing(path));
        return engine.storage()
                .routines()
                .find(StoredFunctions.name(full))
                .map(RoutineDocument::read)
                .filter(found -> found.kind() == SqlRoutine.Kind.PROCEDURE
                        && engine.guard().maySee(job.caller(), full.get(0), full.get(1)))
                .map(StoredProcedures::procedure)
                .orElseThrow(() -> missing(path));
    }

    private static ApiError missing(List<String> path) {
        return ApiError.invalidQuery("Procedure not found: " + String.join(".", path));
    }

    private static Procedure procedure(SqlRoutine routine) {
        List<Procedure.Parameter> parameters = routine.arguments().stream()
                .map(argument -> new Procedure.Parameter(
                        argument.name(),
                        argument.type(),
                        argument.mode().isEmpty() ? Procedure.Mode.IN : Procedure.Mode.valueOf(argument.mode())))
                .toList();
        return new Procedure(routine.toString(), parameters, routine.body());
    }
}
