package io.meshwright.emulator.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * A dataset.
 *
 * @param properties what its creator said of it, in the REST API's words: description, labels, location, ...
 */
public record StoredDataset(String project, String name, ObjectNode properties, Instant created, Instant modified) {

    @Override
    public String toString() {
        return project + ":" + name;
    }
}
