package io.meshwright.web;

import io.meshwright.plan.CompiledMesh;
import io.meshwright.plan.CompiledProduct;
import io.meshwright.plan.CompiledProduct.CompiledPort;
import io.meshwright.product.Mesh;
import io.meshwright.product.ProductVersion;
import io.meshwright.product.Source;
import io.meshwright.sql.ColumnLineage;
import io.meshwright.sql.ColumnSource;
import io.meshwright.sql.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where a column's values come from and who uses them.
 *
 * @param madeBy the expression; empty when it is taken over as it is
 * @param from such as "Ratings › rating"
 * @param usedBy titles of products, direct readers only
 */
public record ColumnOrigin(String column, String madeBy, List<String> from, List<String> usedBy, String href) {

    static List<ColumnOrigin> of(CompiledProduct product, CompiledMesh mesh) {
        List<ColumnOrigin> origins = new ArrayList<>();
        for (CompiledPort port : product.ports()) {
            for (ColumnLineage lineage : port.query().lineage()) {
                origins.add(origin(product, port, lineage, mesh));
            }
        }
        return origins;
    }

    private static ColumnOrigin origin(
            CompiledProduct product, CompiledPort port, ColumnLineage lineage, CompiledMesh mesh) {
        List<ColumnSource> values = lineage.sources().stream()
                .filter(source -> source.dependency().isDirect())
                .toList();
        String madeBy = values.stream()
                .filter(source -> source.dependency() != ColumnSource.Dependency.IDENTITY)
                .map(ColumnSource::expression)
                .findFirst()
                .orElse("");
        List<String> from = values.stream()
                .map(source -> title(mesh.mesh(), source.table()) + " › " + source.column())
                .distinct()
                .toList();
        String node = product.product().outputs().size() == 1
                ? product.product().name().toString()
                : product.product().name() + "/" + port.port().name();
        return new ColumnOrigin(
                lineage.column(),
                madeBy,
                from,
                readers(mesh, port.port().table(), lineage.column()),
                "/lineage?column=" + node + "." + lineage.column());
    }

    private static String title(Mesh mesh, TableName table) {
        return mesh.producerOf(table)
                .map(ProductVersion::title)
                .or(() -> mesh.sources().stream()
                        .filter(source -> source.table().equals(table))
                        .map(Source::title)
                        .findFirst())
                .orElse(table.table());
    }

    private static List<String> readers(CompiledMesh mesh, TableName table, String column) {
        Set<String> readers = mesh.products().stream()
                .filter(reader -> reader.ports().stream()
                        .flatMap(port -> port.query().lineage().stream())
                        .flatMap(lineage -> lineage.sources().stream())
                        .anyMatch(source ->
                                source.table().equals(table) && source.column().equalsIgnoreCase(column)))
                .map(reader -> reader.product().title())
                .collect(Collectors.toCollection(java.util.TreeSet::new));
        return List.copyOf(readers);
    }
}
