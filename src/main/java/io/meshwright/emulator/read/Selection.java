package io.meshwright.emulator.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.storage.DuckDb;
import io.meshwright.emulator.storage.FieldSchema;
import io.meshwright.emulator.storage.FieldType;
import io.meshwright.emulator.storage.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The fields of a table that a session reads, those within structs named by their path ({@code address.city}).
 *
 * @param field a field with those of its fields that are read
 * @param index where it stands in the row or struct it is from
 * @param parts the fields read of a struct
 */
record Selection(FieldSchema field, int index, List<Selection> parts) {

    Selection {
        parts = List.copyOf(parts);
    }

    /** All fields where no paths are named; otherwise those named, in the order of the schema. */
    static List<Selection> of(TableSchema schema, List<String> paths) {
        return of(schema.fields(), paths, "");
    }

    private static List<Selection> of(List<FieldSchema> fields, List<String> paths, String parent) {
        Map<String, List<String>> within = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String path : paths) {
            int dot = path.indexOf('.');
            List<String> parts =
                    within.computeIfAbsent(dot < 0 ? path : path.substring(0, dot), name -> new ArrayList<>());
            parts.add(dot < 0 ? "" : path.substring(dot + 1));
        }
        List<Selection> selected = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            FieldSchema field = fields.get(i);
            List<String> named = within.remove(field.name());
            if (named != null || paths.isEmpty()) {
                selected.add(of(field, i, named == null || named.contains("") ? List.of() : named, parent));
            }
        }
        within.keySet().stream().findFirst().ifPresent(unknown -> {
            throw ApiError.invalid("request failed: The following selected fields do not exist in the table schema: "
                    + parent + unknown);
        });
        return selected;
    }

    private static Selection of(FieldSchema field, int index, List<String> paths, String parent) {
        if (field.type() != FieldType.STRUCT) {
            if (!paths.isEmpty()) {
                throw ApiError.invalid(
                        "request failed: The following selected fields do not exist in the table schema: " + parent
                                + field.name() + "." + paths.get(0));
            }
            return new Selection(field, index, List.of());
        }
        List<Selection> parts = of(field.fields(), paths, parent + field.name().toLowerCase(Locale.ROOT) + ".");
        List<FieldSchema> fields = parts.stream().map(Selection::field).toList();
        return new Selection(
                new FieldSchema(field.name(), field.type(), field.mode(), field.attributes(), fields), index, parts);
    }

    /** The columns a session gives. */
    static TableSchema schema(List<Selection> columns) {
        return new TableSchema(columns.stream().map(Selection::field).toList());
    }

    private boolean isWhole(FieldSchema original) {
        return field.fields().equals(original.fields());
    }

    /** DuckDB SQL of what is read of a value of the field that this was selected from. */
    String sql(FieldSchema original, String value) {
        return sql(original, value, 0);
    }

    private String sql(FieldSchema original, String value, int depth) {
        if (isWhole(original)) {
            return value;
        }
        String one = original.isRepeated() ? "v" + depth : value;
        String packed = parts.stream()
                .map(part -> DuckDb.identifier(part.field.name()) + " := "
                        + part.sql(
                                original.fields().get(part.index),
                                "struct_extract_at(" + one + ", " + (part.index + 1) + ")",
                                depth + 1))
                .collect(Collectors.joining(", ", "struct_pack(", ")"));
        String struct = "CASE WHEN " + one + " IS NULL THEN NULL ELSE " + packed + " END";
        return original.isRepeated() ? "list_transform(" + value + ", lambda " + one + ": " + struct + ")" : struct;
    }

    /** What is read of a value as {@code tabledata.list} gives it: arrays of elements, and of a struct's fields. */
    JsonNode read(JsonNode value) {
        if (!value.isArray() && !value.isObject()) {
            return value;
        }
        ArrayNode read = JsonNodeFactory.instance.arrayNode();
        if (value.isArray()) {
            value.forEach(element -> read.add(read(element.path("v"))));
        } else {
            parts.forEach(
                    part -> read.add(part.read(value.path("f").path(part.index).path("v"))));
        }
        return read;
    }
}
