package io.meshwright.web;

import io.meshwright.access.Actor;
import io.meshwright.access.CurrentActor;
import io.meshwright.dashboard.DashboardCatalog;
import io.meshwright.dashboard.Dashboards;
import io.meshwright.product.OutputPort;
import io.meshwright.product.ProductName;
import io.meshwright.product.ProductRegistry;
import io.meshwright.product.ProductVersion;
import io.meshwright.run.RunHistory;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** The page of a data product, and its documents. */
@Path("/products/{domain}/{name}")
@Produces(MediaType.TEXT_HTML)
public class ProductPages {

    private static final int RUNS = 30;

    @CheckedTemplate(basePath = "product")
    static class Templates {
        private Templates() {}

        static native TemplateInstance product(ProductView page);

        @SuppressWarnings("MethodName") // Qute's way to name a fragment
        static native TemplateInstance product$head(ProductView page);

        static native TemplateInstance rejected(Rejected page);
    }

    private final DashboardCatalog dashboards;
    private final ProductRegistry registry;
    private final Standings states;
    private final RunHistory history;
    private final CurrentActor visitor;

    ProductPages(
            DashboardCatalog dashboards,
            ProductRegistry registry,
            Standings states,
            RunHistory history,
            CurrentActor visitor) {
        this.dashboards = dashboards;
        this.registry = registry;
        this.states = states;
        this.history = history;
        this.visitor = visitor;
    }

    @GET
    public TemplateInstance product(String domain, String name, @HeaderParam("HX-Request") boolean refreshing) {
        ProductName wanted = productName(domain, name);
        Dashboards now = dashboards.current();
        Optional<Rejected> rejected = Rejected.of(wanted, now.mesh());
        if (rejected.isPresent()) {
            return Templates.rejected(rejected.get());
        }
        ProductView page = view(find(wanted, now), now);
        return refreshing ? Templates.product$head(page) : Templates.product(page);
    }

    /** The product's ODPS document as it was written. */
    @GET
    @Path("product.odps.yaml")
    @Produces("application/yaml")
    public Response document(String domain, String name) {
        return download(
                domain + "." + name + ".odps.yaml",
                find(productName(domain, name), dashboards.current()).document());
    }

    /** The ODCS contract of a port as it was written. */
    @GET
    @Path("contracts/{port}")
    @Produces("application/yaml")
    public Response contract(String domain, String name, String port) {
        OutputPort found = find(productName(domain, name), dashboards.current()).outputs().stream()
                .filter(candidate -> candidate.name().equals(port))
                .findFirst()
                .orElseThrow(NotFoundException::new);
        return download(found.contract().id() + ".odcs.yaml", found.contract().document());
    }

    private static Response download(String file, String document) {
        return Response.ok(document)
                .header("Content-Disposition", "attachment; filename=\"" + file.replaceAll("[^\\w.-]", "_") + "\"")
                .build();
    }

    static ProductName productName(String domain, String name) {
        if (!ProductName.isKebab(domain) || !ProductName.isKebab(name)) {
            throw new NotFoundException();
        }
        return new ProductName(domain, name);
    }

    private static ProductVersion find(ProductName name, Dashboards now) {
        return now.mesh().mesh().product(name).orElseThrow(NotFoundException::new);
    }

    private ProductView view(ProductVersion product, Dashboards now) {
        ProductName name = product.name();
        Actor actor = visitor.get();
        return ProductView.of(
                product,
                now,
                states.of(name),
                history.of(name, 0, RUNS),
                registry.history(name),
                new ProductView.Rights(
                        actor.mayRun(name.domain()),
                        actor.mayChange(name.domain()),
                        actor.isSignedIn(),
                        !actor.maySeeRows(name.domain())));
    }
}
