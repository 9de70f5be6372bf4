package io.meshwright.emulator.script;

import io.meshwright.sql.Variable;
import java.util.List;
import java.util.Optional;

/** What a script has its statements and expressions run by. Failures are {@code ApiError}s. */
public interface ScriptHost extends Values {

    /** Runs one statement as a job of its own. */
    void run(Piece statement, Scope scope, List<Variable> parameters);

    /** Whether a condition is true; NULL is not. A job of its own like any other expression. */
    boolean isTrue(Piece query, Scope scope);

    /** The text in a place; empty for NULL. */
    Optional<String> text(String place);

    /**
     * Computes a query and keeps its rows in a place, at most {@code limit} of them.
     *
     * @return the columns as one struct type, and how many rows there are
     */
    Rows rows(Piece query, Scope scope, List<Variable> parameters, int limit, String place);

    /** Rows that were kept, each a struct. */
    record Rows(String type, List<String> columns, int count) {}

    /** Copies a row that was kept, counted from 0. */
    void copyRow(String from, int row, String to);

    void clear(String place);

    Procedure procedure(List<String> path);

    /** Ends a session, the script's own unless another is named. */
    void abortSession(Optional<String> id);

    /** Begins a transaction, as a job of its own; so are its ends. */
    void begin(Piece statement);

    void commit(Piece statement);

    void rollback(Piece statement);

    /** Throws what the script was stopped with, if it was; no handler catches that. */
    void requireRunning();

    /** Remembers what went wrong for {@code @@error}. */
    void error(String message, Piece statement, List<Piece> calls);
}
