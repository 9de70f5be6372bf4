package io.meshwright.emulator.result;

import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.storage.DuckDb;
import io.meshwright.emulator.storage.FieldSchema;
import io.meshwright.emulator.storage.FieldType;
import io.meshwright.emulator.storage.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Some of a table's fields ({@code selectedFields}), parts of structs among them as {@code struct.part}, in the order of
 * the table.
 */
final class SelectedFields {

    private final TableSchema schema;
    private final List<String> columns;

    private SelectedFields(TableSchema schema, List<String> columns) {
        this.schema = schema;
        this.columns = columns;
    }

    /** @param selected paths of fields; all fields when empty */
    static SelectedFields of(TableSchema whole, List<String> selected) {
        List<FieldSchema> fields = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        List<String> paths = selected.stream()
                .map(path -> path.strip().toLowerCase(Locale.ROOT))
                .toList();
        requireKnown(whole.fields(), paths, "");
        for (FieldSchema field : whole.fields()) {
            if (paths.isEmpty() || isWanted(field, paths)) {
                FieldSchema pruned = pruned(field, below(field, paths));
                fields.add(pruned);
                columns.add(ColumnWire.column(pruned, value(field, pruned, DuckDb.identifier(field.name()), 0)));
            }
        }
        return new SelectedFields(new TableSchema(fields), columns);
    }

    TableSchema schema() {
        return schema;
    }

    /** DuckDB SQL of the columns as they leave DuckDB. */
    String columns() {
        return String.join(", ", columns);
    }

    private static void requireKnown(List<FieldSchema> fields, List<String> paths, String prefix) {
        for (String path : paths) {
            String head = head(path);
            FieldSchema field = fields.stream()
                    .filter(each -> each.name().equalsIgnoreCase(head))
                    .findFirst()
                    .orElseThrow(() -> ApiError.invalid("No such field: " + prefix + head));
            if (path.length() > head.length()) {
                requireKnown(field.fields(), List.of(path.substring(head.length() + 1)), prefix + head + ".");
            }
        }
    }

    private static String head(String path) {
        int dot = path.indexOf('.');
        return dot < 0 ? path : path.substring(0, dot);
    }

    private static boolean isWanted(FieldSchema field, List<String> paths) {
        return paths.stream().anyMatch(path -> head(path).equalsIgnoreCase(field.name()));
    }

    /** What is wanted of a field's parts; empty for all of them. */
    private static List<String> below(FieldSchema field, List<String> paths) {
        String name = field.name().toLowerCase(Locale.ROOT);
        return paths.contains(name)
                ? List.of()
                : paths.stream()
                        .filter(path -> path.startsWith(name + "."))
                        .map(path -> path.substring(name.length() + 1))
                        .toList();
    }

    private static FieldSchema pruned(FieldSchema field, List<String> parts) {
        return parts.isEmpty()
                ? field
                : new FieldSchema(
                        field.name(),
                        field.type(),
                        field.mode(),
                        field.attributes(),
                        field.fields().stream()
                                .filter(part -> isWanted(part, parts))
                                .map(part -> pruned(part, below(part, parts)))
                                .toList());
    }

    private static String value(FieldSchema field, FieldSchema pruned, String sql, int depth) {
        if (field.equals(pruned)) {
            return sql;
        }
        if (field.isRepeated()) {
            String element = "s" + depth;
            return "list_transform(" + sql + ", lambda " + element + ": "
                    + value(field.element(), pruned.element(), element, depth + 1) + ")";
        }
        String parts = pruned.fields().stream()
                .map(part -> DuckDb.identifier(part.name()) + " := "
                        + value(original(field, part), part, "(" + sql + ")." + DuckDb.identifier(part.name()), depth))
                .collect(Collectors.joining(", ", "struct_pack(", ")"));
        return field.type() == FieldType.STRUCT ? "CASE WHEN " + sql + " IS NOT NULL THEN " + parts + " END" : sql;
    }

    private static FieldSchema original(FieldSchema field, FieldSchema part) {
        return field.fields().stream()
                .filter(each -> each.name().equals(part.name()))
                .findFirst()
                .orElse(part);
    }
}
