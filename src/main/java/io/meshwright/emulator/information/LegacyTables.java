package io.meshwright.emulator.information;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.storage.StoredTable;
import io.meshwright.sql.TableName;

/** {@code __TABLES__} and {@code __TABLES_SUMMARY__}, which are older than INFORMATION_SCHEMA. */
final class LegacyTables {

    private static final String WHOLE = "__TABLES__";
    private static final String SUMMARY = "__TABLES_SUMMARY__";
    private static final int VIEW = 2;

    private LegacyTables() {}

    static boolean isOne(TableName name) {
        return name.table().equals(WHOLE) || name.table().equals(SUMMARY);
    }

    static InformationView of(TableName name) {
        return name.table().equals(WHOLE)
                ? InformationView.ofDataset(
                        """
                        project_id STRING; dataset_id STRING; table_id STRING; creation_time INT64;
                        last_modified_time INT64; row_count INT64; size_bytes INT64; type INT64""",
                        scope -> scope.tables().stream()
                                .map(table -> whole(scope, table))
                                .toList())
                : InformationView.ofDataset(
                        """
                        project_id STRING; dataset_id STRING; table_id STRING; creation_time INT64; type INT64""",
                        scope -> scope.tables().stream()
                                .map(LegacyTables::summary)
                                .toList());
    }

    private static ObjectNode summary(StoredTable table) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("project_id", table.name().project())
                .put("dataset_id", table.name().dataset())
                .put("table_id", table.name().table())
                .put("creation_time", table.created().toEpochMilli())
                .put("type", table.isView() ? VIEW : 1);
    }

    private static ObjectNode whole(Scope scope, StoredTable table) {
        return summary(table)
                .put("last_modified_time", table.modified().toEpochMilli())
                .put("row_count", table.rows())
                .put("size_bytes", scope.storage().sizes().bytes(table));
    }
}
