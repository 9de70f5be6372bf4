package io.meshwright.emulator.information;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.storage.Partitioning;
import io.meshwright.emulator.storage.Session;
import io.meshwright.emulator.storage.Storage;
import io.meshwright.emulator.storage.StoredTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** TABLE_STORAGE and PARTITIONS. */
final class StorageViews {

    private static final InformationView TABLE_STORAGE = InformationView.ofProject(
            """
                    project_id STRING; project_number INT64; table_catalog STRING; table_schema STRING;
                    table_name STRING; creation_time TIMESTAMP; total_rows INT64; total_partitions INT64;
                    total_logical_bytes INT64; active_logical_bytes INT64; long_term_logical_bytes INT64;
                    current_physical_bytes INT64; total_physical_bytes INT64; active_physical_bytes INT64;
                    long_term_physical_bytes INT64; time_travel_physical_bytes INT64;
                    storage_last_modified_time TIMESTAMP; deleted BOOL; table_type STRING;
                    managed_table_type STRING; fail_safe_physical_bytes INT64;
                    last_metadata_index_refresh_time TIMESTAMP; table_deletion_reason STRING;
                    table_deletion_time TIMESTAMP""",
            scope -> scope.tables().stream()
                    .filter(table -> !table.isView())
                    .map(table -> storage(scope, table))
                    .toList());

    static final Map<String, InformationView> ALL = Map.of(
            "TABLE_STORAGE",
            TABLE_STORAGE,
            "TABLE_STORAGE_BY_PROJECT",
            TABLE_STORAGE,
            "PARTITIONS",
            InformationView.ofDataset(
                    """
                    table_catalog STRING; table_schema STRING; table_name STRING; partition_id STRING;
                    total_rows INT64; total_logical_bytes INT64; total_billable_bytes INT64;
                    last_modified_time TIMESTAMP; storage_tier STRING""",
                    scope -> scope.tables().stream()
                            .filter(table -> table.physical() != 0)
                            .flatMap(table -> partitions(scope, table).stream())
                            .toList()));

    private StorageViews() {}

    private static ObjectNode storage(Scope scope, StoredTable table) {
        long bytes = scope.storage().sizes().bytes(table);
        return Scope.row(table)
                .put("project_id", table.name().project())
                .put("project_number", 0)
                .put("creation_time", table.created().toString())
                .put("total_rows", table.rows())
                .put("total_logical_bytes", bytes)
                .put("active_logical_bytes", bytes)
                .put("long_term_logical_bytes", 0)
                .put("storage_last_modified_time", table.modified().toString())
                .put("deleted", false)
                .put("table_type", TableViews.type(table))
                .put("managed_table_type", "NATIVE");
    }

    /** A table that is not divided is one partition without a name. */
    private static List<ObjectNode> partitions(Scope scope, StoredTable table) {
        long bytes = scope.storage().sizes().bytes(table);
        String id = Partitioning.of(table).map(Partitioning::id).orElse("NULL");
        String sql = "SELECT " + id + " AS id, count(*) FROM " + Storage.sql(table.physical())
                + (id.equals("NULL") ? "" : " GROUP BY 1 ORDER BY 1");
        try (Session session = scope.storage().duckDb().session()) {
            return session.query(sql, rows -> {
                List<ObjectNode> partitions = new ArrayList<>();
                while (rows.next()) {
                    partitions.add(partition(table, rows.getString(1), rows.getLong(2), bytes));
                }
                return partitions;
            });
        }
    }

    private static ObjectNode partition(StoredTable table, String id, long rows, long tableBytes) {
        long bytes = table.rows() == 0 ? 0 : tableBytes * rows / table.rows();
        return Scope.row(table)
                .put("partition_id", id)
                .put("total_rows", rows)
                .put("total_logical_bytes", bytes)
                .put("total_billable_bytes", bytes)
                .put("last_modified_time", table.modified().toString())
                .put("storage_tier", "ACTIVE");
    }
}
