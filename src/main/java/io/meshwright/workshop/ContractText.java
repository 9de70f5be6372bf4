package io.meshwright.workshop;

import io.meshwright.document.YamlWriter;
import io.meshwright.workshop.Draft.DraftColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Writes the ODCS contract of a draft, and that of a port which stays for a while. */
final class ContractText {

    private ContractText() {}

    static String of(Draft draft, NextVersion next) {
        Map<String, Object> table = new YamlWriter()
                .with("name", next.port())
                .with("physicalName", next.port().replace('-', '_'))
                .with("physicalType", "table")
                .with("logicalType", "object")
                .with("businessName", draft.title())
                .with("dataGranularityDescription", draft.grain())
                .with("properties", properties(draft))
                .with("quality", List.of(hasRows()))
                .fields();
        return new YamlWriter()
                .with("apiVersion", "v3.1.0")
                .with("kind", "DataContract")
                .with("id", next.contractId())
                .with("name", draft.title())
                .with("version", next.portVersion())
                .with("status", "active")
                .with("domain", draft.domain())
                .with("dataProduct", draft.name())
                .with("description", description(draft))
                .with("schema", List.of(table))
                .with("team", new YamlWriter().with("name", draft.team()).fields())
                .write();
    }

    /** The contract as it stands, deprecated, with the day it ends (ODCS {@code slaProperties}, endOfLife). */
    static String deprecated(KeptPort kept) {
        if (kept.port().contract().isDeprecated()) {
            return kept.port().contract().document();
        }
        Map<String, Object> document = new Yaml(new SafeConstructor(new LoaderOptions()))
                .load(kept.port().contract().document());
        YamlWriter writer = new YamlWriter();
        document.put("status", "deprecated");
        List<Object> promises = new ArrayList<>();
        if (document.get("slaProperties") instanceof List<?> known) {
            promises.addAll(known);
        }
        promises.add(new YamlWriter()
                .with("property", "endOfLife")
                .with("value", kept.ends().toString())
                .with("description", "Read " + kept.successor() + " instead.")
                .fields());
        document.put("slaProperties", promises);
        document.forEach(writer::with);
        return writer.write();
    }

    static Map<String, Object> description(Draft draft) {
        return new YamlWriter()
                .with("purpose", draft.purpose())
                .with("limitations", draft.limitations())
                .with("usage", draft.usage())
                .fields();
    }

    private static List<Map<String, Object>> properties(Draft draft) {
        List<Map<String, Object>> properties = new ArrayList<>();
        int keys = 0;
        for (DraftColumn column : draft.columns()) {
            YamlWriter property = new YamlWriter()
                    .with("name", column.name())
                    .with("description", column.description())
                    .with("logicalType", ColumnTypes.logical(column.type()))
                    .with("physicalType", column.type())
                    .with("logicalTypeOptions", ColumnRules.options(column))
                    .with("required", column.required() || column.key())
                    .flag("unique", column.unique());
            if (column.key()) {
                property.flag("primaryKey", true).with("primaryKeyPosition", ++keys);
            }
            properties.add(property.with("classification", column.classification())
                    .with("items", ColumnTypes.items(column.type()))
                    .with("quality", ColumnRules.quality(column).map(List::of))
                    .fields());
        }
        return properties;
    }

    private static Map<String, Object> hasRows() {
        return new YamlWriter()
                .with("id", "has-rows")
                .with("name", "There are rows")
                .with("type", "library")
                .with("metric", "rowCount")
                .with("mustBeGreaterThan", 0)
                .with("dimension", "completeness")
                .with("severity", "error")
                .fields();
    }
}
