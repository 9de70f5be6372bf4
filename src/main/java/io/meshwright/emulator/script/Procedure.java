package io.meshwright.emulator.script;

import java.util.List;
import java.util.Optional;

/**
 * A stored procedure.
 *
 * @param name as {@code project.dataset.name}
 * @param body its block, {@code BEGIN ... END}
 */
public record Procedure(String name, List<Parameter> parameters, String body) {

    /** A materialized view is always fresh here, so all that is left to do is to find it. */
    private static final Procedure REFRESH_MATERIALIZED_VIEW = new Procedure(
            "BQ.REFRESH_MATERIALIZED_VIEW",
            List.of(new Parameter("view_name", "STRING", Mode.IN)),
            "BEGIN EXECUTE IMMEDIATE FORMAT('SELECT * FROM `%s` LIMIT 0', view_name); END");

    public Procedure {
        parameters = List.copyOf(parameters);
    }

    /** The procedure of BigQuery's own that is called so. */
    public static Optional<Procedure> system(List<String> path) {
        boolean refresh = String.join(".", path).equalsIgnoreCase(REFRESH_MATERIALIZED_VIEW.name);
        return refresh ? Optional.of(REFRESH_MATERIALIZED_VIEW) : Optional.empty();
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
