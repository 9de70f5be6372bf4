package io.meshwright.emulator.translation;

import com.google.zetasql.ArrayType;
import com.google.zetasql.StructType.StructField;
import com.google.zetasql.Type;
import com.google.zetasql.TypeFactory;
import com.google.zetasql.ZetaSQLType.TypeKind;
import com.google.zetasql.resolvedast.ResolvedFunctionCallBaseEnums.ErrorMode;
import io.meshwright.emulator.function.FunctionSession;
import io.meshwright.emulator.javascript.JavaScriptDefinition;
import io.meshwright.sql.GoogleSqlType;
import io.meshwright.sql.JavaScript;
import io.meshwright.sql.SqlRoutine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A call of an aggregate function in JavaScript, which becomes a call for each vector of rows, that gives the states of the
 * groups in it, and one for each group, that merges them. So nobody holds the rows. Where groups cannot be told apart before
 * DuckDB has made them, the rows of each are collected and come at once.
 */
final class JavaScriptAggregate {

    private final SqlRoutine routine;
    private final AggregateCall call;
    private final List<JavaScriptDefinition.Argument> arguments = new ArrayList<>();
    private final List<StructField> fields = new ArrayList<>();
    private final List<String> given = new ArrayList<>();
    private final List<String> kept = new ArrayList<>();

    private JavaScriptAggregate(SqlRoutine routine, AggregateCall call) {
        this.routine = routine;
        this.call = call;
    }

    /** The DuckDB functions a call is made of. */
    enum Step {
        /** The states of a vector of rows, each with the first row of its group; NULL with the others. */
        STATES,
        /** The result of all states of a group. */
        RESULT,
        /** The result of all rows of a group. */
        WHOLE;

        /** @param fixed whether equal rows give equal results */
        String function(boolean fixed) {
            JavaScriptCall.Form form = fixed ? JavaScriptCall.Form.FIXED : JavaScriptCall.Form.ROWS;
            return form.function() + "_" + name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param used takes the libraries of functions that only this statement knows */
    static String write(SqlRoutine routine, AggregateCall call, Set<String> used) {
        refuse(routine, call.isWindowed(), "OVER");
        refuse(routine, !call.orderItems().isEmpty(), "ORDER BY");
        refuse(routine, call.limit().isPresent(), "LIMIT");
        refuse(routine, call.having().isPresent(), "HAVING");
        return new JavaScriptAggregate(routine, call).write(used);
    }

    private static void refuse(SqlRoutine routine, boolean is, String clause) {
        if (is) {
            throw new UnsupportedSql(
                    routine.name(), clause + " in a call of an aggregate function in JavaScript: " + routine);
        }
    }

    private String write(Set<String> used) {
        for (int i = 0; i < call.size(); i++) {
            SqlRoutine.Argument argument = routine.arguments().get(i);
            Type type = GoogleSqlType.parse(argument.type());
            arguments.add(new JavaScriptDefinition.Argument(argument.name(), type));
            if (argument.aggregated()) {
                fields.add(new StructField("x" + given.size(), type));
                given.add(call.arg(i));
            } else {
                kept.add(Wire.encode(type, call.arg(i)));
            }
        }
        JavaScriptDefinition definition = new JavaScriptDefinition(
                JavaScriptCall.signature(routine),
                arguments,
                call.node().getType(),
                routine.body(),
                JavaScriptCall.libraries(routine, used),
                call.node().getErrorMode() == ErrorMode.SAFE_ERROR_MODE,
                Optional.of(new JavaScriptDefinition.Aggregation(kept.size(), call.respectsNulls())));
        boolean collected = call.isDistinct() || call.groupKeys().isEmpty();
        String sql = collected
                ? function(Step.WHOLE, definition, collected())
                : function(
                        Step.RESULT,
                        definition,
                        "string_agg(" + states(definition, call.groupKeys().get()) + ", ',')");
        return Wire.decode(definition.returns(), sql);
    }

    private String states(JavaScriptDefinition definition, List<String> keys) {
        List<String> all = new ArrayList<>();
        all.add(
                call.filters().isEmpty()
                        ? Duck.string("")
                        : "CASE WHEN " + call.filters() + " THEN " + Duck.string("") + " END");
        all.addAll(keptAndGiven());
        all.addAll(keys);
        return function(Step.STATES, definition, all);
    }

    /** Rows of the types given as one value; of none, they are counted. */
    static ArrayType rows(List<Type> types) {
        List<StructField> fields = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            fields.add(new StructField("x" + i, types.get(i)));
        }
        if (fields.isEmpty()) {
            fields.add(new StructField("x0", TypeFactory.createSimpleType(TypeKind.TYPE_BOOL)));
        }
        return TypeFactory.createArrayType(TypeFactory.createStructType(fields));
    }

    private List<String> keptAndGiven() {
        List<String> all = new ArrayList<>(kept);
        for (int i = 0; i < given.size(); i++) {
            all.add(Wire.encode(fields.get(i).getType(), given.get(i)));
        }
        return all;
    }

    private String collected() {
        List<String> packed = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            packed.add(fields.get(i).getName() + " := " + given.get(i));
        }
        if (given.isEmpty()) {
            packed.add("x0 := TRUE");
        }
        Type rows = rows(fields.stream().map(StructField::getType).toList());
        String list = call.filtered("list(" + call.distinct() + "struct_pack(" + String.join(", ", packed) + "))");
        return Wire.encode(rows, "coalesce(" + list + ", [])");
    }

    private String function(Step step, JavaScriptDefinition definition, String argument) {
        List<String> all = new ArrayList<>(List.of(argument));
        all.addAll(kept);
        return function(step, definition, all);
    }

    private String function(Step step, JavaScriptDefinition definition, List<String> all) {
        boolean fixed = JavaScriptCall.determinism(routine) == JavaScript.Determinism.DETERMINISTIC;
        return step.function(fixed) + "(" + Duck.string(definition.encoded()) + ", " + FunctionSession.CURRENT + ", "
                + String.join(", ", all) + ")";
    }
}
