package io.meshwright.emulator.translation;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshwright.sql.Declarations;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One GoogleSQL statement as a BigQuery job carries it.
 *
 * @param project names without a project live here
 * @param defaultDataset {@code dataset} or {@code project.dataset}; names without a dataset live here
 * @param parameters the job's {@code queryParameters}, in BigQuery's REST form
 * @param declarations the variables and routines it may name; values are DuckDB's variables by {@link Variables}
 * @param zone the time zone where none is said, such as {@code America/Los_Angeles}
 * @param user who asks, for SESSION_USER; empty where the statement does not ask for it
 * @param provisional whether a form will do that is quicker and may fail {@linkplain #isInDoubt in doubt}: whoever
 *     runs it then translates the exact one and runs that
 */
public record StatementRequest(
        String sql,
        String project,
        Optional<String> defaultDataset,
        List<JsonNode> parameters,
        Declarations declarations,
        String zone,
        String user,
        boolean provisional) {

    /** What a provisional form fails with where it cannot tell an overflow from a number that is infinite. */
    static final String IN_DOUBT = "a sum of FLOAT64 is not finite";

    /** BigQuery's default time zone. */
    public static final String UTC = "UTC";

    private static final Pattern SESSION_USER = Pattern.compile("SESSION_USER", Pattern.CASE_INSENSITIVE);

    public StatementRequest {
        parameters = List.copyOf(parameters);
    }

    /** A statement by itself. */
    public StatementRequest(String sql, String project, Optional<String> defaultDataset, List<JsonNode> parameters) {
        this(sql, project, defaultDataset, parameters, Declarations.NONE);
    }

    public StatementRequest(
            String sql,
            String project,
            Optional<String> defaultDataset,
            List<JsonNode> parameters,
            Declarations declarations) {
        this(sql, project, defaultDataset, parameters, declarations, UTC, "", false);
    }

    /** The same statement in another time zone ({@code SET @@time_zone}). */
    public StatementRequest in(String otherZone) {
        return new StatementRequest(
                sql, project, defaultDataset, parameters, declarations, otherZone, user, provisional);
    }

    /** The same statement asked by somebody; what does not name SESSION_USER means the same to all. */
    public StatementRequest by(String name) {
        String asked = SESSION_USER.matcher(sql).find() ? name : "";
        return new StatementRequest(sql, project, defaultDataset, parameters, declarations, zone, asked, provisional);
    }

    /** The same statement where it may name nothing temporary. */
    public StatementRequest lasting() {
        return new StatementRequest(
                sql, project, defaultDataset, parameters, declarations.lasting(), zone, user, provisional);
    }

    /** Whether the exact form of a statement may do where a provisional one failed with a message. */
    public static boolean isInDoubt(String message) {
        return IN_DOUBT.equals(message) || NumericSums.OVERFLOW.equals(message);
    }

    /** The same statement in its provisional form, or in its exact one. */
    public StatementRequest provisional(boolean wanted) {
        return new StatementRequest(sql, project, defaultDataset, parameters, declarations, zone, user, wanted);
    }

    /** Parameters without a name are positional, written {@code ?}. */
    public boolean isPositional() {
        return declarations.parameters().isEmpty()
                ? !parameters.isEmpty() && !parameters.get(0).hasNonNull("name")
                : declarations.parameters().get(0).name().isEmpty();
    }
}
