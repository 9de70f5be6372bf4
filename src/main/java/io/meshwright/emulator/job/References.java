package io.meshwright.emulator.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.storage.PastTables;
import io.meshwright.emulator.storage.StoredTable;
import io.meshwright.sql.TableName;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Table references between the REST API's JSON and names. */
public final class References {

    private static final Pattern TABLE = Pattern.compile("[\\p{L}\\p{M}\\p{N}\\p{Pc}\\p{Pd}\\p{Zs}]+");
    private static final int LONGEST_TABLE_BYTES = 1_024;
    private static final Pattern DECORATED = Pattern.compile("([^@]+)@(-?[0-9]{1,14})");
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

    /**
     * A table or a partition to read from, maybe as it was at some time: {@code table@1795312800000}, or, an hour ago,
     * {@code table@-3600000}.
     *
     * @param moment DuckDB SQL of that time, in UTC
     */
    public record Source(Place place, Optional<String> moment) {

        TableName table() {
            return place.table();
        }

        /** What must hold for its rows to be those of that time; an error where it does not. */
        Optional<String> condition(StoredTable stored) {
            return moment.map(sql -> PastTables.condition(stored, sql));
        }
    }

    static Source source(JsonNode reference, String defaultProject) {
        Matcher decorated = DECORATED.matcher(reference.path("tableId").asText());
        if (!decorated.matches() || !(reference instanceof ObjectNode object)) {
            return new Source(place(reference, defaultProject), Optional.empty());
        }
        String millis = decorated.group(2);
        String moment = millis.startsWith("-")
                ? "CAST(now() AT TIME ZONE 'UTC' AS TIMESTAMP) - to_milliseconds(" + millis.substring(1) + ")"
                : "epoch_ms(" + millis + ")";
        ObjectNode plain = object.deepCopy().put("tableId", decorated.group(1));
        return new Source(place(plain, defaultProject), Optional.of(moment));
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
        requireTableName(table);
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

    /** What a check says of a name, with the place where a statement names it. */
    static void placed(String name, UnaryOperator<String> place, Consumer<String> check) {
        try {
            check.accept(name);
        } catch (ApiError e) {
            throw new ApiError(e.reason(), e.location(), e.getMessage() + place.apply(name), e);
        }
    }

    static void requireTableName(String table) {
        boolean fits = table.getBytes(StandardCharsets.UTF_8).length <= LONGEST_TABLE_BYTES;
        if (!fits || !TABLE.matcher(table).matches()) {
            throw ApiError.invalid("Invalid table ID \"" + table + "\".");
        }
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
