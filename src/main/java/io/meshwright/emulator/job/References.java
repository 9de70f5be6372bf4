package io.meshwright.emulator.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.sql.TableName;
import java.util.Optional;
import java.util.regex.Pattern;

/** Table references between the REST API's JSON and names. */
public final class References {

    private static final Pattern TABLE = Pattern.compile("[\\p{L}\\p{M}\\p{N}\\p{Pc}\\p{Pd}\\p{Zs}]{1,1024}");
    private static final Pattern PROJECT = Pattern.compile("[A-Za-z0-9:_-]{0,100}");
    private static final Pattern DATASET = Pattern.compile("[A-Za-z0-9_]{1,1024}");

    private References() {}

    /**
     * A table or one partition of it, {@code table$20261231}.
     *
     * @param partition empty for the whole table
     */
    public record Place(TableName table, String partition) {

        public boolean isPartition() {
            return !partition.isEmpty();
        }
    }

    public static Place place(JsonNode reference, String defaultProject) {
        String table = reference.path("tableId").asText();
        int dollar = table.indexOf('$');
        if (dollar < 0 || !(reference instanceof ObjectNode object)) {
            return new Place(table(reference, defaultProject), "");
        }
        ObjectNode whole = object.deepCopy().put("tableId", table.substring(0, dollar));
        return new Place(table(whole, defaultProject), table.substring(dollar + 1));
    }

    public static TableName table(JsonNode reference, String defaultProject) {
        String project = reference.path("projectId").asText(defaultProject);
        String dataset = reference.path("datasetId").asText();
        String table = reference.path("tableId").asText();
        if (table.isEmpty()) {
            throw ApiError.missing("tableId");
        }
        if (!TABLE.matcher(table).matches()) {
            throw ApiError.invalid("Invalid table ID \"" + table + "\".");
        }
        requireDatasetName(dataset);
        if (!PROJECT.matcher(project).matches()) {
            throw ApiError.invalid("Invalid project ID \"" + project + "\".");
        }
        return new TableName(project.isEmpty() ? defaultProject : project, dataset, table);
    }

    /** The dataset where a query's names begin, as {@code project.dataset}. */
    static Optional<String> defaultDataset(Job job) {
        JsonNode dataset = job.settings().path("defaultDataset");
        return dataset.hasNonNull("datasetId")
                ? Optional.of(dataset.path("projectId").asText(job.project()) + "."
                        + dataset.path("datasetId").asText())
                : Optional.empty();
    }

    public static void requireDatasetName(String dataset) {
        if (!DATASET.matcher(dataset).matches()) {
            throw ApiError.invalid("Invalid dataset ID \"" + dataset
                    + "\". Dataset IDs must be alphanumeric (plus underscores) and must be at most 1024 characters"
                    + " long.");
        }
    }

    public static ObjectNode json(TableName name) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("projectId", name.project())
                .put("datasetId", name.dataset())
                .put("tableId", name.table());
    }
}
