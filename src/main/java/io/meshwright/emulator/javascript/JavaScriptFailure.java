package io.meshwright.emulator.javascript;

import io.meshwright.emulator.error.ApiError;

/** What BigQuery says when a function in JavaScript fails; has no stack trace. */
public final class JavaScriptFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final String EXHAUSTED = "Resources exceeded during query execution: ";

    JavaScriptFailure(String message) {
        super(message, null, false, false);
    }

    static JavaScriptFailure exhausted(String function) {
        return new JavaScriptFailure(EXHAUSTED + "UDF out of memory.; " + function);
    }

    /** Whether a message of DuckDB's tells that a function needed more than it may have. */
    public static boolean isExhausted(String message) {
        return message.startsWith(EXHAUSTED + "UDF");
    }

    boolean isExhausted() {
        return isExhausted(getMessage());
    }

    /** For the job. */
    ApiError error() {
        return new ApiError("resourcesExceeded", "query", getMessage(), this);
    }

    static JavaScriptFailure stopped() {
        return new JavaScriptFailure("The query was cancelled");
    }

    /** DuckDB reports what a function throws as text, of which the first line is the message. */
    @Override
    @SuppressWarnings("OverrideThrowableToString")
    public String toString() {
        return getMessage().replaceAll("\\s*\\R\\s*", " ");
    }
}
