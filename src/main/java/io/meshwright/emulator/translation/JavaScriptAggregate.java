package io.meshwright.emulator.translation;

import com.google.zetasql.StructType.StructField;
import com.google.zetasql.Type;
import com.google.zetasql.TypeFactory;
import com.google.zetasql.ZetaSQLType.TypeKind;
import com.google.zetasql.resolvedast.ResolvedFunctionCallBaseEnums.ErrorMode;
import io.meshwright.emulator.javascript.JavaScriptDefinition;
import io.meshwright.sql.JavaScript;
import io.meshwright.sql.SqlRoutine;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An aggregate function in JavaScript: a function of the list of a group's rows, which makes one state, gives it each row
 * and asks for the result. States are never merged.
 */
final class JavaScriptAggregate {

    private static final Pattern EXPORT =
            Pattern.compile("(?m)^(\\s*)export\\s+(?=(?:async\\s+)?function\\b|const\\b|let\\b|var\\b)");

    private final SqlRoutine routine;
    private final AggregateCall call;
    private final List<StructField> fields = new ArrayList<>();
    private final List<String> packed = new ArrayList<>();
    private final List<JavaScriptDefinition.Argument> kept = new ArrayList<>();
    private final List<String> keptSql = new ArrayList<>();

    private JavaScriptAggregate(SqlRoutine routine, AggregateCall call) {
        this.routine = routine;
        this.call = call;
    }

    /** @param used takes the libraries of functions that only this statement knows */
    static String write(SqlRoutine routine, AggregateCall call, Set<String> used) {
        refuse(routine, call.isWindowed(), "OVER");
        refuse(routine, !call.orderItems().isEmpty(), "ORDER BY");
        refuse(routine, call.limit().isPresent(), "LIMIT");
        refuse(routine, call.having().isPresent(), "HAVING");
        refuse(routine, call.ignoresNulls(), "IGNORE NULLS");
        refuse(routine, call.respectsNulls(), "RESPECT NULLS");
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
            Type type = call.argument(i).getType();
            if (routine.arguments().get(i).aggregated()) {
                field(type, call.arg(i));
            } else {
                kept.add(new JavaScriptDefinition.Argument("$kept" + kept.size(), type));
                keptSql.add(call.arg(i));
            }
        }
        int given = fields.size();
        if (given == 0) {
            field(TypeFactory.createSimpleType(TypeKind.TYPE_BOOL), "TRUE");
        }
        Type rows = TypeFactory.createArrayType(TypeFactory.createStructType(fields));
        List<JavaScriptDefinition.Argument> arguments = new ArrayList<>(kept);
        arguments.add(0, new JavaScriptDefinition.Argument("$rows", rows));
        List<String> sql = new ArrayList<>(keptSql);
        sql.add(
                0,
                "coalesce("
                        + call.filtered("list(" + call.distinct() + "struct_pack(" + String.join(", ", packed) + "))")
                        + ", [])");
        boolean safe = call.node().getErrorMode() == ErrorMode.SAFE_ERROR_MODE;
        JavaScriptDefinition definition = new JavaScriptDefinition(
                JavaScriptCall.signature(routine),
                arguments,
                call.node().getType(),
                code(given),
                JavaScriptCall.libraries(routine, used),
                safe);
        boolean fixed = JavaScriptCall.determinism(routine) == JavaScript.Determinism.DETERMINISTIC;
        return JavaScriptCall.write(fixed ? JavaScriptCall.Form.FIXED : JavaScriptCall.Form.ROWS, definition, sql);
    }

    private void field(Type type, String sql) {
        String name = "x" + fields.size();
        fields.add(new StructField(name, type));
        packed.add(name + " := " + sql);
    }

    /** The function's own code with its lines as they are, and what calls it. */
    private String code(int given) {
        StringBuilder row = new StringBuilder("$state");
        for (int i = 0; i < given; i++) {
            row.append(", $row.x").append(i);
        }
        StringBuilder all = new StringBuilder();
        kept.forEach(argument -> all.append(all.isEmpty() ? "" : ", ").append(argument.name()));
        String rest = all.isEmpty() ? "" : ", " + all;
        return EXPORT.matcher(routine.body()).replaceAll("$1")
                + "\n;const $state = initialState(" + all + "); for (const $row of $rows) aggregate(" + row + rest
                + "); return finalize($state" + rest + ");";
    }
}
