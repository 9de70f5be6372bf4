package io.meshwright.product;

import io.meshwright.diagnostic.SourceLocation;
import java.util.List;
import java.util.Optional;

/**
 * One version of a data product, as its documents describe it (ODPS 1.0.0).
 *
 * @param id ODPS {@code id}
 * @param title as people say it, such as User actions
 * @param status ODPS {@code status}: proposed, draft, active, deprecated or retired
 * @param team name of the owning team within the domain; empty when the document names none
 * @param origin where the documents live: files in the mesh directory, or the registration form
 * @param document the ODPS YAML as it was written
 */
public record ProductVersion(
        ProductName name,
        String id,
        String version,
        String status,
        String title,
        String purpose,
        String limitations,
        String usage,
        Alignment alignment,
        String team,
        List<String> tags,
        Optional<Schedule> schedule,
        List<InputPort> inputs,
        List<OutputPort> outputs,
        Origin origin,
        SourceLocation location,
        String document) {

    public ProductVersion {
        tags = List.copyOf(tags);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    public enum Origin {
        FILES,
        FORM
    }
}
