package io.meshwright.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import java.util.LinkedHashMap;
import java.util.Map;

/** A partial response ({@code fields}): names, {@code a/b} and {@code a(b,c)} for parts, {@code *} for any name. */
final class FieldMask {

    private static final FieldMask ALL = new FieldMask(Map.of());

    private final Map<String, FieldMask> parts;

    private FieldMask(Map<String, FieldMask> parts) {
        this.parts = parts;
    }

    /** @param fields null or empty for everything */
    static FieldMask of(String fields) {
        if (fields == null || fields.isBlank()) {
            return ALL;
        }
        Reader reader = new Reader(fields.replace(" ", ""));
        FieldMask mask = reader.list();
        if (reader.at < reader.text.length()) {
            throw reader.wrong();
        }
        return mask;
    }

    /** Whether it keeps a property, or some of it. */
    boolean keeps(String name) {
        return parts.isEmpty() || parts.containsKey(name) || parts.containsKey("*");
    }

    ObjectNode apply(ObjectNode whole) {
        return parts.isEmpty() ? whole : (ObjectNode) masked(whole);
    }

    private JsonNode masked(JsonNode value) {
        if (parts.isEmpty()) {
            return value;
        }
        if (value instanceof ArrayNode list) {
            ArrayNode all = JsonNodeFactory.instance.arrayNode();
            list.forEach(element -> all.add(masked(element)));
            return all;
        }
        if (!(value instanceof ObjectNode)) {
            return value;
        }
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        value.properties().forEach(property -> {
            FieldMask mask = parts.getOrDefault(property.getKey(), parts.get("*"));
            if (mask != null) {
                kept.set(property.getKey(), mask.masked(property.getValue()));
            }
        });
        return kept;
    }

    /** Reads a list of paths. */
    private static final class Reader {
        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        FieldMask list() {
            Map<String, FieldMask> parts = new LinkedHashMap<>();
            do {
                String name = name();
                parts.merge(name, below(), (one, other) -> one.parts.isEmpty() ? one : one.and(other));
            } while (skip(','));
            return new FieldMask(parts);
        }

        private String name() {
            int start = at;
            while (at < text.length() && "/(),".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            if (at == start) {
                throw wrong();
            }
            return text.substring(start, at);
        }

        private FieldMask below() {
            if (skip('/')) {
                String name = name();
                return new FieldMask(Map.of(name, below()));
            }
            if (skip('(')) {
                FieldMask mask = list();
                if (!skip(')')) {
                    throw wrong();
                }
                return mask;
            }
            return ALL;
        }

        private boolean skip(char c) {
            boolean there = at < text.length() && text.charAt(at) == c;
            at += there ? 1 : 0;
            return there;
        }

        ApiError wrong() {
            return new ApiError("invalidParameter", "fields", "Invalid field selection " + text, null);
        }
    }

    private FieldMask and(FieldMask other) {
        if (other.parts.isEmpty()) {
            return other;
        }
        Map<String, FieldMask> all = new LinkedHashMap<>(parts);
        other.parts.forEach((name, mask) -> all.merge(name, mask, FieldMask::and));
        return new FieldMask(all);
    }
}
