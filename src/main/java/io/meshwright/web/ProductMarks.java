package io.meshwright.web;

import io.meshwright.run.ProductState;
import io.meshwright.run.ProductStates;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.TreeMap;

/** Which products carry a mark on the map: no mark means the contract is met. */
@ApplicationScoped
class ProductMarks {

    private final ProductStates states;

    ProductMarks(ProductStates states) {
        this.states = states;
    }

    /** fail or warn, by product. */
    Map<String, String> current() {
        Map<String, String> marks = new TreeMap<>();
        states.all().forEach((product, state) -> {
            String mark = mark(state);
            if (!mark.isEmpty()) {
                marks.put(product.toString(), mark);
            }
        });
        return marks;
    }

    private static String mark(ProductState state) {
        return switch (state.condition()) {
            case CONTRACT_BROKEN, FAILED, INVALID -> "fail";
            case LATE -> "warn";
            case WAITING, RUNNING, CONTRACT_MET -> "";
        };
    }
}
