package io.meshwright.emulator.job;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.script.Script;
import io.meshwright.emulator.storage.Session;
import io.meshwright.emulator.storage.StoredRoutine;
import io.meshwright.emulator.translation.StatementType;
import io.meshwright.emulator.translation.Translation;
import io.meshwright.sql.SqlRoutine;
import java.util.List;
import java.util.Optional;

/** Statements that make and remove functions and procedures. */
final class RoutineDefinitions {

    private final Engine engine;

    RoutineDefinitions(Engine engine) {
        this.engine = engine;
    }

    void run(Job job, Session session, Statement statement) {
        Translation translation = statement.translation();
        requireLibraries(job, translation);
        if (translation.temporary() && isDone(translation, statement.surroundings())) {
            return;
        }
        Definitions.requireNoTransaction(engine, session);
        StoredRoutine.Name name = StoredFunctions.name(translation.routinePath());
        requireManage(job, name);
        DefinedNames.require(statement);
        Optional<StoredRoutine> existing = engine.storage().routines().find(name);
        if (translation.routine().isPresent()) {
            create(job, translation, name, existing);
        } else {
            drop(job, translation, name, existing);
        }
    }

    /** Refuses callers who may not change routines of a dataset, or not use the files that a function wants. */
    void requireRights(Job job, Translation translation) {
        requireLibraries(job, translation);
        if (!translation.temporary()) {
            requireManage(job, StoredFunctions.name(translation.routinePath()));
        }
    }

    private void requireLibraries(Job job, Translation translation) {
        translation
                .routine()
                .flatMap(SqlRoutine::javaScript)
                .ifPresent(said -> StoredFunctions.requireLibraries(engine, job.caller(), said.libraries()));
    }

    private void requireManage(Job job, StoredRoutine.Name name) {
        if (!engine.guard().mayManage(job.caller(), name.project(), name.dataset())) {
            throw ApiError.accessDenied("Routine " + name + ": User may not change routines of this dataset.");
        }
    }

    /** Makes or removes a temporary function; false where a name without a dataset is none of them. */
    private static boolean isDone(Translation translation, Surroundings surroundings) {
        if (translation.routine().isPresent()) {
            surroundings.define(translation.routine().get());
            return true;
        }
        List<String> path = translation.routinePath();
        String name = path.get(path.size() - 1);
        boolean removed = surroundings.undefine(name);
        if (!removed && path.size() == 1 && !translation.ifExists()) {
            throw ApiError.notFound("Routine " + name);
        }
        return removed || path.size() == 1;
    }

    private void create(Job job, Translation translation, StoredRoutine.Name name, Optional<StoredRoutine> existing) {
        SqlRoutine routine = translation.routine().orElseThrow();
        if (routine.kind() == SqlRoutine.Kind.PROCEDURE) {
            Script.requireBlock(name.path(), routine.body());
        }
        boolean skip = existing.isPresent() && translation.ifNotExists();
        String operation = skip ? "SKIP" : existing.isPresent() ? "REPLACE" : "CREATE";
        QueryStatistics.defined(job, operation, json(name), "ddlTargetRoutine");
        if (!skip) {
            ObjectNode document = RoutineDocument.write(routine);
            engine.storage().routines().put(name, document, translation.orReplace());
        }
    }

    private void drop(Job job, Translation translation, StoredRoutine.Name name, Optional<StoredRoutine> existing) {
        boolean matches = existing.map(routine ->
                        kind(translation.type(), RoutineDocument.read(routine).kind()))
                .orElse(false);
        boolean skip = !matches && translation.ifExists();
        QueryStatistics.defined(job, skip ? "SKIP" : "DROP", json(name), "ddlTargetRoutine");
        if (skip) {
            return;
        }
        if (!matches) {
            throw ApiError.notFound("Routine " + name);
        }
        engine.storage().routines().delete(name);
    }

    private static boolean kind(StatementType type, SqlRoutine.Kind kind) {
        return switch (type) {
            case DROP_PROCEDURE -> kind == SqlRoutine.Kind.PROCEDURE;
            case DROP_TABLE_FUNCTION -> kind == SqlRoutine.Kind.TABLE;
            default -> kind == SqlRoutine.Kind.SCALAR || kind == SqlRoutine.Kind.AGGREGATE;
        };
    }

    private static ObjectNode json(StoredRoutine.Name name) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("projectId", name.project())
                .put("datasetId", name.dataset())
                .put("routineId", name.routine());
    }
}
