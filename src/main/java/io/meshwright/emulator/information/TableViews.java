package io.meshwright.emulator.information;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.storage.StoredTable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** TABLES, TABLE_OPTIONS, TABLE_SNAPSHOTS, VIEWS and MATERIALIZED_VIEWS. */
final class TableViews {

    static final Map<String, InformationView> ALL = Map.of(
            "TABLES",
            InformationView.ofDataset(
                    """
                    table_catalog STRING; table_schema STRING; table_name STRING; table_type STRING;
                    managed_table_type STRING; is_insertable_into STRING; is_fine_grained_mutations_enabled STRING;
                    is_typed STRING; is_change_history_enabled STRING; creation_time TIMESTAMP;
                    base_table_catalog STRING; base_table_schema STRING; base_table_name STRING;
                    snapshot_time_ms TIMESTAMP; replica_source_catalog STRING; replica_source_schema STRING;
                    replica_source_name STRING; replication_status STRING; replication_error STRING; ddl STRING;
                    default_collation_name STRING; sync_status JSON; upsert_stream_apply_watermark TIMESTAMP""",
                    scope -> scope.tables().stream().map(TableViews::table).toList()),
            "TABLE_OPTIONS",
            InformationView.ofDataset(
                    """
                    table_catalog STRING; table_schema STRING; table_name STRING; option_name STRING;
                    option_type STRING; option_value STRING""",
                    scope -> scope.tables().stream()
                            .flatMap(table -> options(table).stream())
                            .toList()),
            "TABLE_SNAPSHOTS",
            InformationView.ofDataset(
                    """
                    table_catalog STRING; table_schema STRING; table_name STRING; base_table_catalog STRING;
                    base_table_schema STRING; base_table_name STRING; snapshot_time TIMESTAMP""",
                    scope -> scope.tables().stream()
                            .filter(table -> type(table).equals("SNAPSHOT"))
                            .map(TableViews::snapshot)
                            .toList()),
            "VIEWS",
            InformationView.ofDataset(
                    """
                    table_catalog STRING; table_schema STRING; table_name STRING; view_definition STRING;
                    check_option STRING; use_standard_sql STRING""",
                    scope -> scope.tables().stream()
                            .filter(StoredTable::isView)
                            .map(TableViews::view)
                            .toList()),
            "MATERIALIZED_VIEWS",
            InformationView.ofDataset(
                    """
                    table_catalog STRING; table_schema STRING; table_name STRING; last_refresh_time TIMESTAMP;
                    refresh_watermark TIMESTAMP;
                    last_refresh_status STRUCT<reason STRING, location STRING, debug_info STRING, message STRING>""",
                    scope -> scope.tables().stream()
                            .filter(table -> table.properties().has("materializedView"))
                            .map(TableViews::materializedView)
                            .toList()));

    private TableViews() {}

    /** As TABLES names the kinds of tables. */
    static String type(StoredTable table) {
        ObjectNode properties = table.properties();
        if (properties.has("view")) {
            return "VIEW";
        }
        if (properties.has("materializedView")) {
            return "MATERIALIZED VIEW";
        }
        if (properties.has("snapshotDefinition")) {
            return "SNAPSHOT";
        }
        return properties.has("cloneDefinition") ? "CLONE" : "BASE TABLE";
    }

    private static ObjectNode table(StoredTable table) {
        String type = type(table);
        boolean rows = type.equals("BASE TABLE") || type.equals("CLONE");
        ObjectNode row = Scope.row(table)
                .put("table_type", type)
                .put("managed_table_type", rows ? "NATIVE" : null)
                .put("is_insertable_into", Scope.yes(rows))
                .put("is_fine_grained_mutations_enabled", "NO")
                .put("is_typed", "NO")
                .put("is_change_history_enabled", "NO")
                .put("creation_time", table.created().toString())
                .put("ddl", Ddl.of(table))
                .put(
                        "default_collation_name",
                        table.properties().path("defaultCollation").asText("NULL"));
        base(row, table.properties().path("snapshotDefinition"), "snapshotTime", "snapshot_time_ms");
        base(row, table.properties().path("cloneDefinition"), "cloneTime", "snapshot_time_ms");
        return row;
    }

    private static ObjectNode snapshot(StoredTable table) {
        ObjectNode row = Scope.row(table);
        base(row, table.properties().path("snapshotDefinition"), "snapshotTime", "snapshot_time");
        return row;
    }

    private static void base(ObjectNode row, JsonNode definition, String time, String column) {
        JsonNode base = definition.path("baseTableReference");
        if (base.has("tableId")) {
            row.put("base_table_catalog", base.path("projectId").asText());
            row.put("base_table_schema", base.path("datasetId").asText());
            row.put("base_table_name", base.path("tableId").asText());
            row.put(column, definition.path(time).asText(null));
        }
    }

    private static List<ObjectNode> options(StoredTable table) {
        return Options.ofTable(table.properties()).stream()
                .map(option -> Scope.row(table)
                        .put("option_name", option.name())
                        .put("option_type", option.type())
                        .put("option_value", option.value()))
                .toList();
    }

    private static ObjectNode view(StoredTable table) {
        return Scope.row(table).put("view_definition", table.viewQuery()).put("use_standard_sql", "YES");
    }

    /** Its rows are computed when they are read, so they are those of this moment. */
    private static ObjectNode materializedView(StoredTable table) {
        String now = Instant.now().truncatedTo(ChronoUnit.MICROS).toString();
        return Scope.row(table).put("last_refresh_time", now).put("refresh_watermark", now);
    }
}
