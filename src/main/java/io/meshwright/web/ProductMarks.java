package io.meshwright.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Which products carry a mark on the map: no mark means the contract is met. */
@ApplicationScoped
class ProductMarks {

    /** fail or warn, by product. */
    Map<String, String> current() {
        return Map.of();
    }
}
