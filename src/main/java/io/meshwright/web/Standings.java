package io.meshwright.web;

import io.meshwright.plan.MeshCatalog;
import io.meshwright.product.ProductName;
import io.meshwright.run.ProductState;
import io.meshwright.run.ProductState.Condition;
import io.meshwright.run.ProductStates;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** How products stand, as pages say it: what is still being read after a start is not called broken. */
@ApplicationScoped
public class Standings {

    private final ProductStates states;
    private final MeshCatalog catalog;

    Standings(ProductStates states, MeshCatalog catalog) {
        this.states = states;
        this.catalog = catalog;
    }

    /** Of any product of the mesh; the moment's state of all of them. */
    public Function<ProductName, ProductState> all() {
        boolean reading = !catalog.isReady();
        Map<ProductName, ProductState> known = new LinkedHashMap<>();
        states.all().forEach((name, state) -> known.put(name, reading ? whileReading(state) : state));
        return name -> known.getOrDefault(name, unknown(name));
    }

    public ProductState of(ProductName name) {
        boolean reading = !catalog.isReady();
        ProductState state = states.of(name).orElseGet(() -> unknown(name));
        return reading ? whileReading(state) : state;
    }

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

    /** A product that came into the mesh a moment ago. */
    private static ProductState unknown(ProductName name) {
        return new ProductState(
                name, Condition.WAITING, "", Optional.empty(), Optional.empty(), -1, Optional.empty(), List.of());
    }
}
