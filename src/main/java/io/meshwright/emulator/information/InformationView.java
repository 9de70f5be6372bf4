package io.meshwright.emulator.information;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.storage.DuckDb;
import io.meshwright.emulator.storage.FieldSchema;
import io.meshwright.emulator.storage.FieldType;
import io.meshwright.emulator.storage.TableSchema;
import io.meshwright.sql.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * One view of the metadata: its columns, and its rows as JSON objects of them.
 *
 * @param ofProject whether it is asked of a project or region, never of a dataset
 */
record InformationView(TableSchema schema, boolean ofProject, Function<Scope, List<ObjectNode>> rows) {

    /** Columns as {@code name TYPE}, separated by semicolons. */
    static InformationView ofDataset(String columns, Function<Scope, List<ObjectNode>> rows) {
        return new InformationView(schema(columns), false, rows);
    }

    static InformationView ofProject(String columns, Function<Scope, List<ObjectNode>> rows) {
        return new InformationView(schema(columns), true, rows);
    }

    private static TableSchema schema(String columns) {
        List<Column> all = new ArrayList<>();
        for (String column : columns.split(";")) {
            String[] words = column.trim().split("\\s+", 2);
            all.add(new Column(words[0], words[1]));
        }
        return TableSchema.of(all);
    }

    /** DuckDB SQL that gives the rows; it stands after FROM. */
    String relation(Scope scope) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        rows.apply(scope).forEach(all::add);
        String structure = "[" + structure(schema.fields()) + "]";
        return "(SELECT unnest(json_transform(" + DuckDb.text(all.toString()) + ", " + DuckDb.text(structure)
                + "), max_depth := 2))";
    }

    private static ObjectNode structure(List<FieldSchema> fields) {
        ObjectNode structure = JsonNodeFactory.instance.objectNode();
        for (FieldSchema field : fields) {
            if (field.isRepeated()) {
                ArrayNode list = structure.putArray(field.name());
                if (field.type() == FieldType.STRUCT) {
                    list.add(structure(field.fields()));
                } else {
                    list.add(field.type().duckDbName());
                }
            } else if (field.type() == FieldType.STRUCT) {
                structure.set(field.name(), structure(field.fields()));
            } else {
                structure.put(field.name(), field.type().duckDbName());
            }
        }
        return structure;
    }
}
