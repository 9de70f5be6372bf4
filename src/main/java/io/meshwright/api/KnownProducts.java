package io.meshwright.api;

import io.meshwright.diagnostic.Nearest;
import io.meshwright.plan.MeshCatalog;
import io.meshwright.product.ProductVersion;
import jakarta.enterprise.context.ApplicationScoped;

/** The products of the mesh by their address; a wrong one is answered with those that may be meant. */
@ApplicationScoped
class KnownProducts {

    private final MeshCatalog catalog;

    KnownProducts(MeshCatalog catalog) {
        this.catalog = catalog;
    }

    /** @throws jakarta.ws.rs.WebApplicationException when there is none */
    ProductVersion find(String domain, String name) {
        String wanted = domain + "/" + name;
        boolean ready = catalog.isReady();
        var products = catalog.current().mesh().products();
        return products.stream()
                .filter(product -> product.name().toString().equals(wanted))
                .findFirst()
                .orElseThrow(() -> ready
                        ? Problem.of(404, "Not found", "There is no product " + wanted + ".")
                                .suggesting(Nearest.some(
                                        wanted,
                                        products.stream()
                                                .map(product -> product.name().toString())
                                                .toList()))
                                .exception()
                        : Problem.soon("The documents of the mesh are being read."));
    }
}
