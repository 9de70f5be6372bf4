package io.meshwright.sql;

import com.google.zetasql.Type;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedCreateFunctionStmt;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads functions in JavaScript from the statements that create them. */
final class JavaScriptRoutines {

    private JavaScriptRoutines() {}

    static boolean is(ResolvedCreateFunctionStmt create) {
        return create.getLanguage().equalsIgnoreCase("js") && !create.getIsRemote();
    }

    static SqlRoutine of(ResolvedCreateFunctionStmt create, List<String> path) {
        List<SqlRoutine.Argument> arguments = SqlRoutines.arguments(
                create.getArgumentNameList(), create.getSignature().getFunctionArgumentList());
        for (SqlRoutine.Argument argument : arguments) {
            requireArgument(argument);
        }
        if (create.getIsAggregate()) {
            requireKeptLast(arguments);
        }
        requireKnown(create.getReturnType(), "result");
        return new SqlRoutine(
                path,
                create.getIsAggregate() ? SqlRoutine.Kind.AGGREGATE : SqlRoutine.Kind.SCALAR,
                arguments,
                Optional.of(GoogleSqlType.name(create.getReturnType())),
                create.getCode(),
                Optional.of(said(create)),
                RoutineOptions.description(create.getOptionList(), Set.of("library")));
    }

    private static void requireArgument(SqlRoutine.Argument argument) {
        if (argument.type().equals(SqlRoutine.Argument.ANY_TYPE)) {
            throw new IllegalArgumentException("A function in JavaScript takes no argument of any type: "
                    + argument.name() + " needs a type of its own");
        }
        Type type = GoogleSqlType.parse(argument.type());
        requireKnown(type, "argument " + argument.name());
    }

    /** In which order they would come otherwise is not documented. */
    private static void requireKeptLast(List<SqlRoutine.Argument> arguments) {
        boolean kept = false;
        for (SqlRoutine.Argument argument : arguments) {
            if (kept && argument.aggregated()) {
                throw new IllegalArgumentException("Arguments NOT AGGREGATE of an aggregate function in JavaScript"
                        + " come after all others, and " + argument.name() + " comes after one");
            }
            kept |= !argument.aggregated();
        }
    }

    /** "Supported JavaScript UDF data types". */
    private static void requireKnown(Type type, String what) {
        switch (type.getKind()) {
            case TYPE_ARRAY -> requireKnown(type.asArray().getElementType(), what);
            case TYPE_STRUCT ->
                type.asStruct().getFieldList().forEach(field -> {
                    if (field.getName().isEmpty()) {
                        throw new IllegalArgumentException(
                                "Functions in JavaScript have no STRUCT whose fields have no names," + " as "
                                        + GoogleSqlType.name(type) + ", the type of the " + what);
                    }
                    requireKnown(field.getType(), what);
                });
            case TYPE_BOOL,
                    TYPE_BYTES,
                    TYPE_DOUBLE,
                    TYPE_INT64,
                    TYPE_NUMERIC,
                    TYPE_BIGNUMERIC,
                    TYPE_STRING,
                    TYPE_TIMESTAMP,
                    TYPE_DATETIME,
                    TYPE_DATE,
                    TYPE_JSON -> {}
            default ->
                throw new IllegalArgumentException("Functions in JavaScript have no values of type "
                        + GoogleSqlType.name(type) + ", the type of the " + what);
        }
    }

    private static JavaScript said(ResolvedCreateFunctionStmt create) {
        JavaScript.Determinism determinism =
                switch (create.getDeterminismLevel()) {
                    case DETERMINISM_DETERMINISTIC, DETERMINISM_IMMUTABLE -> JavaScript.Determinism.DETERMINISTIC;
                    case DETERMINISM_UNSPECIFIED -> JavaScript.Determinism.UNSPECIFIED;
                    default -> JavaScript.Determinism.NOT_DETERMINISTIC;
                };
        return new JavaScript(determinism, RoutineOptions.libraries(create.getOptionList()));
    }
}
