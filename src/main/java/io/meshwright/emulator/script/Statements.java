package io.meshwright.emulator.script;

import com.google.zetasql.parser.ASTCreateStatementEnums;
import com.google.zetasql.parser.ASTNodes.*;
import java.util.List;

/** Kinds of statements. */
final class Statements {

    static final String ABORT_SESSION = "BQ.ABORT_SESSION";

    private Statements() {}

    /** Whether a statement needs a script around it even when it is alone. */
    static boolean isControl(ASTStatement statement) {
        return statement instanceof ASTScriptStatement
                || statement instanceof ASTExecuteImmediateStatement
                || statement instanceof ASTSystemVariableAssignment
                || statement instanceof ASTParameterAssignment
                || statement instanceof ASTCallStatement
                || isTransaction(statement);
    }

    /** Whether a statement begins or ends a transaction. */
    static boolean isTransaction(ASTStatement statement) {
        return statement instanceof ASTBeginStatement
                || statement instanceof ASTCommitStatement
                || statement instanceof ASTRollbackStatement;
    }

    /** Whether a procedure is BigQuery's own that ends sessions. */
    static boolean isAbort(List<String> procedure) {
        return String.join(".", procedure).equalsIgnoreCase(ABORT_SESSION);
    }

    static boolean isTemporary(ASTCreateFunctionStatement create) {
        return create.getScope() == ASTCreateStatementEnums.Scope.TEMPORARY;
    }
}
