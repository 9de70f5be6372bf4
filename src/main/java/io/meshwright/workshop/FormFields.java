package io.meshwright.workshop;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What stands in a form, field by field, exactly as typed. Immutable. */
public record FormFields(Map<String, List<String>> values) {

    public static final FormFields EMPTY = new FormFields(Map.of());

    public FormFields {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        values.forEach((name, texts) -> copy.put(name, List.copyOf(texts)));
        values = java.util.Collections.unmodifiableMap(copy);
    }

    /** The first text of a field, or an empty one. */
    public String text(String name) {
        List<String> texts = values.getOrDefault(name, List.of());
        return texts.isEmpty() ? "" : texts.get(0);
    }

    public List<String> texts(String name) {
        return values.getOrDefault(name, List.of());
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** The same fields with another text in one of them. */
    public FormFields with(String name, String text) {
        return with(name, List.of(text));
    }

    public FormFields with(String name, List<String> texts) {
        Map<String, List<String>> changed = new LinkedHashMap<>(values);
        changed.put(name, texts);
        return new FormFields(changed);
    }
}
