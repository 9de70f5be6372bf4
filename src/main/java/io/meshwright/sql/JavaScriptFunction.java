package io.meshwright.sql;

import com.google.common.collect.ImmutableList;
import com.google.zetasql.Function;
import com.google.zetasql.FunctionArgumentType;
import com.google.zetasql.FunctionProtos.FunctionOptionsProto;
import com.google.zetasql.FunctionSignature;
import com.google.zetasql.ZetaSQLFunctions.FunctionEnums.Mode;
import java.util.List;

/** A function in JavaScript as a catalog of the analyzer holds it; a resolved call knows its code by it. */
public final class JavaScriptFunction extends Function {

    private static final long serialVersionUID = 1L;

    private final transient SqlRoutine routine;

    JavaScriptFunction(List<String> name, SqlRoutine routine) {
        super(name, "JS", mode(routine), List.of(signature(routine)), named(routine));
        this.routine = routine;
    }

    public SqlRoutine routine() {
        return routine;
    }

    /** No name of a built-in function, whose behaviour is known by its name. */
    @Override
    public String getName() {
        return getFullName(false) + "()";
    }

    @Override
    public ImmutableList<String> getNamePath() {
        return ImmutableList.of(getName());
    }

    private static Mode mode(SqlRoutine routine) {
        return routine.kind() == SqlRoutine.Kind.AGGREGATE ? Mode.AGGREGATE : Mode.SCALAR;
    }

    private static FunctionOptionsProto named(SqlRoutine routine) {
        return FunctionOptionsProto.newBuilder()
                .setSqlName(routine.toString())
                .setUsesUpperCaseSqlName(false)
                .setSupportsNullHandlingModifier(routine.kind() == SqlRoutine.Kind.AGGREGATE)
                .build();
    }

    private static FunctionSignature signature(SqlRoutine routine) {
        List<FunctionArgumentType> arguments = routine.arguments().stream()
                .map(argument -> DeclaredNames.argument(routine, argument))
                .toList();
        FunctionArgumentType result = new FunctionArgumentType(
                GoogleSqlType.parse(routine.returnType().orElseThrow()));
        return new FunctionSignature(result, arguments, -1);
    }
}
