package io.meshwright.emulator.translation;

/** Part of a statement this engine does not honour; becomes a diagnostic at the part's place. */
final class UnsupportedSql extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String name;

    /** @param name what to look for in the statement: a function's name or a keyword */
    UnsupportedSql(String name, String message) {
        super(message, null, false, false);
        this.name = name;
    }

    UnsupportedSql(String message) {
        this("", message);
    }

    String name() {
        return name;
    }
}
