package io.meshwright.run;

import io.meshwright.product.ProductName;
import io.meshwright.product.ProductVersion;
import io.meshwright.run.ProductState.Condition;
import io.meshwright.run.Publications.Served;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** How the products of the mesh stand now. */
@ApplicationScoped
public class ProductStates {

    /** Enough for the recent finished runs, a running and a waiting one. */
    private static final int RUNS = ProductState.RECENT + 2;

    private final RunnableMesh mesh;
    private final CatalogSql catalog;
    private final Publications publications;
    private final Clock clock;

    ProductStates(RunnableMesh mesh, CatalogSql catalog, Publications publications, Clock clock) {
        this.mesh = mesh;
        this.catalog = catalog;
        this.publications = publications;
        this.clock = clock;
    }

    /** Of a product that is in the mesh. */
    public Optional<ProductState> of(ProductName name) {
        boolean known = mesh.isKnown();
        return mesh.mesh().product(name).map(product -> states(List.of(product), known)
                .get(name));
    }

    /** Of all products in the mesh. */
    public Map<ProductName, ProductState> all() {
        boolean known = mesh.isKnown();
        return states(mesh.mesh().products(), known);
    }

    /** @param known whether it was known which products can run, before they were looked up */
    private Map<ProductName, ProductState> states(List<ProductVersion> products, boolean known) {
        Map<ProductName, List<Served>> served = publications.byProduct();
        Set<UUID> servedRuns = products.stream()
                .flatMap(product -> served.getOrDefault(product.name(), List.of()).stream())
                .map(Served::run)
                .collect(Collectors.toSet());
        History history = history(products, servedRuns);
        Instant now = clock.instant();
        Map<ProductName, ProductState> states = new LinkedHashMap<>();
        for (ProductVersion product : products) {
            List<Served> ports = served.getOrDefault(product.name(), List.of());
            Optional<Run> servedRun = ports.stream()
                    .map(port -> history.runs().get(port.run()))
                    .filter(Objects::nonNull)
                    .max(Comparator.comparingLong(Run::number));
            Standing standing = new Standing(
                    product,
                    invalid(product),
                    history.newest().getOrDefault(product.name(), List.of()),
                    servedRun,
                    servedRun.map(Run::id).map(history.freshUntil()::get),
                    ports.isEmpty()
                            ? -1
                            : ports.stream().mapToLong(Served::rows).sum());
            ProductState state = standing.at(now);
            states.put(product.name(), known ? state : whileReading(state));
        }
        return states;
    }

    /** What is still being read after a start is not called broken. */
    private static ProductState whileReading(ProductState state) {
        return state.condition() == Condition.INVALID
                ? new ProductState(
                        state.product(),
                        Condition.WAITING,
                        "Its documents are being read",
                        state.last(),
                        state.served(),
                        state.rows(),
                        state.next(),
                        state.recent())
                : state;
    }

    private Optional<String> invalid(ProductVersion product) {
        return mesh.product(product.name()).isPresent()
                ? Optional.empty()
                : Optional.of(mesh.whyInvalid(product.name()));
    }

    /** @param newest per product, newest first; the first of them with steps and checks */
    private record History(Map<ProductName, List<Run>> newest, Map<UUID, Run> runs, Map<UUID, Instant> freshUntil) {}

    private History history(List<ProductVersion> products, Set<UUID> served) {
        return catalog.transaction(transaction -> {
            Map<ProductName, List<Run>> newest = transaction
                    .list(
                            """
                            SELECT newest.* FROM unnest(?::text[], ?::text[]) AS p(domain, product)
                            CROSS JOIN LATERAL (SELECT * FROM run WHERE run.domain = p.domain AND run.product = p.product
                              ORDER BY number DESC LIMIT ?) AS newest""",
                            RunReader::summary,
                            products.stream()
                                    .map(product -> product.name().domain())
                                    .toArray(String[]::new),
                            products.stream()
                                    .map(product -> product.name().name())
                                    .toArray(String[]::new),
                            RUNS)
                    .stream()
                    .collect(Collectors.groupingBy(Run::product));
            Map<UUID, Run> runs = new HashMap<>();
            Map<UUID, Instant> freshUntil = new HashMap<>();
            transaction.list(
                    "SELECT * FROM run WHERE id = ANY (?)",
                    row -> {
                        Run run = RunReader.summary(row);
                        CatalogSql.optionalInstant(row, "fresh_until")
                                .ifPresent(until -> freshUntil.put(run.id(), until));
                        return runs.put(run.id(), run);
                    },
                    (Object) served.toArray(UUID[]::new));
            List<Run> last = newest.values().stream().map(list -> list.get(0)).toList();
            for (Run run : RunReader.complete(transaction, last)) {
                newest.computeIfPresent(run.product(), (name, list) -> replaceFirst(list, run));
            }
            return new History(newest, runs, freshUntil);
        });
    }

    private static List<Run> replaceFirst(List<Run> runs, Run first) {
        List<Run> replaced = new ArrayList<>(runs);
        replaced.set(0, first);
        return replaced;
    }
}
