package io.meshwright.sql;

import java.util.List;

/**
 * What is said of a function in JavaScript beside its arguments and its code.
 *
 * @param libraries URIs of code that is run before the function's own
 */
public record JavaScript(Determinism determinism, List<String> libraries) {

    public JavaScript {
        libraries = List.copyOf(libraries);
    }

    /** Whether equal arguments always give equal results. */
    public enum Determinism {
        UNSPECIFIED,
        DETERMINISTIC,
        NOT_DETERMINISTIC
    }
}
