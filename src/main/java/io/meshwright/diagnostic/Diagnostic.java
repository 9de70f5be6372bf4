package io.meshwright.diagnostic;

/**
 * One thing that is wrong, where it is, and how to mend it.
 *
 * @param code stable and kebab-case, such as {@code column-missing}
 * @param message one or two sentences a domain team understands; names the thing and the way out
 */
public record Diagnostic(String code, Severity severity, SourceLocation location, String message) {

    public enum Severity {
        ERROR,
        WARNING
    }

    public static Diagnostic error(String code, SourceLocation location, String message) {
        return new Diagnostic(code, Severity.ERROR, location, message);
    }

    public static Diagnostic warning(String code, SourceLocation location, String message) {
        return new Diagnostic(code, Severity.WARNING, location, message);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    @Override
    public String toString() {
        return location + ": " + message;
    }
}
