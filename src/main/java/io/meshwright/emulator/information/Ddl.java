package io.meshwright.emulator.information;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.storage.FieldSchema;
import io.meshwright.emulator.storage.StoredDataset;
import io.meshwright.emulator.storage.StoredTable;
import io.meshwright.sql.TextLiteral;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The statement that would make what is there again. */
final class Ddl {

    private Ddl() {}

    static String of(StoredDataset dataset) {
        String head = "CREATE SCHEMA `" + dataset.project() + "." + dataset.name() + "`";
        List<Options.Option> options = Options.ofDataset(dataset.properties());
        String location = dataset.properties().path("location").asText("US").toLowerCase(java.util.Locale.ROOT);
        options.add(new Options.Option("location", "STRING", TextLiteral.of(location)));
        return head + options(options) + ";";
    }

    static String of(StoredTable table) {
        List<Options.Option> options = Options.ofTable(table.properties());
        if (table.isView()) {
            String names = table.namesColumns()
                    ? table.schema().fields().stream()
                            .map(field -> name(field.name()) + description(field))
                            .collect(Collectors.joining(",\n  ", "\n(\n  ", "\n)"))
                    : "";
            String kind = table.properties().has("materializedView") ? "MATERIALIZED VIEW " : "VIEW ";
            return "CREATE " + kind + table.name().quoted() + names + partitioning(table)
                    + clustering(table.properties()) + options(options) + "\nAS " + table.viewQuery() + ";";
        }
        String columns = table.schema().fields().stream().map(Ddl::column).collect(Collectors.joining(",\n  "));
        return "CREATE TABLE " + table.name().quoted() + "\n(\n  " + columns + "\n)" + partitioning(table)
                + clustering(table.properties()) + options(options) + ";";
    }

    private static String column(FieldSchema field) {
        StringBuilder text = new StringBuilder(name(field.name()) + " " + field.googleSqlType());
        JsonNode standard = field.attributes().get("defaultValueExpression");
        if (standard != null) {
            text.append(" DEFAULT ").append(standard.asText());
        }
        if (field.mode() == FieldSchema.Mode.REQUIRED) {
            text.append(" NOT NULL");
        }
        return text.append(description(field)).toString();
    }

    private static String description(FieldSchema field) {
        JsonNode description = field.attributes().get("description");
        return description == null ? "" : " OPTIONS(description=" + TextLiteral.of(description.asText()) + ")";
    }

    private static String partitioning(StoredTable table) {
        JsonNode range = table.properties().path("rangePartitioning");
        if (range.has("field")) {
            JsonNode buckets = range.path("range");
            return "\nPARTITION BY RANGE_BUCKET(" + name(range.get("field").asText()) + ", GENERATE_ARRAY("
                    + buckets.path("start").asText() + ", "
                    + buckets.path("end").asText() + ", "
                    + buckets.path("interval").asText() + "))";
        }
        JsonNode time = table.properties().path("timePartitioning");
        if (!time.has("type")) {
            return "";
        }
        String unit = time.get("type").asText();
        String field = time.path("field").asText();
        if (field.isEmpty()) {
            return "\nPARTITION BY "
                    + (unit.equals("DAY") ? "_PARTITIONDATE" : "TIMESTAMP_TRUNC(_PARTITIONTIME, " + unit + ")");
        }
        String type =
                table.schema().field(field).map(FieldSchema::googleSqlType).orElse("DATE");
        boolean plain = type.equals("DATE") && unit.equals("DAY");
        return "\nPARTITION BY "
                + (plain
                        ? name(field)
                        : type.equals("TIMESTAMP") && unit.equals("DAY")
                                ? "DATE(" + name(field) + ")"
                                : type + "_TRUNC(" + name(field) + ", " + unit + ")");
    }

    private static String clustering(ObjectNode properties) {
        List<String> fields = new ArrayList<>();
        properties.path("clustering").path("fields").forEach(field -> fields.add(name(field.asText())));
        return fields.isEmpty() ? "" : "\nCLUSTER BY " + String.join(", ", fields);
    }

    private static String options(List<Options.Option> options) {
        return options.isEmpty()
                ? ""
                : options.stream()
                        .map(option -> option.name() + "=" + option.value())
                        .collect(Collectors.joining(",\n  ", "\nOPTIONS(\n  ", "\n)"));
    }

    private static String name(String column) {
        return column.matches("[A-Za-z_][A-Za-z0-9_]*") ? column : "`" + column + "`";
    }
}
