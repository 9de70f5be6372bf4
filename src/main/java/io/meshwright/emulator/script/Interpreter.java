package io.meshwright.emulator.script;

import com.google.zetasql.parser.ASTNode;
import com.google.zetasql.parser.ASTNodes.*;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.sql.Variable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Runs a script statement by statement. What it computes, it has its host compute. */
public final class Interpreter {

    private static final int DEEPEST_CALL = 50;

    private final ScriptHost host;
    private final Assignments assignments;
    private final Loops loops;
    private final Deque<Piece> calls = new ArrayDeque<>();
    private final Deque<ApiError> handled = new ArrayDeque<>();
    private final Scope variables;
    private Script script;

    /** @param variables those it begins with and those it leaves */
    public Interpreter(ScriptHost host, Script script, Scope variables) {
        this.host = host;
        this.script = script;
        this.variables = variables;
        this.assignments = new Assignments(host, variables);
        this.loops = new Loops(host, this, assignments);
    }

    /** Runs it to its end, or throws what made it fail, with the place in the script. */
    public void run() {
        script.check();
        statements(script.statements(), variables);
    }

    Flow statements(ASTStatementList list, Scope scope) {
        for (ASTStatement statement : list.getStatementList()) {
            host.requireRunning();
            Flow flow = statement(statement, scope);
            if (!flow.isNext()) {
                return flow;
            }
        }
        return Flow.NEXT;
    }

    Piece piece(ASTNode node) {
        return script.piece(node);
    }

    private Flow statement(ASTStatement statement, Scope scope) {
        Piece piece = piece(statement);
        try {
            return dispatch(statement, piece, scope);
        } catch (ScriptFailure e) {
            throw e;
        } catch (ApiError e) {
            host.requireRunning();
            throw new ScriptFailure(e, piece, List.copyOf(calls));
        }
    }

    private Flow dispatch(ASTStatement statement, Piece piece, Scope scope) {
        if (statement instanceof ASTIfStatement choice) {
            return choose(choice, scope);
        }
        if (statement instanceof ASTCaseStatement choice) {
            return choose(choice, scope);
        }
        if (statement instanceof ASTLoopStatement loop) {
            return loops.run(loop, scope);
        }
        if (statement instanceof ASTBeginEndBlock block) {
            return block(block, scope);
        }
        if (statement instanceof ASTBreakContinueStatement leave) {
            return leave(leave);
        }
        if (statement instanceof ASTReturnStatement) {
            return Flow.RETURN;
        }
        step(statement, piece, scope);
        return Flow.NEXT;
    }

    private void step(ASTStatement statement, Piece piece, Scope scope) {
        if (assignments.take(script, statement, scope)) {
            return;
        }
        if (statement instanceof ASTRaiseStatement raise) {
            raise(raise, piece, scope);
        } else if (statement instanceof ASTExecuteImmediateStatement execute) {
            new DynamicSql(host, script, assignments).execute(execute, scope);
        } else if (statement instanceof ASTCallStatement call) {
            call(call, piece, scope);
        } else if (statement instanceof ASTBeginStatement) {
            host.begin(piece);
        } else if (statement instanceof ASTCommitStatement) {
            host.commit(piece);
        } else if (statement instanceof ASTRollbackStatement) {
            host.rollback(piece);
        } else {
            host.run(piece, scope, List.of());
        }
    }

    boolean holds(ASTNode condition, Scope scope) {
        Piece piece = piece(condition).selected();
        try {
            return host.isTrue(piece, scope);
        } catch (ScriptFailure e) {
            throw e;
        } catch (ApiError e) {
            host.requireRunning();
            throw new ScriptFailure(e, piece, List.copyOf(calls));
        }
    }

    private Flow choose(ASTIfStatement choice, Scope scope) {
        if (holds(choice.getCondition(), scope)) {
            return statements(choice.getThenList(), scope);
        }
        if (choice.getElseifClauses() != null) {
            for (ASTElseifClause clause : choice.getElseifClauses().getElseifClauses()) {
                if (holds(clause.getCondition(), scope)) {
                    return statements(clause.getBody(), scope);
                }
            }
        }
        return choice.getElseList() == null ? Flow.NEXT : statements(choice.getElseList(), scope);
    }

    private Flow choose(ASTCaseStatement choice, Scope scope) {
        Scope inner = new Scope(scope);
        String compared = choice.getExpression() == null
                ? ""
                : assignments.hidden(piece(choice.getExpression()).selected(), inner) + " = ";
        for (ASTWhenThenClause clause : choice.getWhenThenClauses().getWhenThenClauses()) {
            Piece condition = piece(clause.getCondition()).comparedTo(compared);
            if (host.isTrue(condition, inner)) {
                return statements(clause.getBody(), scope);
            }
        }
        return choice.getElseList() == null ? Flow.NEXT : statements(choice.getElseList(), scope);
    }

    private Flow block(ASTBeginEndBlock block, Scope scope) {
        String label = Loops.label(block.getLabel());
        Flow flow;
        try {
            flow = statements(block.getStatementListNode(), new Scope(scope));
        } catch (ScriptFailure e) {
            if (block.getHandlerList() == null) {
                throw e;
            }
            flow = handle(block.getHandlerList(), e, scope);
        }
        boolean left = flow.kind() == Flow.Kind.BREAK && !flow.label().isEmpty() && flow.means(label);
        return left ? Flow.NEXT : flow;
    }

    private Flow handle(ASTExceptionHandlerList handlers, ScriptFailure failure, Scope scope) {
        host.error(failure.getMessage(), failure.statement(), failure.calls());
        handled.push(failure);
        try {
            return statements(handlers.getExceptionHandlerList().get(0).getStatementList(), scope);
        } finally {
            handled.pop();
        }
    }

    private Flow leave(ASTBreakContinueStatement leave) {
        Flow.Kind kind = leave instanceof ASTBreakStatement ? Flow.Kind.BREAK : Flow.Kind.CONTINUE;
        return new Flow(kind, Loops.label(leave.getLabel()));
    }

    private void raise(ASTRaiseStatement raise, Piece piece, Scope scope) {
        if (raise.getMessage() == null) {
            throw handled.getFirst();
        }
        Variable message = assignments.temporary("STRING");
        host.compute(piece(raise.getMessage()).selected(), scope, Optional.of("STRING"), message.place());
        String text = host.text(message.place())
                .orElseThrow(() -> ApiError.invalidQuery("Raise statement with null message is not allowed"));
        throw new ScriptFailure(piece.place(text), piece, List.copyOf(calls));
    }

    private void call(ASTCallStatement call, Piece piece, Scope scope) {
        if (calls.size() >= DEEPEST_CALL) {
            throw ApiError.invalidQuery("Out of stack space due to deeply-nested procedure call");
        }
        List<String> path = call.getProcedureName().getNames().stream()
                .map(ASTIdentifier::getIdString)
                .toList();
        if (Statements.isAbort(path)) {
            abortSession(call, scope);
            return;
        }
        Procedure procedure = host.procedure(path);
        Scope inner = new Scope(null);
        Arguments arguments = new Arguments(host, script, assignments, procedure, call);
        arguments.pass(scope, inner);
        Script caller = script;
        calls.push(piece);
        try {
            script = Script.body(procedure.name(), procedure.body());
            statements(script.statements(), inner);
        } finally {
            script = caller;
            calls.pop();
        }
        arguments.returnTo(scope);
    }

    private void abortSession(ASTCallStatement call, Scope scope) {
        List<ASTTVFArgument> given = call.getArguments();
        if (given.size() > 1 || (given.size() == 1 && given.get(0).getExpr() == null)) {
            throw ApiError.invalidQuery("Procedure " + Statements.ABORT_SESSION + " takes one session id, or nothing");
        }
        if (given.isEmpty()) {
            host.abortSession(Optional.empty());
            return;
        }
        Variable id = assignments.temporary("STRING");
        host.compute(piece(given.get(0).getExpr()).selected(), scope, Optional.of("STRING"), id.place());
        host.abortSession(host.text(id.place()));
    }
}
