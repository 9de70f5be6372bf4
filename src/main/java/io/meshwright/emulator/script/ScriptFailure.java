package io.meshwright.emulator.script;

import io.meshwright.emulator.error.ApiError;
import java.util.List;

/** A script's error with its place in the script. */
public final class ScriptFailure extends ApiError {

    private static final long serialVersionUID = 1L;

    private final transient Piece statement;
    private final transient List<Piece> calls;

    /** A statement that failed. */
    ScriptFailure(ApiError error, Piece statement, List<Piece> calls) {
        super(error.reason(), error.location(), "Query error: " + statement.place(error.getMessage()), error);
        this.statement = statement;
        this.calls = List.copyOf(calls);
    }

    /** An error that the script raised. */
    ScriptFailure(String message, Piece statement, List<Piece> calls) {
        super("invalidQuery", "query", message, null);
        this.statement = statement;
        this.calls = List.copyOf(calls);
    }

    Piece statement() {
        return statement;
    }

    /** The calls it happened in, the innermost first. */
    List<Piece> calls() {
        return calls;
    }
}
