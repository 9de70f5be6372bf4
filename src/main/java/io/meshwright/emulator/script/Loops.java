package io.meshwright.emulator.script;

import com.google.zetasql.parser.ASTNodes.*;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.sql.Variable;
import java.util.List;
import java.util.function.BooleanSupplier;

/** LOOP, WHILE, REPEAT and FOR. */
final class Loops {

    private static final int MOST_ROWS = 100_000;

    private final ScriptHost host;
    private final Interpreter interpreter;
    private final Assignments assignments;

    Loops(ScriptHost host, Interpreter interpreter, Assignments assignments) {
        this.host = host;
        this.interpreter = interpreter;
        this.assignments = assignments;
    }

    static String label(ASTLabel label) {
        return label == null ? "" : label.getName().getIdString();
    }

    Flow run(ASTLoopStatement loop, Scope scope) {
        if (loop instanceof ASTForInStatement rows) {
            return rows(rows, scope);
        }
        if (loop instanceof ASTWhileStatement pass && pass.getCondition() != null) {
            return repeat(loop, scope, () -> interpreter.holds(pass.getCondition(), scope), () -> true);
        }
        if (loop instanceof ASTRepeatStatement repeat) {
            var until = repeat.getUntilClause().getCondition();
            return repeat(loop, scope, () -> true, () -> !interpreter.holds(until, scope));
        }
        return repeat(loop, scope, () -> true, () -> true);
    }

    private Flow repeat(ASTLoopStatement loop, Scope scope, BooleanSupplier before, BooleanSupplier after) {
        String label = label(loop.getLabel());
        int mark = assignments.mark();
        while (before.getAsBoolean()) {
            host.requireRunning();
            assignments.release(mark);
            Flow flow = interpreter.statements(loop.getBody(), scope);
            if (ends(flow, label)) {
                return outside(flow, label);
            }
            if (!after.getAsBoolean()) {
                return Flow.NEXT;
            }
        }
        return Flow.NEXT;
    }

    private static boolean ends(Flow flow, String label) {
        return !flow.isNext() && !(flow.kind() == Flow.Kind.CONTINUE && flow.means(label));
    }

    private static Flow outside(Flow flow, String label) {
        return flow.kind() == Flow.Kind.BREAK && flow.means(label) ? Flow.NEXT : flow;
    }

    private Flow rows(ASTForInStatement loop, Scope scope) {
        String label = label(loop.getLabel());
        Variable all = assignments.temporary("");
        ScriptHost.Rows rows =
                host.rows(interpreter.piece(loop.getQuery()), scope, List.of(), MOST_ROWS + 1, all.place());
        if (rows.count() > MOST_ROWS) {
            throw new ApiError(
                    "resourcesExceeded",
                    "query",
                    "FOR goes over at most 100,000 rows here; work on all of them in one statement instead",
                    null);
        }
        Scope inner = new Scope(scope);
        Variable row = assignments.named(loop.getVariable().getIdString(), rows.type());
        inner.declare(row);
        int mark = assignments.mark();
        for (int i = 0; i < rows.count(); i++) {
            host.requireRunning();
            assignments.release(mark);
            host.copyRow(all.place(), i, row.place());
            Flow flow = interpreter.statements(loop.getBody(), inner);
            if (ends(flow, label)) {
                host.clear(all.place());
                return outside(flow, label);
            }
        }
        host.clear(all.place());
        return Flow.NEXT;
    }
}
