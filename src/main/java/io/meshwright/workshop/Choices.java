package io.meshwright.workshop;

import io.meshwright.contract.ColumnType;
import io.meshwright.contract.DataContract;
import io.meshwright.contract.SchemaObject;
import io.meshwright.product.Alignment;
import io.meshwright.product.Mesh;
import io.meshwright.product.OutputPort;
import io.meshwright.product.ProductName;
import io.meshwright.product.ProductVersion;
import io.meshwright.product.Source;
import io.meshwright.sql.Column;
import io.meshwright.sql.TableName;
import io.meshwright.sql.Tables;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What there is to read in the mesh, except what a product publishes itself. */
final class Choices implements Tables {

    private final List<Choice> all;
    private final Map<TableName, Choice> byTable = new LinkedHashMap<>();
    private final Map<TableName, SchemaObject> schemas = new LinkedHashMap<>();

    Choices(Mesh mesh, ProductName self) {
        mesh.sources().forEach(this::add);
        mesh.products().stream().filter(product -> !product.name().equals(self)).forEach(product -> product.outputs()
                .forEach(port -> add(product, port)));
        this.all = byTable.values().stream()
                .sorted(Comparator.comparing(Choice::domain)
                        .thenComparing(choice -> choice.kind().equals("source"))
                        .thenComparing(Choice::title))
                .toList();
    }

    List<Choice> all() {
        return all;
    }

    Optional<Choice> of(TableName table) {
        return Optional.ofNullable(byTable.get(table));
    }

    @Override
    public Optional<List<Column>> columns(TableName table) {
        return of(table).map(Choice::columns);
    }

    @Override
    public Set<String> required(TableName table) {
        SchemaObject schema = schemas.get(table);
        return schema == null
                ? Set.of()
                : schema.properties().stream()
                        .filter(property -> property.required() || property.primaryKey())
                        .map(property -> property.name())
                        .collect(Collectors.toSet());
    }

    @Override
    public List<TableName> known() {
        return List.copyOf(byTable.keySet());
    }

    private void add(Source source) {
        source.contract()
                .objectFor(source.name().name())
                .ifPresent(schema -> add(
                        source.table(),
                        schema,
                        choice(source.contract(), source.name(), source.title(), "source", source.table(), schema)));
    }

    private void add(ProductVersion product, OutputPort port) {
        String kind = product.alignment() == Alignment.CONSUMER ? "consumer" : "producer";
        ProductName name = new ProductName(product.name().domain(), port.name());
        String title = product.outputs().size() == 1 ? product.title() : product.title() + ", " + port.name();
        add(port.table(), port.schema(), choice(port.contract(), name, title, kind, port.table(), port.schema()));
    }

    private void add(TableName table, SchemaObject schema, Choice choice) {
        byTable.put(table, choice);
        schemas.put(table, schema);
    }

    private static Choice choice(
            DataContract contract, ProductName name, String title, String kind, TableName table, SchemaObject schema) {
        List<Column> columns = new ArrayList<>();
        schema.properties().forEach(property -> columns.add(new Column(property.name(), ColumnType.of(property))));
        return new Choice(
                contract.id(),
                contract.version(),
                name.name(),
                title,
                name.domain(),
                kind,
                table.dataset() + "." + table.table(),
                columns);
    }
}
