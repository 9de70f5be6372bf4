package io.meshwright.run;

import io.meshwright.diagnostic.Diagnostic;
import io.meshwright.plan.CompiledProduct;
import io.meshwright.plan.MeshCatalog;
import io.meshwright.plan.Plan;
import io.meshwright.plan.Planner;
import io.meshwright.product.Mesh;
import io.meshwright.product.ProductName;
import jakarta.inject.Singleton;
import java.util.List;

/** The mesh of the catalog. */
@Singleton
class CatalogMesh implements RunnableMesh {

    private final MeshCatalog catalog;

    CatalogMesh(MeshCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public Mesh mesh() {
        return catalog.current().mesh();
    }

    @Override
    public List<CompiledProduct> products() {
        return catalog.current().products();
    }

    @Override
    public boolean isKnown() {
        return catalog.isReady();
    }

    @Override
    public Plan plan(CompiledProduct product) {
        return Planner.plan(product, mesh());
    }

    @Override
    public String whyInvalid(ProductName product) {
        return catalog.current().diagnosticsOf(product).stream()
                .filter(Diagnostic::isError)
                .findFirst()
                .map(Diagnostic::toString)
                .orElse("It does not fit what it reads any more; mend its documents");
    }
}
