package io.meshwright.emulator.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.storage.DefaultCollation;
import io.meshwright.emulator.storage.Session;
import io.meshwright.emulator.translation.Alteration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** OPTIONS(...) of DDL as properties of the REST resources. */
final class OptionValues {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long DAY_MILLIS = 86_400_000L;
    private static final long MINUTE_MILLIS = 60_000L;

    private final Session session;

    OptionValues(Session session) {
        this.session = session;
    }

    /** @param options names with DuckDB SQL that gives JSON */
    void apply(Map<String, String> options, ObjectNode properties) {
        new TreeMap<>(options).forEach((name, sql) -> set(name, value(sql), properties));
    }

    /** Does what an action of ALTER says of the whole table or dataset; false for those that say something else. */
    boolean describe(Alteration action, ObjectNode properties) {
        if (action instanceof Alteration.SetOptions set) {
            apply(set.options(), properties);
        } else if (action instanceof Alteration.SetCollation set) {
            properties.put(DefaultCollation.PROPERTY, set.name());
        } else {
            return false;
        }
        return true;
    }

    /** The values themselves. */
    Map<String, JsonNode> read(Map<String, String> options) {
        Map<String, JsonNode> values = new TreeMap<>();
        options.forEach((name, sql) -> values.put(name, value(sql)));
        return values;
    }

    private JsonNode value(String sql) {
        String text = session.query("SELECT CAST(" + sql + " AS VARCHAR)", rows -> {
            rows.next();
            return rows.getString(1);
        });
        try {
            return JSON.readTree(text == null ? "null" : text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Not JSON: " + text, e);
        }
    }

    private static void set(String name, JsonNode value, ObjectNode properties) {
        switch (name) {
            case "description" -> put(properties, "description", value);
            case "friendly_name" -> put(properties, "friendlyName", value);
            case "labels" -> labels(value, properties);
            case "expiration_timestamp" -> millis(properties, "expirationTime", value, 1);
            case "partition_expiration_days" -> {
                if (properties.has("timePartitioning")) {
                    millis((ObjectNode) properties.get("timePartitioning"), "expirationMs", value, DAY_MILLIS);
                }
            }
            case "require_partition_filter" -> put(properties, "requirePartitionFilter", value);
            case "default_table_expiration_days" -> millis(properties, "defaultTableExpirationMs", value, DAY_MILLIS);
            case "default_partition_expiration_days" ->
                millis(properties, "defaultPartitionExpirationMs", value, DAY_MILLIS);
            case "location" -> put(properties, "location", value);
            case "max_staleness" -> put(properties, "maxStaleness", value);
            // A materialized view is always fresh here; what was wished is kept and told.
            case "enable_refresh" -> put(properties.withObjectProperty("materializedView"), "enableRefresh", value);
            case "refresh_interval_minutes" ->
                millis(properties.withObjectProperty("materializedView"), "refreshIntervalMs", value, MINUTE_MILLIS);
            case "allow_non_incremental_definition" ->
                put(properties.withObjectProperty("materializedView"), "allowNonIncrementalDefinition", value);
            case "storage_billing_model", "max_time_travel_hours", "is_case_insensitive", "default_rounding_mode" -> {
                requireKnown(name, value);
                put(properties, camel(name), value);
            }
            case "kms_key_name", "default_kms_key_name", "tags", "primary_replica", "failover_reservation" -> {
                if (!value.isEmpty() || (value.isValueNode() && !value.isNull())) {
                    throw ApiError.invalidQuery("The embedded warehouse does not support the option " + name);
                }
            }
            default -> throw ApiError.invalidQuery("Unknown option: " + name);
        }
    }

    /** Refuses what would change the meaning of statements. */
    private static void requireKnown(String name, JsonNode value) {
        if (value.asText().equals("true") || value.asText().equals("ROUND_HALF_EVEN")) {
            throw ApiError.invalidQuery("The embedded warehouse does not support the option " + name + "="
                    + value.asText().toUpperCase(Locale.ROOT));
        }
    }

    private static String camel(String name) {
        StringBuilder camel = new StringBuilder();
        for (String word : name.split("_")) {
            camel.append(camel.length() == 0 ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return camel.toString();
    }

    private static void put(ObjectNode properties, String key, JsonNode value) {
        if (value.isNull()) {
            properties.remove(key);
        } else {
            properties.set(key, value);
        }
    }

    private static void millis(ObjectNode properties, String key, JsonNode value, long factor) {
        if (value.isNull()) {
            properties.remove(key);
        } else {
            properties.put(key, Long.toString(Math.round(value.asDouble() * factor)));
        }
    }

    private static void labels(JsonNode value, ObjectNode properties) {
        properties.remove("labels");
        ObjectNode labels = properties.putObject("labels");
        for (JsonNode pair : value) {
            var fields = pair.elements();
            labels.put(fields.next().asText(), fields.next().asText());
        }
        if (labels.isEmpty()) {
            properties.remove("labels");
        }
    }
}
