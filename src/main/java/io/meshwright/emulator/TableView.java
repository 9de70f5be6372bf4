package io.meshwright.emulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.job.JobRequest;
import io.meshwright.emulator.job.References;
import io.meshwright.emulator.storage.Storage;
import io.meshwright.emulator.storage.StoredTable;
import java.util.Set;

/** A table as the REST API shows it. */
final class TableView {

    private static final Set<String> OUTPUT_ONLY = Set.of(
            "kind",
            "etag",
            "id",
            "selfLink",
            "tableReference",
            "schema",
            "type",
            "location",
            "creationTime",
            "lastModifiedTime",
            "numRows",
            "numBytes",
            "numLongTermBytes",
            "numTotalLogicalBytes",
            "numActiveLogicalBytes",
            "numLongTermLogicalBytes");

    /** What would make other tables of them. */
    private static final Set<String> REFUSED =
            Set.of("biglakeConfiguration", "externalDataConfiguration", "tableReplicationInfo");

    private TableView() {}

    static ObjectNode json(StoredTable table, long bytes) {
        ObjectNode json = listed(table);
        json.set("schema", table.schema().json());
        json.setAll(table.properties());
        if (json.get("materializedView") instanceof ObjectNode view) {
            json.set("materializedView", refreshed(view, table));
        }
        json.put("lastModifiedTime", Long.toString(table.modified().toEpochMilli()));
        json.put("location", JobRequest.LOCATION);
        if (!table.isView()) {
            json.put("numRows", Long.toString(table.rows()));
            json.put("numBytes", Long.toString(bytes)).put("numLongTermBytes", "0");
            json.put("numTotalLogicalBytes", Long.toString(bytes));
        }
        return Etags.tagged(json);
    }

    /** What BigQuery says of a materialized view that says nothing of its refreshing. */
    private static ObjectNode refreshed(ObjectNode view, StoredTable table) {
        ObjectNode all = JsonNodeFactory.instance
                .objectNode()
                .put("enableRefresh", true)
                .put("refreshIntervalMs", "1800000")
                .put("lastRefreshTime", Long.toString(table.modified().toEpochMilli()));
        return all.setAll(view);
    }

    static ObjectNode listed(StoredTable table) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("kind", "bigquery#table");
        json.put("id", Storage.text(table.name()));
        json.set("tableReference", References.json(table.name()));
        json.put("type", type(table));
        for (String key : new String[] {"labels", "friendlyName", "timePartitioning", "clustering", "expirationTime"}) {
            if (table.properties().has(key)) {
                json.set(key, table.properties().get(key));
            }
        }
        return json.put("creationTime", Long.toString(table.created().toEpochMilli()));
    }

    /** What is kept of a table as it was sent. */
    static ObjectNode properties(ObjectNode sent) {
        for (String property : REFUSED) {
            if (sent.hasNonNull(property)) {
                throw new ApiError("notImplemented", property, "Tables with " + property + " are not supported", null);
            }
        }
        return Properties.without(sent, OUTPUT_ONLY);
    }

    private static String type(StoredTable table) {
        if (table.isSnapshot()) {
            return "SNAPSHOT";
        }
        return !table.isView() ? "TABLE" : table.properties().has("view") ? "VIEW" : "MATERIALIZED_VIEW";
    }
}
