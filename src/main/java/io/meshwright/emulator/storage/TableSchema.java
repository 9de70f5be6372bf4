package io.meshwright.emulator.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.translation.TypeLimits;
import io.meshwright.sql.BoundedType;
import io.meshwright.sql.Column;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The columns of a table or a result, in order. */
public record TableSchema(List<FieldSchema> fields) {

    public static final TableSchema EMPTY = new TableSchema(List.of());

    public TableSchema {
        fields = List.copyOf(fields);
        requireDistinctNames(fields);
    }

    /** Reads a REST schema, {@code {"fields": [...]}}. */
    public static TableSchema read(JsonNode json) {
        List<FieldSchema> fields = new ArrayList<>();
        json.path("fields").forEach(field -> fields.add(FieldSchema.read(field)));
        return new TableSchema(fields);
    }

    /** The schema of columns that a query gives. */
    public static TableSchema of(List<Column> columns) {
        return new TableSchema(columns.stream()
                .map(column -> AnalyzedType.field(column.name(), BoundedType.parse(column.type()))
                        .collated(column.collation()))
                .toList());
    }

    /** The schema of rows that go to their reader: {@code id, id} is {@code id, id_1}, as BigQuery shows it. */
    public static TableSchema ofResult(List<Column> columns) {
        Set<String> given = columns.stream()
                .map(column -> column.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        Set<String> seen = new HashSet<>();
        List<Column> distinct = new ArrayList<>();
        for (Column column : columns) {
            String name = column.name();
            for (int n = 1; !seen.add(name.toLowerCase(Locale.ROOT)); ) {
                do {
                    name = column.name() + "_" + n++;
                } while (given.contains(name.toLowerCase(Locale.ROOT)));
            }
            distinct.add(new Column(name, column.type(), column.pseudo(), column.collation()));
        }
        return of(distinct);
    }

    public boolean isEmpty() {
        return fields.isEmpty();
    }

    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode list = json.putArray("fields");
        fields.forEach(field -> list.add(field.json()));
        return json;
    }

    public List<Column> columns() {
        return fields.stream()
                .map(field -> new Column(field.name(), field.googleSqlType(), false, field.collation()))
                .toList();
    }

    /** Whether any column may be NULL. */
    boolean isOptional() {
        return fields.stream().noneMatch(field -> field.mode() == FieldSchema.Mode.REQUIRED);
    }

    List<String> names() {
        return fields.stream().map(FieldSchema::name).toList();
    }

    public Optional<FieldSchema> field(String name) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** Column definitions for DuckDB's CREATE TABLE. */
    public String duckDbColumns() {
        return fields.stream()
                .map(field -> DuckDb.identifier(field.name()) + " " + field.duckDbType()
                        + (field.mode() == FieldSchema.Mode.REQUIRED ? " NOT NULL" : ""))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    /** The rows of a DuckDB query, one column for each name, held to the limits of the fields they go into. */
    String limited(List<String> names, String select) {
        List<String> columns = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (String name : names) {
            columns.add("n" + columns.size());
            String column = columns.get(columns.size() - 1);
            values.add(field(name)
                    .map(field -> BoundedType.parse(field.googleSqlType()))
                    .filter(TypeLimits::concern)
                    .map(type -> TypeLimits.column(name, type, typed(name, column)))
                    .orElse(column));
        }
        return values.equals(columns)
                ? select
                : "SELECT " + String.join(", ", values) + " FROM (" + select + ") AS w(" + String.join(", ", columns)
                        + ")";
    }

    private String typed(String name, String value) {
        return "CAST(" + value + " AS " + field(name).orElseThrow().duckDbType() + ")";
    }

    /** The same columns in the same order, with the descriptions and modes of an earlier schema where names meet. */
    public TableSchema describedAs(TableSchema earlier) {
        return new TableSchema(fields.stream()
                .map(field -> earlier.field(field.name())
                        .filter(old -> old.type() == field.type() && old.isRepeated() == field.isRepeated())
                        .map(old -> field.with(field.mode(), merged(old, field)))
                        .orElse(field))
                .toList());
    }

    /** The same columns, those named never NULL. */
    public TableSchema requiring(Set<String> names) {
        return new TableSchema(fields.stream()
                .map(field -> names.contains(field.name())
                        ? field.with(FieldSchema.Mode.REQUIRED, field.attributes())
                        : field)
                .toList());
    }

    private static Map<String, JsonNode> merged(FieldSchema old, FieldSchema field) {
        Map<String, JsonNode> attributes = new java.util.HashMap<>(old.attributes());
        attributes.keySet().removeAll(FieldSchema.LIMITS);
        attributes.putAll(field.attributes());
        return attributes;
    }

    private static void requireDistinctNames(List<FieldSchema> fields) {
        Set<String> seen = new HashSet<>();
        for (FieldSchema field : fields) {
            if (!seen.add(field.name().toLowerCase(Locale.ROOT))) {
                throw ApiError.invalid(
                        "Duplicate column names in the result are not supported when a destination table is present."
                                + " Found duplicate(s): " + field.name());
            }
        }
    }
}
