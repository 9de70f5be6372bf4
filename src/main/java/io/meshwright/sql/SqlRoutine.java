package io.meshwright.sql;

import java.util.List;
import java.util.Optional;

/**
 * A function written in SQL, whose calls the analyzer replaces by its body, or in JavaScript; or a procedure.
 *
 * @param path as {@code [project, dataset, name]}, or {@code [name]} for a temporary one
 * @param arguments in order
 * @param returnType the GoogleSQL type its result is cast to, for a table function the struct of its columns; empty when
 *     it follows from the body
 * @param body an expression, a query for a table function, a block for a procedure; code in JavaScript
 * @param javaScript what is said of a function in JavaScript; empty for SQL
 * @param description as its option of that name says
 */
public record SqlRoutine(
        List<String> path,
        Kind kind,
        List<Argument> arguments,
        Optional<String> returnType,
        String body,
        Optional<JavaScript> javaScript,
        Optional<String> description) {

    public SqlRoutine {
        path = List.copyOf(path);
        arguments = List.copyOf(arguments);
    }

    /** A routine written in SQL, of which nothing else is said. */
    public SqlRoutine(
            List<String> path, Kind kind, List<Argument> arguments, Optional<String> returnType, String body) {
        this(path, kind, arguments, returnType, body, Optional.empty(), Optional.empty());
    }

    /** What a call of it gives. */
    public enum Kind {
        SCALAR,
        AGGREGATE,
        TABLE,
        PROCEDURE
    }

    /**
     * @param type a GoogleSQL type, {@link #ANY_TYPE}, {@link #ANY_TABLE}
     * @param columns those of a table argument that names them, as {@code STRUCT<a INT64>}; empty otherwise
     * @param mode IN, OUT or INOUT for procedures; empty otherwise
     */
    public record Argument(String name, String type, boolean aggregated, String columns, String mode) {
        public static final String ANY_TYPE = "ANY TYPE";
        public static final String ANY_TABLE = "TABLE";
    }

    public String name() {
        return path.get(path.size() - 1);
    }

    public boolean isTemporary() {
        return path.size() == 1;
    }

    @Override
    public String toString() {
        return String.join(".", path);
    }
}
