package io.meshwright.emulator.translation;

import java.util.Optional;

/** How DuckDB writes a function; empty where it has no form with the same meaning for these arguments. */
@FunctionalInterface
interface FunctionForm {

    Optional<String> write(FunctionCall call);

    /** A form that always holds: a template with holes for the arguments. */
    static FunctionForm of(String template) {
        return call -> Optional.of(call.fill(template));
    }

    /** This form, else the other. */
    default FunctionForm or(FunctionForm other) {
        return call -> write(call).or(() -> other.write(call));
    }

    /** This form, for calls with so many arguments. */
    default FunctionForm withArguments(int count) {
        return call -> call.size() == count ? write(call) : Optional.empty();
    }

    /** This form, for calls whose arguments all are of these types. */
    default FunctionForm whenAll(com.google.zetasql.ZetaSQLType.TypeKind... kinds) {
        return call -> call.all(kinds) ? write(call) : Optional.empty();
    }
}
