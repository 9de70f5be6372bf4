package io.meshwright.dashboard;

import io.meshwright.diagnostic.SourceLocation;
import io.meshwright.product.ProductName;
import java.util.List;
import java.util.Optional;

/**
 * A dashboard: questions about published products, for one audience.
 *
 * @param name {@code domain/name}, from its file's place
 * @param owner name of the owning team within the domain
 */
public record Dashboard(
        ProductName name,
        String title,
        String purpose,
        String audience,
        String owner,
        List<Tile> tiles,
        SourceLocation location) {

    public Dashboard {
        tiles = List.copyOf(tiles);
    }

    public Optional<Tile> tile(String id) {
        return tiles.stream().filter(tile -> tile.id().equals(id)).findFirst();
    }
}
