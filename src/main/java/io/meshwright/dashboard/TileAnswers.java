package io.meshwright.dashboard;

import io.meshwright.dashboard.TileAnswer.Answered;
import io.meshwright.dashboard.TileAnswer.Failed;
import io.meshwright.dashboard.TileAnswer.Unfit;
import io.meshwright.dashboard.TileAnswer.Waiting;
import io.meshwright.product.Mesh;
import io.meshwright.product.ProductName;
import io.meshwright.product.ProductVersion;
import io.meshwright.run.ProductState;
import io.meshwright.sql.AnalyzedQuery;
import io.meshwright.warehouse.JobFailure;
import io.meshwright.warehouse.QueryResult;
import io.meshwright.warehouse.Warehouse;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/** Answers tiles. An answer is kept until one of the products it was asked of is published again. */
@ApplicationScoped
public class TileAnswers {

    /** More than this is not read on a screen. */
    static final int MOST_ROWS = 500;

    private static final int AT_ONCE = 3;
    private static final Logger LOG = Logger.getLogger(TileAnswers.class);

    private final Warehouse warehouse;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();
    private final ExecutorService asking = Executors.newFixedThreadPool(AT_ONCE, task -> {
        Thread thread = new Thread(task, "dashboard-tiles");
        thread.setDaemon(true);
        return thread;
    });

    /** An answer and what it was made from. */
    private record Kept(String sql, Map<ProductName, UUID> served, CompletableFuture<TileAnswer> answer) {

        boolean holds(String sqlNow, Map<ProductName, UUID> servedNow) {
            boolean failed = answer.isDone() && answer.getNow(null) instanceof Failed;
            return !failed && sql.equals(sqlNow) && served.equals(servedNow);
        }
    }

    TileAnswers(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    void stop(@Observes ShutdownEvent event) {
        asking.shutdownNow();
    }

    /** The products a tile asks. */
    public static List<ProductVersion> products(CheckedTile tile, Mesh mesh) {
        return tile.query().stream()
                .flatMap(query -> query.tables().stream())
                .flatMap(table -> mesh.producerOf(table).stream())
                .distinct()
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .toList();
    }

    /**
     * Asks, or remembers.
     *
     * @param states how the products stand now
     */
    public CompletableFuture<TileAnswer> answer(
            ProductName dashboard, CheckedTile tile, Mesh mesh, Map<ProductName, ProductState> states) {
        Optional<AnalyzedQuery> query = tile.query();
        if (query.isEmpty()) {
            return CompletableFuture.completedFuture(new Unfit(tile.diagnostics()));
        }
        Map<ProductName, UUID> served = new HashMap<>();
        List<ProductVersion> products = products(tile, mesh);
        products.forEach(product -> Optional.ofNullable(states.get(product.name()))
                .flatMap(ProductState::served)
                .ifPresent(run -> served.put(product.name(), run.id())));
        List<String> missing = products.stream()
                .filter(product -> !served.containsKey(product.name()))
                .map(ProductVersion::title)
                .toList();
        if (!missing.isEmpty()) {
            return CompletableFuture.completedFuture(new Waiting(missing));
        }
        String sql = tile.tile().sql();
        return kept.compute(
                        dashboard + " " + tile.tile().id(),
                        (key, before) -> before != null && before.holds(sql, served)
                                ? before
                                : new Kept(sql, served, asked(key, sql)))
                .answer();
    }

    private CompletableFuture<TileAnswer> asked(String tile, String sql) {
        return CompletableFuture.supplyAsync(() -> ask(tile, sql), asking).exceptionally(failure -> {
            LOG.errorf(failure, "The tile %s could not be answered", tile);
            return new Failed("The query could not be run; the log says more.");
        });
    }

    private TileAnswer ask(String tile, String sql) {
        try {
            QueryResult result = warehouse.query(sql, Map.of(), MOST_ROWS + 1);
            boolean more = result.rows().size() > MOST_ROWS;
            return new Answered(new TileData(more ? first(result) : result, more));
        } catch (JobFailure e) {
            LOG.warnf("The tile %s could not be answered: %s", tile, e.getMessage());
            return new Failed(e.getMessage());
        }
    }

    private static QueryResult first(QueryResult result) {
        return new QueryResult(
                result.columns(),
                List.copyOf(result.rows().subList(0, MOST_ROWS)),
                result.jobId(),
                result.bytesProcessed());
    }
}
