package io.meshwright.emulator.translation;

import com.google.zetasql.resolvedast.ResolvedNode;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedCast;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedExpr;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedFunctionCall;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedFunctionCallBase;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedLiteral;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedParameter;
import com.google.zetasql.resolvedast.ResolvedNodes.Visitor;
import io.meshwright.emulator.function.FunctionSession;
import io.meshwright.emulator.javascript.JavaScriptDefinition;
import io.meshwright.sql.GoogleSqlType;
import io.meshwright.sql.JavaScript;
import io.meshwright.sql.JavaScriptFunction;
import io.meshwright.sql.SqlRoutine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A call of a function in JavaScript, by way of a DuckDB function that is told its definition. */
final class JavaScriptCall {

    private static final String PREFIX = "googlesql_javascript_";
    private static final Pattern NOT_FIXED = Pattern.compile(PREFIX + "(?!fixed)");

    private JavaScriptCall() {}

    /** What DuckDB may know of results: whether equal arguments give equal ones. */
    enum Form {
        /** They do. */
        FIXED,
        /** Nothing is said of that: calls in different rows are calls of their own. */
        ROWS,
        /** The same, with arguments that are constants. */
        EACH,
        /** They do not. */
        ANEW;

        String function() {
            return PREFIX + name().toLowerCase(Locale.ROOT);
        }

        boolean isVolatile() {
            return this == EACH || this == ANEW;
        }
    }

    /** Whether every call gives a result of its own. */
    static boolean isDrawnAnew(ResolvedFunctionCallBase node) {
        return node.getFunction() instanceof JavaScriptFunction function
                && determinism(function.routine()) == JavaScript.Determinism.NOT_DETERMINISTIC;
    }

    static JavaScript.Determinism determinism(SqlRoutine routine) {
        return routine.javaScript().orElseThrow().determinism();
    }

    /** @param used takes the libraries of functions that only this statement knows */
    static String write(SqlRoutine routine, FunctionCall call, boolean safe, Set<String> used) {
        List<JavaScriptDefinition.Argument> arguments = new ArrayList<>();
        List<String> sql = new ArrayList<>();
        for (int i = 0; i < call.size(); i++) {
            SqlRoutine.Argument argument = routine.arguments().get(i);
            arguments.add(new JavaScriptDefinition.Argument(argument.name(), GoogleSqlType.parse(argument.type())));
            sql.add(call.arg(i));
        }
        JavaScriptDefinition definition = new JavaScriptDefinition(
                signature(routine),
                arguments,
                call.type(),
                routine.body(),
                libraries(routine, used),
                safe,
                Optional.empty());
        return write(form(routine, call), definition, sql);
    }

    /** @param arguments DuckDB SQL of them */
    static String write(Form form, JavaScriptDefinition definition, List<String> arguments) {
        List<String> sql = new ArrayList<>(List.of(Duck.string(definition.encoded()), FunctionSession.CURRENT));
        for (int i = 0; i < arguments.size(); i++) {
            sql.add(Wire.encode(definition.arguments().get(i).type(), arguments.get(i)));
        }
        return Wire.decode(definition.returns(), form.function() + "(" + String.join(", ", sql) + ")");
    }

    static String signature(SqlRoutine routine) {
        return routine.arguments().stream()
                .map(argument -> GoogleSqlType.name(GoogleSqlType.parse(argument.type())))
                .collect(Collectors.joining(", ", routine + "(", ")"));
    }

    static List<String> libraries(SqlRoutine routine, Set<String> used) {
        List<String> libraries = routine.javaScript().orElseThrow().libraries();
        if (routine.isTemporary()) {
            used.addAll(libraries);
        }
        return libraries;
    }

    private static Form form(SqlRoutine routine, FunctionCall call) {
        return switch (determinism(routine)) {
            case DETERMINISTIC -> Form.FIXED;
            case NOT_DETERMINISTIC -> Form.ANEW;
            case UNSPECIFIED -> call.arguments().stream().allMatch(JavaScriptCall::isConstant) ? Form.EACH : Form.ROWS;
        };
    }

    private static boolean isConstant(ResolvedExpr argument) {
        return argument instanceof ResolvedLiteral
                || argument instanceof ResolvedParameter
                || (argument instanceof ResolvedCast cast && isConstant(cast.getExpr()));
    }

    /** Whether part of an expression gives a result of its own with every call. */
    static boolean holdsDrawnAnew(ResolvedNode node) {
        boolean[] found = new boolean[1];
        node.accept(new Visitor() {
            @Override
            public void visit(ResolvedFunctionCall call) {
                found[0] |= isDrawnAnew(call);
                super.visit(call);
            }
        });
        return found[0];
    }

    /** Calls inside an attempt, which takes nothing that differs from call to call. */
    static String attempted(String sql) {
        return sql.replace(Form.EACH.function() + "(", Form.ROWS.function() + "(");
    }

    /** Whether a statement in DuckDB's words gives equal results for equal tables, as far as JavaScript is concerned. */
    static boolean isStable(String duckSql) {
        return !NOT_FIXED.matcher(duckSql).find();
    }
}
