package io.meshwright.emulator.translation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * One GoogleSQL statement as a BigQuery job carries it.
 *
 * @param project names without a project live here
 * @param defaultDataset {@code dataset} or {@code project.dataset}; names without a dataset live here
 * @param parameters the job's {@code queryParameters}, in BigQuery's REST form
 */
public record StatementRequest(String sql, String project, Optional<String> defaultDataset, List<JsonNode> parameters) {
    public StatementRequest {
        parameters = List.copyOf(parameters);
    }

    /** Parameters without a name are positional, written {@code ?}. */
    public boolean isPositional() {
        return !parameters.isEmpty() && !parameters.get(0).hasNonNull("name");
    }
}
