package io.meshwright.emulator.translation;

import com.google.zetasql.resolvedast.ResolvedCreateStatementEnums.CreateScope;
import com.google.zetasql.resolvedast.ResolvedNodes.*;
import io.meshwright.sql.Names;
import io.meshwright.sql.SqlRoutine;
import io.meshwright.sql.SqlRoutines;
import java.util.List;
import java.util.Optional;

/** CREATE and DROP of functions and procedures. */
final class RoutineWriter {

    private static final String FOREIGN = "functions that are not written in SQL";

    private final Names names;
    private final Draft draft;

    RoutineWriter(Names names, Draft draft) {
        this.names = names;
        this.draft = draft;
    }

    /** False when the statement is about something else. */
    boolean write(ResolvedStatement statement) {
        if (statement instanceof ResolvedCreateFunctionStmt create) {
            created(StatementType.CREATE_FUNCTION, create);
            draft.routine =
                    written(SqlRoutines.of(create, draft.routinePath), SqlRoutines.FOREIGN, create.getLanguage());
        } else if (statement instanceof ResolvedCreateTableFunctionStmt create) {
            created(StatementType.CREATE_TABLE_FUNCTION, create);
            draft.routine = written(SqlRoutines.of(create, draft.routinePath), FOREIGN, create.getLanguage());
        } else if (statement instanceof ResolvedCreateProcedureStmt create) {
            created(StatementType.CREATE_PROCEDURE, create);
            draft.routine = written(SqlRoutines.of(create, draft.routinePath), FOREIGN, create.getLanguage());
        } else if (statement instanceof ResolvedDropFunctionStmt drop) {
            dropped(StatementType.DROP_FUNCTION, drop.getNamePath(), drop.getIsIfExists());
        } else if (statement instanceof ResolvedDropTableFunctionStmt drop) {
            dropped(StatementType.DROP_TABLE_FUNCTION, drop.getNamePath(), drop.getIsIfExists());
        } else {
            return false;
        }
        return true;
    }

    private void created(StatementType type, ResolvedCreateStatement create) {
        draft.type = type;
        StatementWriter.modes(create, draft);
        draft.temporary = create.getCreateScope() == CreateScope.CREATE_TEMP;
        draft.routinePath = draft.temporary ? temporary(create.getNamePath()) : path(create.getNamePath());
        if (draft.temporary && type != StatementType.CREATE_FUNCTION) {
            throw new UnsupportedSql("TEMP", "temporary table functions and procedures");
        }
    }

    private static List<String> temporary(List<String> path) {
        String name = String.join(".", path);
        if (name.contains(".")) {
            throw new IllegalArgumentException("The name of a temporary function cannot contain periods: " + name);
        }
        return List.copyOf(path);
    }

    private Optional<SqlRoutine> written(Optional<SqlRoutine> routine, String what, String language) {
        if (routine.isEmpty()) {
            String name = draft.routinePath.get(draft.routinePath.size() - 1);
            throw new UnsupportedSql(
                    name, what + ": " + name + (language.isEmpty() ? "" : " (LANGUAGE " + language + ")"));
        }
        return routine;
    }

    void dropped(StatementType type, List<String> path, boolean ifExists) {
        draft.type = type;
        draft.ifExists = ifExists;
        draft.temporary = type == StatementType.DROP_FUNCTION && path.size() == 1;
        draft.routinePath = draft.temporary ? names.routine(path).orElse(path) : path(path);
    }

    private List<String> path(List<String> path) {
        return names.routine(path)
                .orElseThrow(() -> new UnsupportedSql(
                        path.get(path.size() - 1),
                        "the name '" + String.join(".", path) + "'; write dataset.routine or project.dataset.routine"));
    }
}
