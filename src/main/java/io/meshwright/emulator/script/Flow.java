package io.meshwright.emulator.script;

/**
 * Where a script goes on after a statement.
 *
 * @param label the loop or block that is left or repeated; empty for the innermost loop
 */
record Flow(Kind kind, String label) {

    static final Flow NEXT = new Flow(Kind.NEXT, "");
    static final Flow RETURN = new Flow(Kind.RETURN, "");

    enum Kind {
        NEXT,
        BREAK,
        CONTINUE,
        RETURN
    }

    boolean isNext() {
        return kind == Kind.NEXT;
    }

    /** Whether it means the loop of that label. */
    boolean means(String loop) {
        return label.isEmpty() || label.equalsIgnoreCase(loop);
    }
}
