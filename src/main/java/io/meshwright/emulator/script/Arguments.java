package io.meshwright.emulator.script;

import com.google.zetasql.parser.ASTNodes.*;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.sql.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The arguments of one CALL on their way in and out. */
final class Arguments {

    private final Values values;
    private final Script script;
    private final Assignments assignments;
    private final Procedure procedure;
    private final List<ASTTVFArgument> given;
    private final List<Variable> inner = new ArrayList<>();

    Arguments(Values values, Script script, Assignments assignments, Procedure procedure, ASTCallStatement call) {
        this.values = values;
        this.script = script;
        this.assignments = assignments;
        this.procedure = procedure;
        this.given = call.getArguments();
        if (given.size() != procedure.parameters().size()) {
            throw ApiError.invalidQuery("Procedure " + procedure.name() + " takes "
                    + procedure.parameters().size() + " arguments and is called with " + given.size());
        }
    }

    void pass(Scope from, Scope to) {
        for (int i = 0; i < given.size(); i++) {
            Procedure.Parameter parameter = procedure.parameters().get(i);
            Variable variable = parameter.mode() == Procedure.Mode.IN
                    ? value(parameter, given.get(i), from)
                    : variable(parameter, given.get(i), from);
            inner.add(variable);
            to.declare(variable);
        }
    }

    private Variable value(Procedure.Parameter parameter, ASTTVFArgument argument, Scope from) {
        if (argument.getExpr() == null) {
            throw ApiError.invalidQuery("Argument " + parameter.name() + " must be an expression");
        }
        boolean any = parameter.type().equals("ANY TYPE");
        Variable variable = assignments.named(parameter.name(), "");
        String type = values.compute(
                script.piece(argument.getExpr()).selected(),
                from,
                any ? Optional.empty() : Optional.of(parameter.type()),
                variable.place());
        return new Variable(parameter.name(), type, variable.place());
    }

    private Variable variable(Procedure.Parameter parameter, ASTTVFArgument argument, Scope from) {
        Variable outer = target(parameter, argument, from);
        String type = parameter.type().equals("ANY TYPE") ? outer.type() : parameter.type();
        Variable variable = assignments.named(parameter.name(), type);
        if (parameter.mode() == Procedure.Mode.INOUT) {
            Piece query = script.piece(argument.getExpr()).selected();
            values.compute(query, from, Optional.of(type), variable.place());
        }
        return variable;
    }

    private static Variable target(Procedure.Parameter parameter, ASTTVFArgument argument, Scope from) {
        if (argument.getExpr() instanceof ASTPathExpression path
                && path.getNames().size() == 1) {
            return Assignments.require(from, path.getNames().get(0));
        }
        throw ApiError.invalidQuery(
                "Argument " + parameter.name() + " is an " + parameter.mode() + " parameter and must be a variable");
    }

    /** Copies what came out. */
    void returnTo(Scope outer) {
        for (int i = 0; i < given.size(); i++) {
            Procedure.Parameter parameter = procedure.parameters().get(i);
            if (parameter.mode() != Procedure.Mode.IN) {
                Variable target = target(parameter, given.get(i), outer);
                assignments.copy(inner.get(i), "", target);
            }
        }
    }
}
