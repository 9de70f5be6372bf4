package io.meshwright.plan;

import io.meshwright.product.OutputPort;
import io.meshwright.product.ProductVersion;
import io.meshwright.sql.AnalyzedQuery;
import java.util.List;

/** A product whose SQL agrees with its contracts: ready to be planned and run. */
public record CompiledProduct(ProductVersion product, List<CompiledPort> ports) {

    public CompiledProduct {
        ports = List.copyOf(ports);
    }

    public record CompiledPort(OutputPort port, AnalyzedQuery query) {}
}
