package io.meshwright.emulator.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.sql.TableName;
import java.time.Instant;

/**
 * A table's name and what it points at.
 *
 * @param physical the id of the table in DuckDB that holds the rows; 0 while it has no columns, and for views
 * @param properties what its creator said of it, in the REST API's words: description, labels, view, ...
 * @param modified when its rows or its description last changed
 */
public record StoredTable(
        TableName name,
        long physical,
        TableSchema schema,
        ObjectNode properties,
        Instant created,
        Instant modified,
        long rows) {

    public boolean isView() {
        return properties.has("view") || properties.has("materializedView");
    }

    /** A view's query. */
    public String viewQuery() {
        return viewQuery(properties);
    }

    /** Whether a view's columns have names of their own, in the order of its query's. */
    public boolean namesColumns() {
        return definition(properties).path("useExplicitColumnNames").asBoolean();
    }

    /** The query of a view with these properties; of another table none, {@code ""}. */
    public static String viewQuery(ObjectNode properties) {
        return definition(properties).path("query").asText();
    }

    private static JsonNode definition(ObjectNode properties) {
        return properties.path(properties.has("view") ? "view" : "materializedView");
    }

    /** A table as it was at some time, which nothing changes. */
    public boolean isSnapshot() {
        return properties.has("snapshotDefinition");
    }

    /** The schema its owner wants it to have: columns may come and be relaxed, none may go. */
    public TableSchema changed(TableSchema wanted) {
        return DefaultCollation.added(properties, schema, SchemaUpdate.replaced(name, schema, wanted));
    }

    /** Its schema when rows of another are added. */
    TableSchema appended(TableSchema rows, SchemaUpdate update) {
        return DefaultCollation.added(properties, schema, update.appended(name, schema, rows));
    }

    StoredTable pointingAt(long newPhysical, TableSchema newSchema, long newRows, Instant now) {
        return new StoredTable(name, newPhysical, newSchema, properties, created, now, newRows);
    }

    StoredTable changedAt(Instant time) {
        return new StoredTable(name, physical, schema, properties, created, time, rows);
    }

    StoredTable described(TableSchema newSchema, ObjectNode newProperties, Instant now) {
        return new StoredTable(name, physical, newSchema, newProperties, created, now, rows);
    }
}
