package io.meshwright.sql;

import com.google.common.collect.ImmutableList;
import com.google.zetasql.Constant;
import com.google.zetasql.Function;
import com.google.zetasql.FunctionArgumentType;
import com.google.zetasql.FunctionArgumentType.FunctionArgumentTypeOptions;
import com.google.zetasql.FunctionProtos.FunctionOptionsProto;
import com.google.zetasql.FunctionSignature;
import com.google.zetasql.ParseResumeLocation;
import com.google.zetasql.SimpleCatalog;
import com.google.zetasql.SimpleConstantProtos.SimpleConstantProto;
import com.google.zetasql.StructType;
import com.google.zetasql.TVFRelation;
import com.google.zetasql.TableValuedFunction.TemplatedSQLTVF;
import com.google.zetasql.Type;
import com.google.zetasql.TypeFactory;
import com.google.zetasql.Value;
import com.google.zetasql.ZetaSQLFunctions.FunctionEnums.ArgumentCardinality;
import com.google.zetasql.ZetaSQLFunctions.FunctionEnums.Mode;
import com.google.zetasql.ZetaSQLFunctions.FunctionEnums.NamedArgumentKind;
import com.google.zetasql.ZetaSQLFunctions.SignatureArgumentKind;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Variables and routines as a catalog of the analyzer holds them. */
final class DeclaredNames {

    private DeclaredNames() {}

    static void add(SimpleCatalog root, Variable variable) {
        Type type = GoogleSqlType.parse(variable.type());
        SimpleConstantProto constant = SimpleConstantProto.newBuilder()
                .addNamePath(variable.name())
                .setType(type.serialize())
                .setValue(Value.createNullValue(type).serialize())
                .build();
        root.addConstant(Constant.deserialize(constant, ImmutableList.of(), TypeFactory.nonUniqueNames()));
    }

    /** Under every way to write its name. */
    static void add(SimpleCatalog root, SqlRoutine routine, String project, String dataset) {
        if (routine.isTemporary() && isBuiltIn(root, routine.name())) {
            throw new IllegalArgumentException(
                    "The function " + routine.name() + " has the name of a built-in function");
        }
        Set<List<String>> spellings = spellings(routine.path(), project);
        if (routine.toString().equals(dataset + "." + routine.name()) && !isBuiltIn(root, routine.name())) {
            spellings.add(List.of(routine.name()));
        }
        for (List<String> spelling : spellings) {
            SimpleCatalog at = root;
            for (String part : spelling.subList(0, spelling.size() - 1)) {
                SimpleCatalog next = at.getCatalog(part);
                at = next == null ? at.addNewSimpleCatalog(part) : next;
            }
            ImmutableList<String> name = ImmutableList.of(spelling.get(spelling.size() - 1));
            if (routine.kind() == SqlRoutine.Kind.TABLE) {
                at.addTableValuedFunction(new TemplatedSQLTVF(
                        name,
                        signature(routine),
                        argumentNames(routine),
                        new ParseResumeLocation(
                                DateLiterals.spelledOut(WithClauses.inlinedQuery(tableBody(routine))))));
            } else if (routine.javaScript().isPresent()) {
                at.addFunction(new JavaScriptFunction(spelling, routine));
            } else {
                at.addFunction(function(routine, name));
            }
        }
    }

    /** A second function of that name would end the process: the native code does not survive it. */
    private static boolean isBuiltIn(SimpleCatalog root, String name) {
        return root.getFunctionList().stream()
                .anyMatch(function -> function.getFullName(false).equalsIgnoreCase(name)
                        || function.getOptions().getAliasName().equalsIgnoreCase(name));
    }

    /** {@code dataset.name} also stands for {@code project.dataset.name}, and backticks may span several parts. */
    private static Set<List<String>> spellings(List<String> path, String project) {
        Set<List<String>> spellings = new TreeSet<>(java.util.Comparator.comparing(List::toString));
        boolean inProject = path.size() > 1 && path.get(0).equals(project);
        for (int from = 0; from <= (inProject ? 1 : 0); from++) {
            List<String> tail = path.subList(from, path.size());
            spellings.add(tail);
            spellings.add(List.of(String.join(".", tail)));
            if (tail.size() == 3) {
                spellings.add(List.of(tail.get(0) + "." + tail.get(1), tail.get(2)));
                spellings.add(List.of(tail.get(0), tail.get(1) + "." + tail.get(2)));
            }
        }
        return spellings;
    }

    private static Function function(SqlRoutine routine, ImmutableList<String> name) {
        String body = routine.returnType()
                .map(type -> "CAST((" + routine.body() + "\n) AS " + type + ")")
                .orElse(routine.body());
        Mode mode = routine.kind() == SqlRoutine.Kind.AGGREGATE ? Mode.AGGREGATE : Mode.SCALAR;
        return new Function.TemplatedSQLFunction(
                name,
                signature(routine),
                argumentNames(routine),
                new ParseResumeLocation(DateLiterals.spelledOut(WithClauses.inlined(body))),
                mode,
                FunctionOptionsProto.newBuilder()
                        .setSqlName(routine.toString())
                        .setUsesUpperCaseSqlName(false)
                        .build());
    }

    /** The query of a table function, with the columns it declares. */
    private static String tableBody(SqlRoutine routine) {
        return routine.returnType()
                .map(columns -> GoogleSqlType.parse(columns).asStruct().getFieldList().stream()
                        .map(field -> "CAST(`" + field.getName() + "` AS " + GoogleSqlType.name(field.getType())
                                + ") AS `" + field.getName() + "`")
                        .collect(Collectors.joining(", ", "SELECT ", " FROM (" + routine.body() + "\n)")))
                .orElse(routine.body());
    }

    private static ImmutableList<String> argumentNames(SqlRoutine routine) {
        return ImmutableList.copyOf(
                routine.arguments().stream().map(SqlRoutine.Argument::name).toList());
    }

    private static FunctionSignature signature(SqlRoutine routine) {
        boolean table = routine.kind() == SqlRoutine.Kind.TABLE;
        FunctionArgumentType result = new FunctionArgumentType(
                table ? SignatureArgumentKind.ARG_TYPE_RELATION : SignatureArgumentKind.ARG_TYPE_ARBITRARY);
        List<FunctionArgumentType> arguments = routine.arguments().stream()
                .map(argument -> argument(routine, argument))
                .toList();
        return new FunctionSignature(result, arguments, -1);
    }

    static FunctionArgumentType argument(SqlRoutine routine, SqlRoutine.Argument argument) {
        FunctionArgumentTypeOptions.Builder options =
                FunctionArgumentTypeOptions.builder().setCardinality(ArgumentCardinality.REQUIRED);
        if (!argument.name().isEmpty()) {
            options.setArgumentName(argument.name(), NamedArgumentKind.POSITIONAL_OR_NAMED);
        }
        if (routine.kind() == SqlRoutine.Kind.AGGREGATE && !argument.aggregated()) {
            options.setIsNotAggregate(true);
        }
        if (argument.type().equals(SqlRoutine.Argument.ANY_TYPE)) {
            return new FunctionArgumentType(SignatureArgumentKind.ARG_TYPE_ARBITRARY, options.build(), -1);
        }
        if (argument.type().equals(SqlRoutine.Argument.ANY_TABLE)) {
            if (!argument.columns().isEmpty()) {
                options.setRelationInputSchema(relation(argument)).setExtraRelationInputColumnsAllowed(true);
            }
            return new FunctionArgumentType(SignatureArgumentKind.ARG_TYPE_RELATION, options.build(), -1);
        }
        return new FunctionArgumentType(GoogleSqlType.parse(argument.type()), options.build(), -1);
    }

    private static TVFRelation relation(SqlRoutine.Argument argument) {
        StructType columns = GoogleSqlType.parse(argument.columns()).asStruct();
        return TVFRelation.createColumnBased(columns.getFieldList().stream()
                .map(field -> TVFRelation.Column.create(field.getName(), field.getType()))
                .toList());
    }
}
