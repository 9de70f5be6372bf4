package io.meshwright.dashboard;

import io.meshwright.product.ProductName;
import io.meshwright.product.ProductVersion;
import io.meshwright.run.ProductState;
import io.meshwright.run.ProductState.Condition;
import io.meshwright.run.Run;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How the products behind a tile stand.
 *
 * @param oldest when the oldest of their served versions was published
 * @param late titles of products older than they should be
 * @param broken the products whose last run was held back or failed, so that an older version is served
 */
public record TileStanding(Optional<Instant> oldest, List<String> late, List<Broken> broken) {

    public TileStanding {
        late = List.copyOf(late);
        broken = List.copyOf(broken);
    }

    /**
     * A product whose newest version was not published.
     *
     * @param contract whether its contract was broken; else the run failed for another reason
     * @param run the run that did not publish
     */
    public record Broken(ProductName product, String title, boolean contract, Optional<Run> run) {}

    /** Of some products, by how each stands now. */
    public static TileStanding of(List<ProductVersion> products, Map<ProductName, ProductState> states) {
        List<ProductState> standing = products.stream()
                .map(product -> states.get(product.name()))
                .filter(Objects::nonNull)
                .toList();
        return new TileStanding(
                standing.stream()
                        .flatMap(state -> state.served().stream())
                        .flatMap(run -> run.ended().stream())
                        .min(Comparator.naturalOrder()),
                products.stream()
                        .filter(product -> is(states, product, Condition.LATE))
                        .map(ProductVersion::title)
                        .toList(),
                products.stream()
                        .filter(product ->
                                is(states, product, Condition.CONTRACT_BROKEN) || is(states, product, Condition.FAILED))
                        .map(product -> new Broken(
                                product.name(),
                                product.title(),
                                is(states, product, Condition.CONTRACT_BROKEN),
                                states.get(product.name()).last()))
                        .toList());
    }

    private static boolean is(Map<ProductName, ProductState> states, ProductVersion product, Condition condition) {
        ProductState state = states.get(product.name());
        return state != null && state.condition() == condition;
    }
}
