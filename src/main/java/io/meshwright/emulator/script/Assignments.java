package io.meshwright.emulator.script;

import com.google.zetasql.parser.ASTNodes.*;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.sql.Variable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** DECLARE and SET. */
final class Assignments {

    private final Values values;
    private int places;

    /** @param outermost variables that have places already */
    Assignments(Values values, Scope outermost) {
        this.values = values;
        this.places = outermost.freePlace();
    }

    /** A variable with a place of its own. */
    Variable named(String name, String type) {
        return new Variable(name, type, "v" + places++);
    }

    /** Where the places begin that one turn of a loop takes. */
    int mark() {
        return places;
    }

    /** Gives back the places a turn took: the next takes the same, so that its statements are the same. */
    void release(int mark) {
        places = mark;
    }

    /** A variable that no script can name. */
    Variable temporary(String type) {
        return named("", type);
    }

    /** Computes a value once, under a name to write in its place. */
    String hidden(Piece query, Scope scope) {
        Variable variable = temporary("");
        String type = values.compute(query, scope, Optional.empty(), variable.place());
        return name(new Variable("", type, variable.place()), scope);
    }

    private static String name(Variable value, Scope scope) {
        String name = "value of " + value.place();
        scope.declare(new Variable(name, value.type(), value.place()));
        return "`" + name + "`";
    }

    /** Sets a variable to another's value, or a field of it, coerced to its type. */
    void copy(Variable from, String field, Variable to) {
        if (field.isEmpty() && from.type().equals(to.type())) {
            values.copy(from.place(), to.place());
            return;
        }
        Scope scope = new Scope(null);
        String name = name(from, scope) + (field.isEmpty() ? "" : ".`" + field + "`");
        values.compute(Piece.generated("SELECT " + name), scope, Optional.of(to.type()), to.place());
    }

    static Variable require(Scope scope, ASTIdentifier name) {
        return scope.find(name.getIdString())
                .orElseThrow(() -> ApiError.invalidQuery("Undeclared variable: " + name.getIdString()));
    }

    /** Does what a statement says that declares or sets variables; false for any other. */
    boolean take(Script script, ASTStatement statement, Scope scope) {
        if (statement instanceof ASTVariableDeclaration declaration) {
            declare(script, declaration, scope);
        } else if (statement instanceof ASTSingleAssignment assignment) {
            assign(script, assignment, scope);
        } else if (statement instanceof ASTAssignmentFromStruct assignment) {
            assign(script, assignment, scope);
        } else if (statement instanceof ASTSystemVariableAssignment assignment) {
            assign(script, assignment, scope);
        } else {
            return false;
        }
        return true;
    }

    private void declare(Script script, ASTVariableDeclaration declaration, Scope scope) {
        Optional<String> type = Optional.ofNullable(declaration.getType())
                .map(written -> script.piece(written).text());
        Variable value = temporary("");
        String known;
        if (declaration.getDefaultValue() != null) {
            Piece query = script.piece(declaration.getDefaultValue()).selected();
            known = values.compute(query, scope, type, value.place());
        } else {
            known = values.compute(script.piece(declaration.getType()).nullOfType(), scope, type, value.place());
        }
        for (ASTIdentifier name : declaration.getVariableList().getIdentifierList()) {
            Variable variable = named(name.getIdString(), known);
            values.copy(value.place(), variable.place());
            scope.declare(variable);
        }
    }

    private void assign(Script script, ASTSingleAssignment assignment, Scope scope) {
        Variable variable = require(scope, assignment.getVariable());
        values.compute(
                script.piece(assignment.getExpression()).selected(),
                scope,
                Optional.of(variable.type()),
                variable.place());
    }

    /** Every value is computed before any variable changes. */
    private void assign(Script script, ASTAssignmentFromStruct assignment, Scope scope) {
        List<Variable> variables = assignment.getVariables().getIdentifierList().stream()
                .map(name -> require(scope, name))
                .toList();
        String type = IntStream.range(0, variables.size())
                .mapToObj(i -> "f" + i + " " + variables.get(i).type())
                .collect(Collectors.joining(", ", "STRUCT<", ">"));
        Variable struct = temporary(type);
        Piece query = script.piece(assignment.getStructExpression()).selected();
        values.compute(query, scope, Optional.of(type), struct.place());
        for (int i = 0; i < variables.size(); i++) {
            copy(struct, "f" + i, variables.get(i));
        }
    }

    private void assign(Script script, ASTSystemVariableAssignment assignment, Scope scope) {
        String name = assignment.getSystemVariable().getPath().getNames().stream()
                .map(ASTIdentifier::getIdString)
                .collect(Collectors.joining("."))
                .toLowerCase(Locale.ROOT);
        Variable value = temporary("STRING");
        values.compute(
                script.piece(assignment.getExpression()).selected(), scope, Optional.of("STRING"), value.place());
        values.assignSystem(name, value.place());
    }
}
