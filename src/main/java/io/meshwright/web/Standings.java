package io.meshwright.web;

import io.meshwright.product.ProductName;
import io.meshwright.run.ProductState;
import io.meshwright.run.ProductState.Condition;
import io.meshwright.run.ProductStates;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** How products stand, as pages say it; what came a moment ago waits. */
@ApplicationScoped
public class Standings {

    private final ProductStates states;

    Standings(ProductStates states) {
        this.states = states;
    }

    /** Of any product of the mesh; the moment's state of all of them. */
    public Function<ProductName, ProductState> all() {
        Map<ProductName, ProductState> known = states.all();
        return name -> known.getOrDefault(name, unknown(name));
    }

    public ProductState of(ProductName name) {
        return states.of(name).orElseGet(() -> unknown(name));
    }

    /** A product that came into the mesh a moment ago. */
    private static ProductState unknown(ProductName name) {
        return new ProductState(
                name, Condition.WAITING, "", Optional.empty(), Optional.empty(), -1, Optional.empty(), List.of());
    }
}
