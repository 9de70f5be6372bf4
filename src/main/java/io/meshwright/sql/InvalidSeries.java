package io.meshwright.sql;

import io.meshwright.diagnostic.Diagnostic;

/** What is wrong with a call of a time series function, on its way out of the syntax tree. */
final class InvalidSeries extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Diagnostic diagnostic;

    InvalidSeries(Diagnostic diagnostic) {
        super(diagnostic.message(), null, false, false);
        this.diagnostic = diagnostic;
    }

    Diagnostic diagnostic() {
        return diagnostic;
    }
}
