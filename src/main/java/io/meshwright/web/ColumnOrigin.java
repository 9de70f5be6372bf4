package io.meshwright.web;

import io.meshwright.dashboard.Dashboards;
import io.meshwright.plan.CompiledProduct;
import io.meshwright.plan.CompiledProduct.CompiledPort;
import io.meshwright.product.Mesh;
import io.meshwright.product.ProductVersion;
import io.meshwright.product.Source;
import io.meshwright.sql.AnalyzedQuery;
import io.meshwright.sql.ColumnLineage;
import io.meshwright.sql.ColumnSource;
import io.meshwright.sql.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a column's values come from and who uses them.
 *
 * @param madeBy the expression; empty when it is taken over as it is
 * @param from such as "Ratings › rating"
 * @param usedBy titles of products and dashboards, direct readers only
 */
public record ColumnOrigin(
        String port, String column, String madeBy, List<String> from, List<String> usedBy, String href) {

    static List<ColumnOrigin> of(CompiledProduct product, Dashboards now) {
        List<ColumnOrigin> origins = new ArrayList<>();
        for (CompiledPort port : product.ports()) {
            for (ColumnLineage lineage : port.query().lineage()) {
                origins.add(origin(product, port, lineage, now));
            }
        }
        return origins;
    }

    private static ColumnOrigin origin(
            CompiledProduct product, CompiledPort port, ColumnLineage lineage, Dashboards now) {
        List<ColumnSource> values = lineage.sources().stream()
                .filter(source -> source.dependency().isDirect())
                .toList();
        String madeBy = values.stream()
                .filter(source -> source.dependency() != ColumnSource.Dependency.IDENTITY)
                .map(ColumnSource::expression)
                .findFirst()
                .orElse("");
        List<String> from = values.stream()
                .map(source -> title(now.mesh().mesh(), source.table()) + " › " + source.column())
                .distinct()
                .toList();
        String node = product.product().outputs().size() == 1
                ? product.product().name().toString()
                : product.product().name() + "/" + port.port().name();
        return new ColumnOrigin(
                port.port().name(),
                lineage.column(),
                madeBy,
                from,
                readers(now, port.port().table(), lineage.column()),
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

    private static List<String> readers(Dashboards now, TableName table, String column) {
        Stream<String> products = now.mesh().products().stream()
                .filter(reader -> reader.ports().stream().anyMatch(port -> reads(port.query(), table, column)))
                .map(reader -> reader.product().title());
        Stream<String> dashboards = now.all().stream()
                .filter(reader -> reader.tiles().stream()
                        .flatMap(tile -> tile.query().stream())
                        .anyMatch(query -> reads(query, table, column)))
                .map(reader -> reader.dashboard().title());
        return Stream.concat(products, dashboards).distinct().sorted().toList();
    }

    private static boolean reads(AnalyzedQuery query, TableName table, String column) {
        return query.lineage().stream()
                .flatMap(lineage -> lineage.sources().stream())
                .anyMatch(source ->
                        source.table().equals(table) && source.column().equalsIgnoreCase(column));
    }
}
