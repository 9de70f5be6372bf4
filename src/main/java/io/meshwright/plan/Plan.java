package io.meshwright.plan;

import io.meshwright.product.ProductVersion;
import java.util.List;

/** The steps of one run in their order: ingest, build every port, check every port, then publish every port. */
public record Plan(ProductVersion product, List<Step> steps) {
    public Plan {
        steps = List.copyOf(steps);
    }
}
