package io.meshwright.plan;

import io.meshwright.contract.ColumnType;
import io.meshwright.contract.SchemaObject;
import io.meshwright.contract.SchemaProperty;
import io.meshwright.product.Mesh;
import io.meshwright.sql.Column;
import io.meshwright.sql.TableName;
import io.meshwright.sql.Tables;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The tables a product's queries see, as their contracts promise them. Tables of the mesh that the product did not
 * declare are seen too, so that the query can be told what to declare rather than that they are not there.
 */
final class DeclaredTables implements Tables {

    private final Map<TableName, SchemaObject> declared = new LinkedHashMap<>();
    private final Map<TableName, SchemaObject> others = new LinkedHashMap<>();

    DeclaredTables(Collection<TableName> inputs, Mesh mesh) {
        inputs.forEach(table -> mesh.schemaOf(table).ifPresent(schema -> declared.put(table, schema)));
        mesh.sources().forEach(source -> addOther(source.table(), mesh));
        mesh.products().forEach(product -> product.outputs().forEach(port -> addOther(port.table(), mesh)));
    }

    private void addOther(TableName table, Mesh mesh) {
        if (!declared.containsKey(table)) {
            mesh.schemaOf(table).ifPresent(schema -> others.put(table, schema));
        }
    }

    boolean isDeclared(TableName table) {
        return declared.containsKey(table);
    }

    @Override
    public Optional<List<Column>> columns(TableName table) {
        return schema(table).map(schema -> columnsOf(schema));
    }

    @Override
    public Set<String> required(TableName table) {
        return schema(table)
                .map(schema -> schema.properties().stream()
                        .filter(DeclaredTables::isRequired)
                        .map(SchemaProperty::name)
                        .collect(Collectors.toSet()))
                .orElse(Set.of());
    }

    @Override
    public List<TableName> known() {
        return List.copyOf(declared.keySet());
    }

    /** All a query's analysis can depend on, when it reads declared tables only. */
    Map<TableName, List<String>> shape() {
        Map<TableName, List<String>> shape = new LinkedHashMap<>();
        declared.forEach((table, schema) -> shape.put(
                table,
                schema.properties().stream()
                        .map(property -> property.name() + " " + ColumnType.of(property)
                                + (isRequired(property) ? " required" : ""))
                        .toList()));
        return shape;
    }

    static boolean isRequired(SchemaProperty property) {
        return property.required() || property.primaryKey();
    }

    static List<Column> columnsOf(SchemaObject schema) {
        return schema.properties().stream()
                .map(property -> new Column(property.name(), ColumnType.of(property)))
                .toList();
    }

    private Optional<SchemaObject> schema(TableName table) {
        return Optional.ofNullable(declared.getOrDefault(table, others.get(table)));
    }
}
