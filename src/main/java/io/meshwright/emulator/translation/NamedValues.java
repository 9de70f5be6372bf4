package io.meshwright.emulator.translation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Names for values that an expression uses more than once, which DuckDB's lambdas hold. */
final class NamedValues {

    /** Longer arguments are named before a form repeats them, or nested calls would grow without bound. */
    static final int LONG = 1_500;

    private int named;

    /** A name that nothing else has. */
    String name() {
        return "v" + named++;
    }

    /**
     * An expression of arguments in which a name stands for the long ones, and for those that hold subqueries, which no
     * lambda may have in its body: so all of them are fields of one value.
     */
    String bound(List<String> arguments, Function<List<String>, String> expression) {
        String name = name();
        List<String> fields = new ArrayList<>();
        List<String> names = new ArrayList<>(arguments);
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).length() > LONG || holdsSubquery(arguments.get(i))) {
                fields.add("a" + i + " := " + arguments.get(i));
                names.set(i, "struct_extract(" + name + ", 'a" + i + "')");
            }
        }
        String sql = expression.apply(names);
        return fields.isEmpty()
                ? sql
                : "list_transform([struct_pack(" + String.join(", ", fields) + ")], lambda " + name + ": " + sql
                        + ")[1]";
    }

    /** An expression over one value by its name; empty where it has a subquery, which may use the name. */
    Optional<String> bound(String value, UnaryOperator<String> expression) {
        String name = name();
        String sql = expression.apply(name);
        return holdsSubquery(sql)
                ? Optional.empty()
                : Optional.of("list_transform([" + value + "], lambda " + name + ": " + sql + ")[1]");
    }

    /** Whether a form has a lambda of its own beside arguments with subqueries. */
    static boolean isNeeded(List<String> arguments, String body) {
        return arguments.stream().anyMatch(NamedValues::holdsSubquery)
                && lambdas(body)
                        > arguments.stream().mapToInt(NamedValues::lambdas).sum();
    }

    private static int lambdas(String sql) {
        return sql.split("lambda ", -1).length - 1;
    }

    private static boolean holdsSubquery(String sql) {
        return sql.contains("SELECT");
    }
}
