package io.meshwright.emulator.javascript;

/** What BigQuery says when a function in JavaScript fails; has no stack trace. */
public final class JavaScriptFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** How messages begin when a function needs more than it may have. */
    public static final String EXHAUSTED = "Resources exceeded during query execution: ";

    JavaScriptFailure(String message) {
        super(message, null, false, false);
    }

    static JavaScriptFailure exhausted(String function) {
        return new JavaScriptFailure(EXHAUSTED + "UDF out of memory.; " + function);
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
