package io.meshwright.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.storage.DefaultCollation;
import java.util.Collection;
import java.util.List;

/** The part of a resource that its owner decides. */
final class Properties {

    private Properties() {}

    static ObjectNode without(ObjectNode sent, Collection<String> keys) {
        DefaultCollation.require(sent);
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        sent.properties().forEach(entry -> {
            if (entry.getKey().equals("labels") && entry.getValue() instanceof ObjectNode labels) {
                kept.set("labels", without(labels, List.of()));
            } else if (!keys.contains(entry.getKey()) && !entry.getValue().isNull()) {
                kept.set(entry.getKey(), entry.getValue());
            }
        });
        return kept;
    }

    /** PATCH: what is sent replaces, null removes, the rest stays; labels one by one. */
    static ObjectNode patched(ObjectNode old, ObjectNode sent) {
        ObjectNode patched = old.deepCopy();
        sent.properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            if (value.isNull()) {
                patched.remove(entry.getKey());
            } else if (entry.getKey().equals("labels") && patched.get("labels") instanceof ObjectNode labels) {
                patched.set("labels", patched(labels, (ObjectNode) value));
            } else {
                patched.set(entry.getKey(), value);
            }
        });
        return patched;
    }
}
