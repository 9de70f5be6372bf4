package io.meshwright.emulator.information;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.storage.FieldSchema;
import io.meshwright.emulator.storage.StoredTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** COLUMNS and COLUMN_FIELD_PATHS. */
final class ColumnViews {

    static final Map<String, InformationView> ALL = Map.of(
            "COLUMNS",
            InformationView.ofDataset(
                    """
                    table_catalog STRING; table_schema STRING; table_name STRING; column_name STRING;
                    ordinal_position INT64; is_nullable STRING; data_type STRING; is_generated STRING;
                    generation_expression STRING; is_stored STRING; is_hidden STRING; is_updatable STRING;
                    is_system_defined STRING; is_partitioning_column STRING; clustering_ordinal_position INT64;
                    collation_name STRING; column_default STRING; rounding_mode STRING;
                    data_policies ARRAY<STRUCT<name STRING>>; policy_tags ARRAY<STRING>; is_identity STRING;
                    identity_generation STRING; identity_start INT64; identity_increment INT64;
                    identity_maximum INT64; identity_minimum INT64; identity_cycle STRING""",
                    scope -> scope.tables().stream()
                            .flatMap(table -> columns(table).stream())
                            .toList()),
            "COLUMN_FIELD_PATHS",
            InformationView.ofDataset(
                    """
                    table_catalog STRING; table_schema STRING; table_name STRING; column_name STRING;
                    field_path STRING; data_type STRING; description STRING; collation_name STRING;
                    rounding_mode STRING; data_policies ARRAY<STRUCT<name STRING>>; policy_tags ARRAY<STRING>""",
                    scope -> scope.tables().stream()
                            .flatMap(table -> paths(table).stream())
                            .toList()));

    private ColumnViews() {}

    private static List<ObjectNode> columns(StoredTable table) {
        List<ObjectNode> rows = new ArrayList<>();
        for (FieldSchema field : table.schema().fields()) {
            ObjectNode row = Scope.row(table).put("column_name", field.name());
            row.put("ordinal_position", rows.size() + 1);
            row.put("is_nullable", Scope.yes(field.mode() != FieldSchema.Mode.REQUIRED));
            rows.add(described(row, table, field.name(), field.googleSqlType(), false)
                    .put("column_default", attribute(field, "defaultValueExpression", "NULL")));
            attributes(row, field);
        }
        JsonNode time = table.properties().path("timePartitioning");
        if (time.has("type") && !time.hasNonNull("field")) {
            rows.add(pseudo(table, "_PARTITIONTIME", "TIMESTAMP"));
            if (time.get("type").asText().equals("DAY")) {
                rows.add(pseudo(table, "_PARTITIONDATE", "DATE"));
            }
        }
        return rows;
    }

    private static ObjectNode pseudo(StoredTable table, String name, String type) {
        ObjectNode row = Scope.row(table).put("column_name", name).put("is_nullable", "YES");
        return described(row, table, name, type, true)
                .put("column_default", "NULL")
                .put("collation_name", "NULL");
    }

    private static ObjectNode described(ObjectNode row, StoredTable table, String name, String type, boolean hidden) {
        row.put("data_type", type).put("is_generated", "NEVER").put("is_identity", "NO");
        row.put("is_hidden", Scope.yes(hidden)).put("is_system_defined", Scope.yes(hidden));
        boolean partitions =
                hidden ? name.equals("_PARTITIONTIME") : name.equalsIgnoreCase(partitioningColumn(table.properties()));
        row.put("is_partitioning_column", Scope.yes(partitions));
        int position = 1;
        for (JsonNode field : table.properties().path("clustering").path("fields")) {
            if (field.asText().equalsIgnoreCase(name)) {
                row.put("clustering_ordinal_position", position);
            }
            position++;
        }
        return row;
    }

    private static String partitioningColumn(ObjectNode properties) {
        return properties
                .path("timePartitioning")
                .path("field")
                .asText(properties.path("rangePartitioning").path("field").asText());
    }

    private static List<ObjectNode> paths(StoredTable table) {
        List<ObjectNode> rows = new ArrayList<>();
        table.schema().fields().forEach(field -> addPaths(rows, table, field.name(), "", field));
        return rows;
    }

    private static void addPaths(
            List<ObjectNode> rows, StoredTable table, String column, String prefix, FieldSchema field) {
        String path = prefix + field.name();
        ObjectNode row = Scope.row(table).put("column_name", column).put("field_path", path);
        row.put("data_type", field.googleSqlType()).put("description", attribute(field, "description", null));
        attributes(row, field);
        rows.add(row);
        field.fields().forEach(inner -> addPaths(rows, table, column, path + ".", inner));
    }

    private static void attributes(ObjectNode row, FieldSchema field) {
        row.put("collation_name", attribute(field, "collation", "NULL"));
        row.put("rounding_mode", attribute(field, "roundingMode", null));
        row.putArray("data_policies");
        ArrayNode tags = row.putArray("policy_tags");
        JsonNode policies = field.attributes().get("policyTags");
        if (policies != null) {
            policies.path("names").forEach(tags::add);
        }
    }

    private static String attribute(FieldSchema field, String key, String otherwise) {
        JsonNode value = field.attributes().get(key);
        return value == null ? otherwise : value.asText();
    }
}
