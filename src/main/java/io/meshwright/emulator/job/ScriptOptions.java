package io.meshwright.emulator.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.translation.StatementType;
import java.util.OptionalLong;

/**
 * What a job says of the statements of its script ({@code configuration.query.scriptOptions}).
 *
 * @param timeoutMillis how long each may take
 * @param byteBudget how many bytes each may be billed
 */
record ScriptOptions(KeyResult keyResult, OptionalLong timeoutMillis, OptionalLong byteBudget) {

    /** Which statement's rows are those of the script. */
    enum KeyResult {
        LAST,
        FIRST_SELECT
    }

    /** Throws for what cannot be said, such as a table for the rows of a whole script. */
    static ScriptOptions of(Job job) {
        if (job.settings().path("destinationTable").hasNonNull("tableId")) {
            throw ApiError.invalid("configuration.query.destinationTable cannot be set for scripts");
        }
        JsonNode said = job.settings().path("scriptOptions");
        return new ScriptOptions(
                keyResult(said.path("keyResultStatement").asText("LAST")),
                number(said, "statementTimeoutMs"),
                number(said, "statementByteBudget"));
    }

    private static KeyResult keyResult(String name) {
        return switch (name) {
            case "LAST", "KEY_RESULT_STATEMENT_KIND_UNSPECIFIED" -> KeyResult.LAST;
            case "FIRST_SELECT" -> KeyResult.FIRST_SELECT;
            default -> throw ApiError.invalid("Invalid value for scriptOptions.keyResultStatement: " + name);
        };
    }

    private static OptionalLong number(JsonNode said, String name) {
        if (!said.hasNonNull(name)) {
            return OptionalLong.empty();
        }
        try {
            long number = Long.parseLong(said.path(name).asText());
            if (number >= 0) {
                return number == 0 ? OptionalLong.empty() : OptionalLong.of(number);
            }
        } catch (NumberFormatException e) {
            // Told below, like a negative number.
        }
        throw ApiError.invalid("Invalid value for scriptOptions." + name + ": "
                + said.path(name).asText());
    }

    /** Whether the rows of a statement that has run become those of the script, in the place of others. */
    boolean isKeyResult(Job statement, boolean first) {
        boolean select = statement.detail().path("statementType").asText().equals(StatementType.SELECT.name());
        return keyResult == KeyResult.LAST || (first && select);
    }
}
