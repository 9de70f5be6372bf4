package io.meshwright.lineage;

import io.meshwright.contract.SchemaProperty;

/**
 * A column of a node, or a tile of a dashboard.
 *
 * @param title how it is shown; a column's own name, a tile's title
 * @param type a GoogleSQL type, or the kind of a tile
 * @param classification ODCS {@code classification}; empty when silent
 */
public record LineageColumn(
        String name,
        String title,
        String type,
        String description,
        boolean required,
        boolean key,
        String classification) {

    /** A column as its contract describes it. */
    public static LineageColumn of(SchemaProperty property) {
        return new LineageColumn(
                property.name(),
                property.name(),
                property.physicalType().isEmpty() ? property.logicalType() : property.physicalType(),
                property.description(),
                property.required(),
                property.primaryKey(),
                property.classification());
    }

    /** A tile of a dashboard. */
    public static LineageColumn tile(String id, String title, String kind, String description) {
        return new LineageColumn(id, title, kind, description, false, false, "");
    }
}
