package io.meshwright.dashboard;

import io.meshwright.diagnostic.Diagnostic;
import io.meshwright.plan.CompiledMesh;
import io.meshwright.product.ProductName;
import io.meshwright.sql.AnalyzedQuery;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The dashboards in force, held against one mesh. Immutable; a change makes new ones.
 *
 * @param diagnostics what is wrong with files whose last good version is in force instead
 */
public record Dashboards(List<Checked> all, List<Diagnostic> diagnostics, CompiledMesh mesh) {

    public Dashboards {
        all = List.copyOf(all);
        diagnostics = List.copyOf(diagnostics);
    }

    /** A dashboard with its tiles held against the mesh. */
    public record Checked(Dashboard dashboard, List<CheckedTile> tiles) {
        public Checked {
            tiles = List.copyOf(tiles);
        }

        public Optional<CheckedTile> tile(String id) {
            return tiles.stream().filter(tile -> tile.tile().id().equals(id)).findFirst();
        }

        /** The understood queries by tile. */
        Map<String, AnalyzedQuery> queries() {
            Map<String, AnalyzedQuery> queries = new LinkedHashMap<>();
            tiles.forEach(tile ->
                    tile.query().ifPresent(query -> queries.put(tile.tile().id(), query)));
            return queries;
        }
    }

    /** The dashboards with a tile that asks this product. */
    public List<Dashboard> readersOf(ProductName product) {
        return all.stream()
                .filter(checked -> checked.tiles().stream()
                        .flatMap(tile -> TileAnswers.products(tile, mesh.mesh()).stream())
                        .anyMatch(read -> read.name().equals(product)))
                .map(Checked::dashboard)
                .toList();
    }

    public Optional<Checked> dashboard(ProductName name) {
        return all.stream()
                .filter(checked -> checked.dashboard().name().equals(name))
                .findFirst();
    }
}
