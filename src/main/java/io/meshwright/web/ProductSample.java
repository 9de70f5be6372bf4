package io.meshwright.web;

import io.meshwright.access.Actor;
import io.meshwright.access.CurrentActor;
import io.meshwright.plan.MeshCatalog;
import io.meshwright.product.OutputPort;
import io.meshwright.product.ProductName;
import io.meshwright.product.ProductVersion;
import io.meshwright.run.ProductState;
import io.meshwright.run.ProductStates;
import io.meshwright.warehouse.Warehouse;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;

/** Some published rows of a product, for those who have signed in; restricted columns are hidden from most. */
@Path("/products/{domain}/{name}/sample")
@Produces(MediaType.TEXT_HTML)
public class ProductSample {

    private static final int ROWS = 20;

    /** What is shown: rows by port, or why there are none. */
    public record Sample(ProductVersion product, boolean published, List<SampleRows> ports) {}

    @CheckedTemplate(basePath = "product")
    static class Templates {
        private Templates() {}

        static native TemplateInstance sample(Sample page);

        @SuppressWarnings("MethodName") // Qute's way to name a fragment
        static native TemplateInstance sample$rows(Sample page);
    }

    private final MeshCatalog catalog;
    private final ProductStates states;
    private final Warehouse warehouse;
    private final CurrentActor visitor;

    ProductSample(MeshCatalog catalog, ProductStates states, Warehouse warehouse, CurrentActor visitor) {
        this.catalog = catalog;
        this.states = states;
        this.warehouse = warehouse;
        this.visitor = visitor;
    }

    @GET
    public TemplateInstance sample(String domain, String name, @HeaderParam("HX-Request") boolean part) {
        Actor actor = visitor.requireSignedIn();
        ProductName wanted = ProductPages.productName(domain, name);
        ProductVersion product = catalog.current().mesh().product(wanted).orElseThrow(NotFoundException::new);
        boolean published = states.of(wanted).flatMap(ProductState::served).isPresent();
        List<SampleRows> ports = published
                ? product.outputs().stream()
                        .map(port -> rows(port, actor.maySeeRows(domain)))
                        .toList()
                : List.of();
        Sample page = new Sample(product, published, ports);
        return part ? Templates.sample$rows(page) : Templates.sample(page);
    }

    private SampleRows rows(OutputPort port, boolean seesAll) {
        String sql = "SELECT * FROM " + port.table().quoted() + " LIMIT " + ROWS;
        return SampleRows.of(port, warehouse.query(sql, Map.of()), seesAll);
    }
}
