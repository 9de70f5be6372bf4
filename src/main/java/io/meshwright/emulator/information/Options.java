package io.meshwright.emulator.information;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.sql.TextLiteral;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** What the REST API keeps of a table or dataset, as OPTIONS of SQL. */
final class Options {

    private static final long DAY_MILLIS = 86_400_000;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Options() {}

    /**
     * One option.
     *
     * @param value a GoogleSQL literal
     */
    record Option(String name, String type, String value) {}

    static List<Option> ofTable(ObjectNode properties) {
        List<Option> options = common(properties);
        JsonNode expiration = properties.path("expirationTime");
        if (!expiration.isMissingNode()) {
            String time = TIME.format(Instant.ofEpochMilli(expiration.asLong()));
            options.add(new Option("expiration_timestamp", "TIMESTAMP", "TIMESTAMP \"" + time + "\""));
        }
        JsonNode partitioning = properties.path("timePartitioning");
        if (partitioning.hasNonNull("expirationMs")) {
            options.add(days("partition_expiration_days", partitioning.get("expirationMs")));
        }
        boolean filter = properties.path("requirePartitionFilter").asBoolean()
                || partitioning.path("requirePartitionFilter").asBoolean();
        if (filter) {
            options.add(new Option("require_partition_filter", "BOOL", "true"));
        }
        return options;
    }

    static List<Option> ofDataset(ObjectNode properties) {
        List<Option> options = common(properties);
        if (properties.hasNonNull("defaultTableExpirationMs")) {
            options.add(days("default_table_expiration_days", properties.get("defaultTableExpirationMs")));
        }
        if (properties.hasNonNull("defaultPartitionExpirationMs")) {
            options.add(days("default_partition_expiration_days", properties.get("defaultPartitionExpirationMs")));
        }
        return options;
    }

    static List<Option> ofRoutine(JsonNode properties) {
        List<Option> options = new ArrayList<>();
        if (!properties.path("importedLibraries").isEmpty()) {
            List<String> uris = new ArrayList<>();
            properties.get("importedLibraries").forEach(uri -> uris.add(TextLiteral.of(uri.asText())));
            options.add(new Option("library", "ARRAY<STRING>", "[" + String.join(", ", uris) + "]"));
        }
        if (properties instanceof ObjectNode all) {
            text(options, all, "description", "description");
        }
        return options;
    }

    private static List<Option> common(ObjectNode properties) {
        List<Option> options = new ArrayList<>();
        text(options, properties, "description", "description");
        text(options, properties, "friendlyName", "friendly_name");
        if (properties.get("labels") instanceof ObjectNode labels && !labels.isEmpty()) {
            List<String> pairs = new ArrayList<>();
            labels.properties()
                    .forEach(label -> pairs.add("STRUCT(" + TextLiteral.of(label.getKey()) + ", "
                            + TextLiteral.of(label.getValue().asText()) + ")"));
            options.add(new Option("labels", "ARRAY<STRUCT<STRING, STRING>>", "[" + String.join(", ", pairs) + "]"));
        }
        return options;
    }

    private static void text(List<Option> options, ObjectNode properties, String key, String name) {
        if (properties.hasNonNull(key)) {
            options.add(new Option(
                    name, "STRING", TextLiteral.of(properties.get(key).asText())));
        }
    }

    private static Option days(String name, JsonNode millis) {
        BigDecimal days = BigDecimal.valueOf(millis.asLong()).divide(BigDecimal.valueOf(DAY_MILLIS));
        String value = days.stripTrailingZeros().scale() <= 0 ? days.toBigInteger() + ".0" : days.toPlainString();
        return new Option(name, "FLOAT64", value);
    }
}
