package io.meshwright.audit;

import io.meshwright.contract.SchemaObject;
import io.meshwright.contract.SchemaProperty;
import java.util.Locale;
import java.util.Set;

/** Which columns' values people may not see in samples: those classified or tagged as personal or restricted. */
public final class Masking {

    public static final String MASK = "•••";

    private static final Set<String> HIDDEN =
            Set.of("restricted", "personal", "pii", "confidential", "sensitive", "secret", "highly-restricted");

    private final SchemaObject object;
    private final boolean anyHidden;

    public Masking(SchemaObject object) {
        this.object = object;
        this.anyHidden = object.properties().stream().anyMatch(Masking::isHidden);
    }

    /** A column the contract does not know may be derived from a hidden one, so it is hidden where there is one. */
    public boolean hides(String column) {
        return object.property(column).map(Masking::isHidden).orElse(anyHidden);
    }

    private static boolean isHidden(SchemaProperty property) {
        return HIDDEN.contains(property.classification().toLowerCase(Locale.ROOT))
                || property.tags().stream().anyMatch(tag -> HIDDEN.contains(tag.toLowerCase(Locale.ROOT)))
                || property.properties().stream().anyMatch(Masking::isHidden)
                || property.items().stream().anyMatch(Masking::isHidden);
    }
}
