package io.meshwright.contract;

import io.meshwright.diagnostic.SourceLocation;
import java.util.List;
import java.util.Optional;

/**
 * A table of a contract (ODCS schema object).
 *
 * @param name ODCS {@code name}: the output port it describes
 * @param physicalName ODCS {@code physicalName}: the BigQuery table; empty when not given
 * @param granularity ODCS {@code dataGranularityDescription}: one row per what
 */
public record SchemaObject(
        String name,
        String physicalName,
        String description,
        String granularity,
        List<SchemaProperty> properties,
        List<QualityRule> quality,
        SourceLocation location) {

    public SchemaObject {
        properties = List.copyOf(properties);
        quality = List.copyOf(quality);
    }

    public Optional<SchemaProperty> property(String name) {
        return properties.stream()
                .filter(property -> property.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** The columns of the primary key in key order; empty when the table has none. */
    public List<SchemaProperty> primaryKey() {
        return properties.stream()
                .filter(SchemaProperty::primaryKey)
                .sorted(java.util.Comparator.comparingInt(SchemaProperty::primaryKeyPosition))
                .toList();
    }
}
