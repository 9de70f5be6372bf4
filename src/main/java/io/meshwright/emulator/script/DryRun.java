package io.meshwright.emulator.script;

import com.google.zetasql.parser.ASTNodes.*;
import io.meshwright.emulator.error.ApiError;
import java.util.List;
import java.util.Optional;

/**
 * Checks a script without running it, as far as that can be done ("Work with multi-statement queries", dry run): to its end,
 * or to the first statement on whose effect others may depend.
 */
public final class DryRun {

    private final Host host;
    private final Script script;
    private final Scope variables;
    private final Assignments assignments;

    /** What statements are checked by; nothing is computed. */
    public interface Host extends Values {

        /** Checks a statement; false when those behind it may depend on what it does. */
        boolean check(Piece statement, Scope scope);

        Procedure procedure(List<String> path);
    }

    /** @param around variables it can see that are not its own */
    public DryRun(Host host, Script script, Scope around) {
        this.host = host;
        this.script = script;
        this.variables = new Scope(around);
        this.assignments = new Assignments(host, variables);
    }

    /** Checks what can be; whether that is the whole script. Throws what is wrong, with its place. */
    public boolean run() {
        script.check();
        return statements(script.statements(), variables);
    }

    private boolean statements(ASTStatementList list, Scope scope) {
        for (ASTStatement statement : list.getStatementList()) {
            if (!statement(statement, scope)) {
                return false;
            }
        }
        return true;
    }

    private boolean statement(ASTStatement statement, Scope scope) {
        Piece piece = script.piece(statement);
        try {
            return dispatch(statement, piece, scope);
        } catch (ScriptFailure e) {
            throw e;
        } catch (ApiError e) {
            throw new ScriptFailure(e, piece, List.of());
        }
    }

    private boolean dispatch(ASTStatement statement, Piece piece, Scope scope) {
        if (assignments.take(script, statement, scope)) {
            return !(statement instanceof ASTSystemVariableAssignment);
        }
        if (statement instanceof ASTBeginEndBlock block) {
            return statements(block.getStatementListNode(), new Scope(scope));
        }
        if (Statements.isTransaction(statement)) {
            return true;
        }
        if (statement instanceof ASTExecuteImmediateStatement execute) {
            text(execute, scope);
            return false;
        }
        if (statement instanceof ASTCallStatement call) {
            arguments(call, scope);
            return false;
        }
        return !(statement instanceof ASTScriptStatement) && host.check(piece, scope);
    }

    private void text(ASTExecuteImmediateStatement execute, Scope scope) {
        Piece sql = script.piece(execute.getSql()).selected();
        host.compute(
                sql,
                scope,
                Optional.of("STRING"),
                assignments.temporary("STRING").place());
    }

    private void arguments(ASTCallStatement call, Scope scope) {
        List<String> path = call.getProcedureName().getNames().stream()
                .map(ASTIdentifier::getIdString)
                .toList();
        if (!Statements.isAbort(path)) {
            new Arguments(host, script, assignments, host.procedure(path), call).pass(scope, new Scope(null));
        }
    }
}
