package io.meshwright.contract;

import io.meshwright.diagnostic.SourceLocation;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A column of a contract (ODCS schema property).
 *
 * @param logicalType ODCS logical type: string, date, timestamp, time, number, integer, object, array or boolean
 * @param physicalType GoogleSQL type, such as {@code INT64}; empty when the document gives only the logical one
 * @param primaryKeyPosition 1-based; -1 outside the key
 * @param classification ODCS {@code classification}, such as public, internal, restricted; empty when silent
 * @param logicalTypeOptions ODCS {@code logicalTypeOptions}: minimum, maximum, pattern, minLength, format, ...
 * @param properties fields of an object
 * @param items element of an array
 */
public record SchemaProperty(
        String name,
        String logicalType,
        String physicalType,
        String businessName,
        String description,
        boolean required,
        boolean unique,
        boolean primaryKey,
        int primaryKeyPosition,
        String classification,
        boolean criticalDataElement,
        List<String> tags,
        List<String> examples,
        Map<String, Object> logicalTypeOptions,
        List<SchemaProperty> properties,
        Optional<SchemaProperty> items,
        List<QualityRule> quality,
        SourceLocation location) {

    public SchemaProperty {
        tags = List.copyOf(tags);
        examples = List.copyOf(examples);
        logicalTypeOptions = Map.copyOf(logicalTypeOptions);
        properties = List.copyOf(properties);
        quality = List.copyOf(quality);
    }

    /** The same column with another physical type; empty text for none. */
    public SchemaProperty withPhysicalType(String type) {
        return new SchemaProperty(
                name,
                logicalType,
                type,
                businessName,
                description,
                required,
                unique,
                primaryKey,
                primaryKeyPosition,
                classification,
                criticalDataElement,
                tags,
                examples,
                logicalTypeOptions,
                properties,
                items,
                quality,
                location);
    }
}
