package io.meshwright.emulator.translation;

import java.util.function.Supplier;

/** Whether what is written is part of a query that depends on rows of an outer one. */
final class Correlation {

    private int depth;

    String within(boolean correlated, Supplier<String> written) {
        depth += correlated ? 1 : 0;
        try {
            return written.get();
        } finally {
            depth -= correlated ? 1 : 0;
        }
    }

    boolean isIn() {
        return depth > 0;
    }
}
