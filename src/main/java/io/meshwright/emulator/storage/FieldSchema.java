package io.meshwright.emulator.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.sql.GoogleSqlType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A column as BigQuery's REST API describes it ({@code TableFieldSchema}).
 *
 * @param attributes what is kept as it was sent: description, maxLength, precision, policyTags, ...
 * @param fields the fields of a STRUCT, empty otherwise
 */
public record FieldSchema(
        String name, FieldType type, Mode mode, Map<String, JsonNode> attributes, List<FieldSchema> fields) {

    private static final Set<String> STRUCTURE = Set.of("name", "type", "mode", "fields");

    /** Attributes that bound the values of a field ("parameterized types"), in the order GoogleSQL writes them. */
    static final List<String> LIMITS = List.of("maxLength", "precision", "scale");

    public FieldSchema {
        attributes = Map.copyOf(attributes);
        fields = List.copyOf(fields);
    }

    /** How often a value occurs in a row. */
    public enum Mode {
        NULLABLE,
        REQUIRED,
        REPEATED;

        static Mode parse(String text) {
            for (Mode mode : values()) {
                if (mode.name().equalsIgnoreCase(text)) {
                    return mode;
                }
            }
            throw ApiError.invalid("Invalid value for mode: " + text + " is not a valid value");
        }
    }

    static FieldSchema read(JsonNode json) {
        Map<String, JsonNode> attributes = new LinkedHashMap<>();
        json.properties().forEach(entry -> {
            if (!STRUCTURE.contains(entry.getKey()) && !entry.getValue().isNull()) {
                attributes.put(entry.getKey(), entry.getValue());
            }
        });
        List<FieldSchema> fields = new ArrayList<>();
        json.path("fields").forEach(field -> fields.add(read(field)));
        requireCollation(attributes.get("collation"), json, fields);
        if (json.path("roundingMode").asText().equals("ROUND_HALF_EVEN")) {
            throw ApiError.invalid("The rounding mode ROUND_HALF_EVEN of field "
                    + json.path("name").asText() + " is not supported by the embedded warehouse");
        }
        FieldType type = FieldType.parse(json.path("type").asText("STRING"));
        attributes.putAll(FieldLimits.read(json, type));
        return new FieldSchema(
                json.path("name").asText(), type, Mode.parse(json.path("mode").asText("NULLABLE")), attributes, fields);
    }

    private static void requireCollation(JsonNode collation, JsonNode json, List<FieldSchema> fields) {
        String name = collation == null ? "" : collation.asText();
        boolean text = json.path("type").asText().equalsIgnoreCase("STRING")
                && !json.path("mode").asText().equalsIgnoreCase(Mode.REPEATED.name());
        if (!Set.of("", "binary", "und:ci").contains(name) || (name.equals("und:ci") && !text)) {
            throw ApiError.invalid("The collation '" + name + "' of field "
                    + json.path("name").asText() + " is not supported by the embedded warehouse");
        }
        if (fields.stream().anyMatch(field -> !field.collation().isEmpty())) {
            throw ApiError.invalid(
                    "Collations of fields inside of structs are not supported by the embedded warehouse");
        }
    }

    /** How its texts are compared: {@code und:ci} without regard to case, empty by their code points. */
    String collation() {
        JsonNode collation = attributes.get("collation");
        return collation == null || collation.asText().equals("binary") ? "" : collation.asText();
    }

    /** This field with a collation, which may be empty. */
    FieldSchema collated(String collation) {
        return collation.isEmpty()
                ? this
                : describedBy(JsonNodeFactory.instance.objectNode().put("collation", collation));
    }

    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("name", name).put("type", type.restName()).put("mode", mode.name());
        json.setAll(attributes);
        if (type == FieldType.STRUCT) {
            ArrayNode list = json.putArray("fields");
            fields.forEach(field -> list.add(field.json()));
        }
        return json;
    }

    /** The same field with other attributes; null removes one. */
    public FieldSchema describedBy(ObjectNode changes) {
        Map<String, JsonNode> changed = new LinkedHashMap<>(attributes);
        changes.properties().forEach(entry -> {
            if (entry.getValue().isNull()) {
                changed.remove(entry.getKey());
            } else {
                changed.put(entry.getKey(), entry.getValue());
            }
        });
        return new FieldSchema(name, type, mode, changed, fields);
    }

    /** Whether every value of this field keeps within the limits of another. */
    public boolean isNoWiderThan(FieldSchema other) {
        return LIMITS.stream()
                .allMatch(limit -> !other.attributes.containsKey(limit)
                        || (attributes.containsKey(limit)
                                && attributes.get(limit).asLong()
                                        <= other.attributes.get(limit).asLong()));
    }

    public boolean isRepeated() {
        return mode == Mode.REPEATED;
    }

    /** One element of a repeated field. */
    public FieldSchema element() {
        return new FieldSchema(name, type, Mode.NULLABLE, attributes, fields);
    }

    FieldSchema nullable() {
        return mode == Mode.REQUIRED ? element() : this;
    }

    FieldSchema with(Mode newMode, Map<String, JsonNode> newAttributes) {
        return new FieldSchema(name, type, newMode, newAttributes, fields);
    }

    /** The type as GoogleSQL writes it: {@code ARRAY<STRUCT<a INT64>>}. */
    public String googleSqlType() {
        String one = type == FieldType.STRUCT
                ? fields.stream()
                        .map(field -> GoogleSqlType.fieldName(field.name()) + " " + field.googleSqlType())
                        .collect(Collectors.joining(", ", "STRUCT<", ">"))
                : type == FieldType.RANGE ? "RANGE<" + rangeElement() + ">" : type.name() + limits();
        return isRepeated() ? "ARRAY<" + one + ">" : one;
    }

    private String limits() {
        List<String> limits = LIMITS.stream()
                .filter(attributes::containsKey)
                .map(limit -> attributes.get(limit).asText())
                .toList();
        return limits.isEmpty() ? "" : "(" + String.join(", ", limits) + ")";
    }

    private String rangeType() {
        String element = FieldType.parse(rangeElement()).duckDbName();
        return "STRUCT(\"start\" " + element + ", \"end\" " + element + ")";
    }

    private String rangeElement() {
        JsonNode element = attributes.get("rangeElementType");
        return element == null ? "DATE" : element.path("type").asText("DATE");
    }

    /** The type DuckDB stores it with. */
    public String duckDbType() {
        String one = type == FieldType.STRUCT
                ? fields.stream()
                        .map(field -> DuckDb.identifier(field.name()) + " " + field.duckDbType())
                        .collect(Collectors.joining(", ", "STRUCT(", ")"))
                : type == FieldType.RANGE ? rangeType() : type.duckDbName();
        return isRepeated() ? one + "[]" : one;
    }
}
