package io.meshwright.diagnostic;

import java.util.List;
import java.util.Optional;

/**
 * What came of a user's input: a value, diagnostics, or both (a value with warnings).
 *
 * <p>A value is absent exactly when one of the diagnostics is an error.
 */
public record Outcome<T>(Optional<T> value, List<Diagnostic> diagnostics) {

    public Outcome {
        diagnostics = List.copyOf(diagnostics);
        if (value.isPresent() == diagnostics.stream().anyMatch(Diagnostic::isError)) {
            throw new IllegalArgumentException("A value is present exactly when there is no error: " + diagnostics);
        }
    }

    public static <T> Outcome<T> of(T value) {
        return new Outcome<>(Optional.of(value), List.of());
    }

    public static <T> Outcome<T> of(T value, List<Diagnostic> warnings) {
        return new Outcome<>(Optional.of(value), warnings);
    }

    public static <T> Outcome<T> failed(List<Diagnostic> diagnostics) {
        return new Outcome<>(Optional.empty(), diagnostics);
    }

    public static <T> Outcome<T> failed(Diagnostic error) {
        return failed(List.of(error));
    }

    public boolean isOk() {
        return value.isPresent();
    }

    /** The value; for callers that have checked {@link #isOk()}. */
    public T get() {
        return value.orElseThrow(() -> new IllegalStateException("No value: " + diagnostics));
    }
}
