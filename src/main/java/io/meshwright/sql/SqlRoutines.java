package io.meshwright.sql;

import com.google.zetasql.FunctionArgumentType;
import com.google.zetasql.TVFRelation;
import com.google.zetasql.ZetaSQLFunctions.FunctionEnums.ProcedureArgumentMode;
import com.google.zetasql.ZetaSQLFunctions.SignatureArgumentKind;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedCreateFunctionStmt;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedCreateProcedureStmt;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedCreateTableFunctionStmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads routines from the statements that create them, and finds those a statement calls. */
public final class SqlRoutines {

    /** What a function is that is none of ours. */
    public static final String FOREIGN = "functions that are not written in SQL or JavaScript";

    private SqlRoutines() {}

    /** Empty for functions that are written neither in SQL nor in JavaScript. */
    public static Optional<SqlRoutine> of(ResolvedCreateFunctionStmt create, List<String> path) {
        if (JavaScriptRoutines.is(create)) {
            return Optional.of(JavaScriptRoutines.of(create, path));
        }
        if (create.getIsRemote() || !create.getLanguage().equalsIgnoreCase("SQL")) {
            return Optional.empty();
        }
        SystemVariables.requireKnownToFunctions(create.getFunctionExpression());
        Optional<String> returns = create.getHasExplicitReturnType()
                ? Optional.of(GoogleSqlType.name(create.getReturnType()))
                : Optional.empty();
        return Optional.of(new SqlRoutine(
                path,
                create.getIsAggregate() ? SqlRoutine.Kind.AGGREGATE : SqlRoutine.Kind.SCALAR,
                arguments(create.getArgumentNameList(), create.getSignature().getFunctionArgumentList()),
                returns,
                create.getCode(),
                Optional.empty(),
                RoutineOptions.description(create.getOptionList(), Set.of())));
    }

    /** Empty for functions that are not written in SQL. */
    public static Optional<SqlRoutine> of(ResolvedCreateTableFunctionStmt create, List<String> path) {
        if (create.getQuery() == null && create.getCode().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new SqlRoutine(
                path,
                SqlRoutine.Kind.TABLE,
                arguments(create.getArgumentNameList(), create.getSignature().getFunctionArgumentList()),
                create.getHasExplicitReturnSchema()
                        ? Optional.of(columns(create.getSignature().getResultType()))
                        : Optional.empty(),
                create.getCode(),
                Optional.empty(),
                RoutineOptions.description(create.getOptionList(), Set.of())));
    }

    /** Empty for procedures that are not written in SQL. */
    public static Optional<SqlRoutine> of(ResolvedCreateProcedureStmt create, List<String> path) {
        if (create.getProcedureBody().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new SqlRoutine(
                path,
                SqlRoutine.Kind.PROCEDURE,
                arguments(create.getArgumentNameList(), create.getSignature().getFunctionArgumentList()),
                Optional.empty(),
                create.getProcedureBody(),
                Optional.empty(),
                RoutineOptions.description(create.getOptionList(), Set.of("strict_mode"))));
    }

    static List<SqlRoutine.Argument> arguments(List<String> names, List<FunctionArgumentType> types) {
        List<SqlRoutine.Argument> arguments = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            FunctionArgumentType type = types.get(i);
            boolean aggregated = !Boolean.TRUE.equals(type.getOptions().getIsNotAggregate());
            arguments.add(new SqlRoutine.Argument(names.get(i), type(type), aggregated, columns(type), mode(type)));
        }
        return arguments;
    }

    private static String mode(FunctionArgumentType type) {
        ProcedureArgumentMode mode = type.getOptions().getProcedureArgumentMode();
        return mode == null || mode == ProcedureArgumentMode.NOT_SET ? "" : mode.name();
    }

    private static String type(FunctionArgumentType type) {
        if (type.getKind() == SignatureArgumentKind.ARG_TYPE_RELATION) {
            return SqlRoutine.Argument.ANY_TABLE;
        }
        return type.getType() == null ? SqlRoutine.Argument.ANY_TYPE : GoogleSqlType.name(type.getType());
    }

    private static String columns(FunctionArgumentType type) {
        TVFRelation relation = type.getOptions().getRelationInputSchema();
        return relation == null
                ? ""
                : relation.getColumns().stream()
                        .map(column -> column.getName() + " " + GoogleSqlType.name(column.getType()))
                        .collect(Collectors.joining(", ", "STRUCT<", ">"));
    }

    /** Those whose names occur in a statement, and those that occur in their bodies. */
    static List<SqlRoutine> named(String sql, List<SqlRoutine> all) {
        List<SqlRoutine> found = new ArrayList<>();
        if (!all.isEmpty()) {
            collect(sql, all, found);
        }
        return found;
    }

    /** Whether a statement calls a function of tables: those it passes keep all columns, which its body may not name. */
    static boolean passTables(String sql, List<SqlRoutine> all) {
        return named(sql, all).stream()
                .flatMap(routine -> routine.arguments().stream())
                .anyMatch(argument -> argument.type().equals(SqlRoutine.Argument.ANY_TABLE));
    }

    private static void collect(String sql, List<SqlRoutine> all, List<SqlRoutine> found) {
        for (SqlRoutine routine : all) {
            if (!found.contains(routine) && isCalled(sql, routine.name())) {
                found.add(routine);
                collect(routine.javaScript().isPresent() ? "" : routine.body(), all, found);
            }
        }
    }

    /** Seen without parsing: what is found for nothing only waits in the catalog, once its tables may be read. */
    private static boolean isCalled(String sql, String name) {
        return Pattern.compile("(?<!\\w)" + Pattern.quote(name) + "`?\\s*\\(", Pattern.CASE_INSENSITIVE)
                .matcher(sql)
                .find();
    }
}
