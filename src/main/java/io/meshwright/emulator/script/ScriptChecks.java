package io.meshwright.emulator.script;

import com.google.zetasql.parser.ASTNode;
import com.google.zetasql.parser.ASTNodes.*;
import io.meshwright.emulator.error.ApiError;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is wrong with a script before it runs: declarations too late or twice, jumps to nowhere. */
final class ScriptChecks {

    private final Script script;
    private final Deque<Map<String, Piece>> declared = new ArrayDeque<>();
    private final Deque<String> loops = new ArrayDeque<>();
    private final Deque<String> blocks = new ArrayDeque<>();
    private int handlers;

    private ScriptChecks(Script script) {
        this.script = script;
    }

    static void check(Script script) {
        new ScriptChecks(script).list(script.statements(), true);
    }

    private void list(ASTStatementList list, boolean block) {
        if (list == null) {
            return;
        }
        declared.push(new HashMap<>());
        boolean declarations = block;
        for (ASTStatement statement : list.getStatementList()) {
            if (!(statement instanceof ASTVariableDeclaration)) {
                declarations = false;
            } else if (!declarations) {
                throw wrong("Variable declarations are allowed only at the start of a block or script", statement);
            }
            statement(statement);
        }
        declared.pop();
    }

    private void statement(ASTStatement statement) {
        if (statement instanceof ASTVariableDeclaration declaration) {
            declaration.getVariableList().getIdentifierList().forEach(this::declare);
        } else if (statement instanceof ASTIfStatement choice) {
            list(choice.getThenList(), false);
            if (choice.getElseifClauses() != null) {
                choice.getElseifClauses().getElseifClauses().forEach(clause -> list(clause.getBody(), false));
            }
            list(choice.getElseList(), false);
        } else if (statement instanceof ASTCaseStatement choice) {
            choice.getWhenThenClauses().getWhenThenClauses().forEach(clause -> list(clause.getBody(), false));
            list(choice.getElseList(), false);
        } else if (statement instanceof ASTLoopStatement loop) {
            loops.push(Loops.label(loop.getLabel()));
            list(loop.getBody(), false);
            loops.pop();
        } else if (statement instanceof ASTBeginEndBlock block) {
            block(block);
        } else if (statement instanceof ASTBreakContinueStatement leave) {
            leave(leave);
        } else if (statement instanceof ASTRaiseStatement raise && raise.getMessage() == null && handlers == 0) {
            throw wrong("Cannot re-raise an existing exception outside of an exception handler", raise);
        }
    }

    private void block(ASTBeginEndBlock block) {
        blocks.push(Loops.label(block.getLabel()));
        list(block.getStatementListNode(), true);
        blocks.pop();
        if (block.getHandlerList() != null) {
            handlers++;
            for (ASTExceptionHandler handler : block.getHandlerList().getExceptionHandlerList()) {
                list(handler.getStatementList(), false);
            }
            handlers--;
        }
    }

    private void declare(ASTIdentifier name) {
        String key = name.getIdString().toLowerCase(Locale.ROOT);
        for (Map<String, Piece> block : declared) {
            if (block.containsKey(key)) {
                Piece first = block.get(key);
                throw wrong(
                        "Variable '" + name.getIdString() + "' redeclaration; it was declared before at line "
                                + first.line(),
                        name);
            }
        }
        declared.element().put(key, script.piece(name));
    }

    private void leave(ASTBreakContinueStatement leave) {
        String label = Loops.label(leave.getLabel());
        boolean breaks = leave instanceof ASTBreakStatement;
        if (label.isEmpty() && loops.isEmpty()) {
            throw wrong((breaks ? "BREAK" : "CONTINUE") + " is only allowed inside of a loop body", leave);
        }
        boolean known = label.isEmpty() || names(loops, label) || (breaks && names(blocks, label));
        if (!known) {
            throw wrong("No enclosing " + (breaks ? "block or loop" : "loop") + " has the label " + label, leave);
        }
    }

    private static boolean names(Iterable<String> labels, String label) {
        for (String one : labels) {
            if (one.equalsIgnoreCase(label)) {
                return true;
            }
        }
        return false;
    }

    private ApiError wrong(String message, ASTNode node) {
        Piece piece = script.piece(node);
        return new ScriptFailure(piece.place(message), piece, List.of());
    }
}
