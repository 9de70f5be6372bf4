package io.meshwright.run;

import io.meshwright.plan.CompiledProduct;
import io.meshwright.plan.Plan;
import io.meshwright.product.Mesh;
import io.meshwright.product.ProductName;
import java.util.List;
import java.util.Optional;

/** The mesh in force, as far as running it goes. */
interface RunnableMesh {

    Mesh mesh();

    /** Products whose documents agree: those that can run. */
    List<CompiledProduct> products();

    Plan plan(CompiledProduct product);

    /** Why a product of the mesh cannot run. */
    String whyInvalid(ProductName product);

    /** Whether it is known which products can run; in the first moments after a start it is not. */
    default boolean isKnown() {
        return true;
    }

    /** Whether a product was taken out of the mesh. An empty mesh is one that could not be read: nothing was. */
    default boolean hasLost(ProductName name) {
        return !mesh().products().isEmpty() && mesh().product(name).isEmpty();
    }

    default Optional<CompiledProduct> product(ProductName name) {
        return products().stream()
                .filter(compiled -> compiled.product().name().equals(name))
                .findFirst();
    }
}
