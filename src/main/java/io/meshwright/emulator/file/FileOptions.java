package io.meshwright.emulator.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import java.util.Locale;
import java.util.Map;

/** OPTIONS of EXPORT DATA and FROM FILES of LOAD DATA, in the words of extract and load jobs. */
public final class FileOptions {

    /** Options of EXPORT DATA that an extract job has too, with the names they have there. */
    private static final Map<String, String> EXPORT = Map.of(
            "uri", "destinationUri",
            "format", "destinationFormat",
            "compression", "compression",
            "field_delimiter", "fieldDelimiter",
            "header", "printHeader",
            "use_avro_logical_types", "useAvroLogicalTypes",
            "overwrite", "overwrite");

    private static final Map<String, String> LOAD = Map.ofEntries(
            Map.entry("uris", "sourceUris"),
            Map.entry("format", "sourceFormat"),
            Map.entry("field_delimiter", "fieldDelimiter"),
            Map.entry("skip_leading_rows", "skipLeadingRows"),
            Map.entry("quote", "quote"),
            Map.entry("encoding", "encoding"),
            Map.entry("null_marker", "nullMarker"),
            Map.entry("null_markers", "nullMarkers"),
            Map.entry("allow_jagged_rows", "allowJaggedRows"),
            Map.entry("allow_quoted_newlines", "allowQuotedNewlines"),
            Map.entry("ignore_unknown_values", "ignoreUnknownValues"),
            Map.entry("max_bad_records", "maxBadRecords"),
            Map.entry("enable_logical_types", "useAvroLogicalTypes"),
            Map.entry("hive_partition_uri_prefix", "hivePartitionUriPrefix"),
            Map.entry("column_name_character_map", "columnNameCharacterMap"),
            Map.entry("json_extension", "jsonExtension"),
            Map.entry("reference_file_schema_uri", "referenceFileSchemaUri"),
            Map.entry("time_zone", "timeZone"));

    private static final Map<String, String> FORMATS = Map.of(
            "CSV", "CSV",
            "JSON", "NEWLINE_DELIMITED_JSON",
            "NEWLINE_DELIMITED_JSON", "NEWLINE_DELIMITED_JSON",
            "PARQUET", "PARQUET",
            "AVRO", "AVRO");

    private FileOptions() {}

    /** The settings of an extract job, with {@code overwrite} beside them. */
    public static ObjectNode export(Map<String, JsonNode> options) {
        ObjectNode settings = renamed("EXPORT DATA", options, EXPORT);
        String uri = settings.path("destinationUri").asText();
        if (uri.chars().filter(c -> c == '*').count() != 1) {
            throw ApiError.invalidQuery("Option 'uri' value must be a wildcard URI with exactly one *.");
        }
        format(settings, "destinationFormat");
        return settings;
    }

    /** The settings of a load job. */
    public static ObjectNode load(Map<String, JsonNode> options) {
        ObjectNode settings = renamed("LOAD DATA", options, LOAD);
        if (!settings.path("sourceUris").isArray()) {
            throw ApiError.invalidQuery("LOAD DATA requires the option 'uris', an array of URIs.");
        }
        format(settings, "sourceFormat");
        return settings;
    }

    private static ObjectNode renamed(String statement, Map<String, JsonNode> options, Map<String, String> names) {
        ObjectNode settings = JsonNodeFactory.instance.objectNode();
        options.forEach((name, value) -> {
            if (!names.containsKey(name)) {
                throw ApiError.invalidQuery(
                        "The embedded warehouse does not support the option " + name + " of " + statement);
            }
            if (!value.isNull()) {
                settings.set(names.get(name), value);
            }
        });
        return settings;
    }

    private static void format(ObjectNode settings, String key) {
        if (!settings.path(key).isTextual()) {
            throw ApiError.invalidQuery("The option 'format' is required.");
        }
        String name = settings.get(key).asText().toUpperCase(Locale.ROOT);
        if (!FORMATS.containsKey(name)) {
            throw ApiError.invalidQuery("The embedded warehouse does not support the format " + name);
        }
        settings.put(key, FORMATS.get(name));
    }
}
