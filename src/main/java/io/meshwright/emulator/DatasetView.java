package io.meshwright.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.job.JobRequest;
import io.meshwright.emulator.storage.StoredDataset;
import java.util.List;

/** A dataset as the REST API shows it. */
final class DatasetView {

    private static final List<String> OUTPUT_ONLY =
            List.of("kind", "etag", "id", "selfLink", "datasetReference", "creationTime", "lastModifiedTime", "type");

    private DatasetView() {}

    static ObjectNode json(StoredDataset dataset) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("kind", "bigquery#dataset");
        json.put("id", dataset.toString());
        json.set("datasetReference", reference(dataset));
        json.put("location", JobRequest.LOCATION).put("type", "DEFAULT");
        json.set("access", access());
        json.setAll(dataset.properties());
        json.put("creationTime", Long.toString(dataset.created().toEpochMilli()));
        json.put("lastModifiedTime", Long.toString(dataset.modified().toEpochMilli()));
        return Etags.tagged(json);
    }

    /** What BigQuery says of a dataset that was made without entries of its own. */
    private static ArrayNode access() {
        ArrayNode access = JsonNodeFactory.instance.arrayNode();
        access.addObject().put("role", "WRITER").put("specialGroup", "projectWriters");
        access.addObject().put("role", "OWNER").put("specialGroup", "projectOwners");
        access.addObject().put("role", "READER").put("specialGroup", "projectReaders");
        return access;
    }

    static ObjectNode listed(StoredDataset dataset) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("kind", "bigquery#dataset");
        json.put("id", dataset.toString());
        json.set("datasetReference", reference(dataset));
        for (String key : List.of("labels", "friendlyName")) {
            if (dataset.properties().has(key)) {
                json.set(key, dataset.properties().get(key));
            }
        }
        return json.put("location", dataset.properties().path("location").asText(JobRequest.LOCATION));
    }

    private static ObjectNode reference(StoredDataset dataset) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("projectId", dataset.project())
                .put("datasetId", dataset.name());
    }

    /** What is kept of a dataset as it was sent. */
    static ObjectNode properties(ObjectNode sent) {
        return Properties.without(sent, OUTPUT_ONLY);
    }
}
