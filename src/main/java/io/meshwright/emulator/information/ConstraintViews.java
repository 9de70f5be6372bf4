package io.meshwright.emulator.information;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.storage.StoredTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Primary and foreign keys: TABLE_CONSTRAINTS, KEY_COLUMN_USAGE and CONSTRAINT_COLUMN_USAGE. */
final class ConstraintViews {

    static final Map<String, InformationView> ALL = Map.of(
            "TABLE_CONSTRAINTS",
            InformationView.ofDataset(
                    """
                    constraint_catalog STRING; constraint_schema STRING; constraint_name STRING;
                    table_catalog STRING; table_schema STRING; table_name STRING; constraint_type STRING;
                    is_deferrable STRING; initially_deferred STRING; enforced STRING""",
                    scope -> rows(scope, ConstraintViews::constraint)),
            "KEY_COLUMN_USAGE",
            InformationView.ofDataset(
                    """
                    constraint_catalog STRING; constraint_schema STRING; constraint_name STRING;
                    table_catalog STRING; table_schema STRING; table_name STRING; column_name STRING;
                    ordinal_position INT64; position_in_unique_constraint INT64""",
                    scope -> rows(scope, ConstraintViews::keyColumns)),
            "CONSTRAINT_COLUMN_USAGE",
            InformationView.ofDataset(
                    """
                    table_catalog STRING; table_schema STRING; table_name STRING; column_name STRING;
                    constraint_catalog STRING; constraint_schema STRING; constraint_name STRING""",
                    scope -> rows(scope, ConstraintViews::usedColumns)));

    private ConstraintViews() {}

    /** A key of a table; of a foreign key also the columns and the table it leads to. */
    private record Key(
            StoredTable table, String name, String type, List<String> columns, List<String> referenced, JsonNode to) {

        ObjectNode row() {
            ObjectNode row = JsonNodeFactory.instance.objectNode();
            row.put("constraint_catalog", table.name().project());
            row.put("constraint_schema", table.name().dataset());
            row.put("constraint_name", table.name().table() + "." + name);
            row.setAll(Scope.row(table));
            return row;
        }
    }

    private static List<ObjectNode> rows(Scope scope, BiConsumer<Key, List<ObjectNode>> writer) {
        List<ObjectNode> rows = new ArrayList<>();
        for (StoredTable table : scope.tables()) {
            keys(table).forEach(key -> writer.accept(key, rows));
        }
        return rows;
    }

    private static List<Key> keys(StoredTable table) {
        List<Key> keys = new ArrayList<>();
        JsonNode constraints = table.properties().path("tableConstraints");
        List<String> primary = new ArrayList<>();
        constraints.path("primaryKey").path("columns").forEach(column -> primary.add(column.asText()));
        if (!primary.isEmpty()) {
            keys.add(new Key(table, "pk$", "PRIMARY KEY", primary, List.of(), null));
        }
        for (JsonNode foreign : constraints.path("foreignKeys")) {
            List<String> columns = new ArrayList<>();
            List<String> referenced = new ArrayList<>();
            foreign.path("columnReferences").forEach(pair -> {
                columns.add(pair.path("referencingColumn").asText());
                referenced.add(pair.path("referencedColumn").asText());
            });
            String name = foreign.path("name").asText("fk$" + keys.size());
            keys.add(new Key(table, name, "FOREIGN KEY", columns, referenced, foreign.path("referencedTable")));
        }
        return keys;
    }

    private static void constraint(Key key, List<ObjectNode> rows) {
        rows.add(key.row()
                .put("constraint_type", key.type())
                .put("is_deferrable", "NO")
                .put("initially_deferred", "NO")
                .put("enforced", "NO"));
    }

    private static void keyColumns(Key key, List<ObjectNode> rows) {
        int position = 1;
        for (String column : key.columns()) {
            ObjectNode row = key.row().put("column_name", column).put("ordinal_position", position);
            if (key.to() != null) {
                row.put("position_in_unique_constraint", position);
            }
            rows.add(row);
            position++;
        }
    }

    private static void usedColumns(Key key, List<ObjectNode> rows) {
        for (String column : key.to() == null ? key.columns() : key.referenced()) {
            ObjectNode row = key.row().put("column_name", column);
            if (key.to() != null) {
                row.put("table_catalog", key.to().path("projectId").asText());
                row.put("table_schema", key.to().path("datasetId").asText());
                row.put("table_name", key.to().path("tableId").asText());
            }
            rows.add(row);
        }
    }
}
