package io.meshwright.emulator.script;

import com.google.zetasql.parser.ASTCreateStatementEnums;
import com.google.zetasql.parser.ASTNodes.*;

/** Kinds of statements. */
final class Statements {

    private Statements() {}

    /** Whether a statement needs a script around it even when it is alone. */
    static boolean isControl(ASTStatement statement) {
        return statement instanceof ASTScriptStatement
                || statement instanceof ASTExecuteImmediateStatement
                || statement instanceof ASTSystemVariableAssignment
                || statement instanceof ASTParameterAssignment
                || statement instanceof ASTCallStatement
                || statement instanceof ASTBeginStatement
                || statement instanceof ASTCommitStatement
                || statement instanceof ASTRollbackStatement;
    }

    static boolean isTemporary(ASTCreateFunctionStatement create) {
        return create.getScope() == ASTCreateStatementEnums.Scope.TEMPORARY;
    }
}
