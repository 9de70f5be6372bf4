package io.meshwright.emulator.script;

import java.util.Optional;

/** Where the values of a script's variables are, and what sets them. Failures are {@code ApiError}s. */
public interface Values {

    /**
     * Computes a query of one column and at most one row, and keeps its value in a place. It is a job of its own if what was
     * written has a query inside.
     *
     * @param type what the value is coerced to; empty to take it as it is
     * @return the type of the value
     */
    String compute(Piece query, Scope scope, Optional<String> type, String place);

    void copy(String from, String to);

    /** Copies a value to a system variable of the script that may be set. */
    void assignSystem(String name, String place);
}
