package io.meshwright.emulator.information;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.storage.StoredDataset;
import java.util.List;
import java.util.Map;

/** SCHEMATA and SCHEMATA_OPTIONS. */
final class DatasetViews {

    static final Map<String, InformationView> ALL = Map.of(
            "SCHEMATA",
            InformationView.ofProject(
                    """
                    catalog_name STRING; schema_name STRING; schema_owner STRING; creation_time TIMESTAMP;
                    last_modified_time TIMESTAMP; location STRING; ddl STRING; default_collation_name STRING;
                    sync_status JSON""",
                    scope -> scope.datasets().stream().map(DatasetViews::schema).toList()),
            "SCHEMATA_OPTIONS",
            InformationView.ofProject(
                    """
                    catalog_name STRING; schema_name STRING; option_name STRING; option_type STRING;
                    option_value STRING""",
                    scope -> scope.datasets().stream()
                            .flatMap(dataset -> options(dataset).stream())
                            .toList()));

    private DatasetViews() {}

    private static ObjectNode row(StoredDataset dataset) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("catalog_name", dataset.project())
                .put("schema_name", dataset.name());
    }

    private static ObjectNode schema(StoredDataset dataset) {
        return row(dataset)
                .put("creation_time", dataset.created().toString())
                .put("last_modified_time", dataset.modified().toString())
                .put("location", dataset.properties().path("location").asText("US"))
                .put("ddl", Ddl.of(dataset))
                .put(
                        "default_collation_name",
                        dataset.properties().path("defaultCollation").asText("NULL"));
    }

    private static List<ObjectNode> options(StoredDataset dataset) {
        return Options.ofDataset(dataset.properties()).stream()
                .map(option -> row(dataset)
                        .put("option_name", option.name())
                        .put("option_type", option.type())
                        .put("option_value", option.value()))
                .toList();
    }
}
