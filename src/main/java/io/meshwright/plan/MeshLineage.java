package io.meshwright.plan;

import io.meshwright.contract.SchemaObject;
import io.meshwright.lineage.LineageBuilder;
import io.meshwright.lineage.LineageColumn;
import io.meshwright.lineage.LineageGraph;
import io.meshwright.lineage.LineageNode;
import io.meshwright.lineage.LineageNode.Owner;
import io.meshwright.product.Alignment;
import io.meshwright.product.Domain;
import io.meshwright.product.InputPort;
import io.meshwright.product.Mesh;
import io.meshwright.product.OutputPort;
import io.meshwright.product.ProductVersion;
import io.meshwright.product.Source;
import io.meshwright.product.Team;
import io.meshwright.sql.AnalyzedQuery;
import io.meshwright.sql.TableName;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The lineage of a mesh, from its compiled queries; of a product that does not compile, from the inputs it names. */
public final class MeshLineage {

    private final Mesh mesh;
    private final Map<TableName, AnalyzedQuery> queries = new HashMap<>();
    private final LineageBuilder builder = new LineageBuilder();

    private MeshLineage(Mesh mesh, Collection<CompiledProduct> compiled) {
        this.mesh = mesh;
        compiled.stream()
                .flatMap(product -> product.ports().stream())
                .forEach(port -> queries.put(port.port().table(), port.query()));
    }

    public static LineageGraph of(Mesh mesh, Collection<CompiledProduct> compiled) {
        return new MeshLineage(mesh, compiled).build();
    }

    private LineageGraph build() {
        mesh.sources().forEach(source -> builder.add(source(source)));
        mesh.products().forEach(product -> product.outputs().forEach(port -> add(product, port)));
        return builder.build();
    }

    private LineageNode.Source source(Source source) {
        List<SchemaObject> schema = source.contract().schema();
        return new LineageNode.Source(
                source.name().name(),
                source.title(),
                owner(source.name().domain(), ""),
                source.table(),
                schema.isEmpty() ? List.of() : columns(schema.get(0)));
    }

    private void add(ProductVersion product, OutputPort port) {
        String title = product.outputs().size() == 1 ? product.title() : product.title() + " › " + port.name();
        LineageNode.Port node = new LineageNode.Port(
                product.name().toString(),
                port.name(),
                title,
                owner(product.name().domain(), product.team()),
                product.alignment() == Alignment.CONSUMER,
                product.version(),
                port.table(),
                columns(port.schema()));
        AnalyzedQuery query = queries.get(port.table());
        if (query == null) {
            builder.add(node, product.inputs().stream().map(InputPort::table).toList());
        } else {
            builder.add(node, query);
        }
    }

    private Owner owner(String domain, String team) {
        Optional<Domain> owner = mesh.domain(domain);
        return new Owner(
                domain,
                owner.map(Domain::title).orElse(domain),
                owner.stream()
                        .flatMap(found -> found.teams().stream())
                        .filter(candidate -> candidate.name().equals(team))
                        .map(Team::title)
                        .findFirst()
                        .orElse(team));
    }

    private static List<LineageColumn> columns(SchemaObject schema) {
        return schema.properties().stream().map(LineageColumn::of).toList();
    }
}
