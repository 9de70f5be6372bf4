package io.meshwright.emulator.script;

import com.google.zetasql.parser.ASTNodes.*;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.sql.ScriptParser;
import io.meshwright.sql.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** EXECUTE IMMEDIATE. */
final class DynamicSql {

    private final ScriptHost host;
    private final Script script;
    private final Assignments assignments;

    DynamicSql(ScriptHost host, Script script, Assignments assignments) {
        this.host = host;
        this.script = script;
        this.assignments = assignments;
    }

    void execute(ASTExecuteImmediateStatement execute, Scope scope) {
        Variable text = assignments.temporary("STRING");
        host.compute(script.piece(execute.getSql()).selected(), scope, Optional.of("STRING"), text.place());
        String sql = host.text(text.place())
                .orElseThrow(() -> ApiError.invalidQuery("SQL string cannot be NULL in EXECUTE IMMEDIATE"));
        requireStatement(sql);
        List<Variable> parameters = parameters(execute.getUsingClause(), scope);
        Piece piece = Piece.generated(sql);
        try {
            if (execute.getIntoClause() == null) {
                host.run(piece, scope, parameters);
            } else {
                into(execute.getIntoClause().getIdentifiers(), piece, scope, parameters);
            }
        } catch (ScriptFailure e) {
            throw e;
        } catch (ApiError e) {
            // Its places are in the dynamic statement; the script's own follows.
            throw new ApiError(e.reason(), e.location(), e.getMessage() + ";", e);
        }
    }

    private static void requireStatement(String sql) {
        List<ASTStatement> statements;
        try {
            statements = ScriptParser.parse(sql).getStatementListNode().getStatementList();
        } catch (ScriptParser.InvalidScript e) {
            throw ApiError.invalidQuery("Invalid EXECUTE IMMEDIATE sql string `" + sql + "`, " + e.getMessage());
        }
        if (statements.size() != 1 || Statements.isControl(statements.get(0))) {
            throw ApiError.invalidQuery("SQL created by EXECUTE IMMEDIATE must be one statement that is no control"
                    + " statement: `" + sql + "`");
        }
    }

    private List<Variable> parameters(ASTExecuteUsingClause using, Scope scope) {
        List<Variable> parameters = new ArrayList<>();
        if (using != null) {
            for (ASTExecuteUsingArgument argument : using.getArguments()) {
                String name = argument.getAlias() == null
                        ? ""
                        : argument.getAlias().getIdentifier().getIdString();
                Variable value = assignments.temporary("");
                Piece query = script.piece(argument.getExpression()).selected();
                String type = host.compute(query, scope, Optional.empty(), value.place());
                parameters.add(new Variable(name, type, value.place()));
            }
        }
        return parameters;
    }

    private void into(ASTIdentifierList names, Piece query, Scope scope, List<Variable> parameters) {
        List<Variable> targets = names.getIdentifierList().stream()
                .map(name -> Assignments.require(scope, name))
                .toList();
        Variable all = assignments.temporary("");
        ScriptHost.Rows rows = host.rows(query, scope, parameters, 2, all.place());
        if (rows.columns().size() != targets.size()) {
            throw ApiError.invalidQuery("EXECUTE IMMEDIATE INTO clause has " + targets.size() + " variables, but the"
                    + " query gives " + rows.columns().size() + " columns");
        }
        if (rows.count() > 1) {
            throw ApiError.invalidQuery("Query in EXECUTE IMMEDIATE INTO clause must give at most one row");
        }
        Variable row = assignments.temporary(rows.type());
        if (rows.count() == 1) {
            host.copyRow(all.place(), 0, row.place());
        }
        for (int i = 0; i < targets.size(); i++) {
            assignments.copy(row, rows.columns().get(i), targets.get(i));
        }
    }
}
