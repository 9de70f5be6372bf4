package io.meshwright.emulator.script;

import java.util.List;

/**
 * A stored procedure.
 *
 * @param name as {@code project.dataset.name}
 * @param body its block, {@code BEGIN ... END}
 */
public record Procedure(String name, List<Parameter> parameters, String body) {

    public Procedure {
        parameters = List.copyOf(parameters);
    }

    /** Whether a value goes in, comes out, or both. */
    public enum Mode {
        IN,
        OUT,
        INOUT
    }

    /** @param type a GoogleSQL type, or {@code ANY TYPE} */
    public record Parameter(String name, String type, Mode mode) {}
}
