package io.meshwright.sql;

import com.google.zetasql.Type;
import com.google.zetasql.Value;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedCreateFunctionStmt;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedLiteral;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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
                Optional.of(said(create)));
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
            case TYPE_STRUCT -> type.asStruct().getFieldList().forEach(field -> requireKnown(field.getType(), what));
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
        List<String> libraries = new ArrayList<>();
        Optional<String> description = Optional.empty();
        for (ResolvedOption option : create.getOptionList()) {
            switch (option.getName().toLowerCase(Locale.ROOT)) {
                case "library" -> texts(option).forEach(libraries::add);
                case "description" -> description = texts(option).stream().findFirst();
                default -> throw new IllegalArgumentException("Unknown option for functions: " + option.getName());
            }
        }
        JavaScript.Determinism determinism =
                switch (create.getDeterminismLevel()) {
                    case DETERMINISM_DETERMINISTIC, DETERMINISM_IMMUTABLE -> JavaScript.Determinism.DETERMINISTIC;
                    case DETERMINISM_UNSPECIFIED -> JavaScript.Determinism.UNSPECIFIED;
                    default -> JavaScript.Determinism.NOT_DETERMINISTIC;
                };
        return new JavaScript(determinism, libraries, description);
    }

    private static List<String> texts(ResolvedOption option) {
        if (option.getValue() instanceof ResolvedLiteral literal) {
            Value value = literal.getValue();
            if (value.isNull()) {
                return List.of();
            }
            if (value.getType().isString()) {
                return List.of(value.getStringValue());
            }
            if (value.getType().isArray()
                    && value.getType().asArray().getElementType().isString()
                    && value.getElementList().stream().noneMatch(Value::isNull)) {
                return value.getElementList().stream()
                        .map(Value::getStringValue)
                        .toList();
            }
        }
        throw new IllegalArgumentException("The option " + option.getName() + " of a function must be a text"
                + (option.getName().equalsIgnoreCase("library") ? " or an array of texts" : ""));
    }
}
