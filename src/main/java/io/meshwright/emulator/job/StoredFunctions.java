package io.meshwright.emulator.job;

import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.guard.Caller;
import io.meshwright.emulator.storage.StoredRoutine;
import io.meshwright.sql.SqlRoutine;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** The warehouse's SQL functions, as statements call them. */
final class StoredFunctions {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]{1,256}");

    private StoredFunctions() {}

    /** Those in datasets the caller may see. */
    static List<SqlRoutine> of(Engine engine, Caller caller) {
        var all = engine.storage().routines().all();
        return all.isEmpty()
                ? List.of()
                : all.stream()
                        .filter(routine -> engine.guard()
                                .maySee(
                                        caller,
                                        routine.name().project(),
                                        routine.name().dataset()))
                        .sorted(Comparator.comparing(routine -> routine.name().path()))
                        .map(RoutineDocument::read)
                        .filter(routine -> routine.kind() != SqlRoutine.Kind.PROCEDURE)
                        .toList();
    }

    /** Refuses code that a caller may not use. */
    static void requireLibraries(Engine engine, Caller caller, Collection<String> uris) {
        if (!uris.isEmpty() && !engine.guard().mayUseFiles(caller)) {
            throw ApiError.accessDenied("User does not have permission to use files of this server.");
        }
        uris.forEach(engine.directories()::library);
    }

    /** Refuses what no routine can be called. */
    static void requireName(StoredRoutine.Name name) {
        if (!NAME.matcher(name.routine()).matches()) {
            throw ApiError.invalid(
                    "Invalid routine ID \"" + name.routine()
                            + "\". Routine IDs must be alphanumeric (plus underscores) and must be at most 256 characters long.");
        }
    }

    static StoredRoutine.Name name(List<String> path) {
        return new StoredRoutine.Name(path.get(0), path.get(1), path.get(2));
    }
}
