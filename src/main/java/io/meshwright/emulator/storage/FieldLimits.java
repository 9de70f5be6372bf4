package io.meshwright.emulator.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.meshwright.emulator.error.ApiError;
import java.util.HashMap;
import java.util.Map;

/** The limits of a field's values as the REST API carries them: {@code maxLength}, {@code precision}, {@code scale}. */
final class FieldLimits {

    private FieldLimits() {}

    /** The limits a field is sent with, as texts; refuses those its type cannot have. */
    static Map<String, JsonNode> read(JsonNode json, FieldType type) {
        Map<String, JsonNode> limits = new HashMap<>();
        FieldSchema.LIMITS.stream()
                .filter(json::hasNonNull)
                .forEach(limit ->
                        limits.put(limit, TextNode.valueOf(json.get(limit).asText())));
        String name = json.path("name").asText();
        switch (type) {
            case STRING, BYTES -> {
                require(!limits.containsKey("precision") && !limits.containsKey("scale"), name, "precision", type);
                require(!limits.containsKey("maxLength") || number(limits, "maxLength") > 0, name, "maxLength", type);
            }
            case NUMERIC -> decimal(name, type, limits, 29, 9);
            case BIGNUMERIC -> decimal(name, type, limits, 38, 38);
            default -> require(limits.isEmpty(), name, String.join(", ", limits.keySet()), type);
        }
        return limits;
    }

    private static void decimal(String name, FieldType type, Map<String, JsonNode> limits, int whole, int fraction) {
        require(!limits.containsKey("maxLength"), name, "maxLength", type);
        require(!limits.containsKey("scale") || limits.containsKey("precision"), name, "scale", type);
        if (limits.containsKey("precision")) {
            long scale = limits.containsKey("scale") ? number(limits, "scale") : 0;
            long precision = number(limits, "precision");
            require(scale >= 0 && scale <= fraction, name, "scale", type);
            require(precision >= Math.max(1, scale) && precision <= whole + scale, name, "precision", type);
        }
    }

    /** -1 for what is no number. */
    private static long number(Map<String, JsonNode> limits, String limit) {
        return limits.get(limit).asLong(-1);
    }

    private static void require(boolean holds, String field, String limit, FieldType type) {
        if (!holds) {
            throw ApiError.invalid("Invalid value for " + limit + " of field " + field + " of type " + type.name());
        }
    }
}
