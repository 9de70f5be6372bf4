package io.meshwright.launch;

/** Something around the application keeps it from starting; the message says what, and the setting that helps. */
final class CannotStart extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CannotStart(String message) {
        super(message);
    }

    CannotStart(String message, Throwable cause) {
        super(message, cause);
    }
}
