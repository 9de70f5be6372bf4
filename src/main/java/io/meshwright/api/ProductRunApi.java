package io.meshwright.api;

import io.meshwright.access.Actor;
import io.meshwright.access.CurrentActor;
import io.meshwright.api.ProductViews.RunSummary;
import io.meshwright.api.RunViews.RunPage;
import io.meshwright.plan.MeshCatalog;
import io.meshwright.product.ProductName;
import io.meshwright.run.Run;
import io.meshwright.run.RunHistory;
import io.meshwright.run.RunRequests;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Runs of one product. */
@Path("/api/v1/products/{domain}/{name}/runs")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Runs")
@APIResponse(responseCode = "401", ref = ApiDescription.STRANGER)
@APIResponse(responseCode = "404", ref = ApiDescription.MISSING)
public class ProductRunApi {

    private final KnownProducts products;
    private final MeshCatalog catalog;
    private final RunHistory history;
    private final RunRequests requests;
    private final CurrentActor current;

    ProductRunApi(
            KnownProducts products,
            MeshCatalog catalog,
            RunHistory history,
            RunRequests requests,
            CurrentActor current) {
        this.products = products;
        this.catalog = catalog;
        this.history = history;
        this.requests = requests;
        this.current = current;
    }

    @GET
    @Operation(operationId = "listRuns", summary = "Runs of a product, the newest first")
    @APIResponseSchema(value = RunPage.class, responseDescription = "A page of runs")
    @APIResponse(responseCode = "400", ref = ApiDescription.UNREADABLE)
    public RunPage runs(
            @PathParam("domain") String domain,
            @PathParam("name") String name,
            @QueryParam("page") @DefaultValue("1") String page,
            @QueryParam("size") @DefaultValue("50") String size) {
        ProductName product = products.find(domain, name).name();
        PageNumber wanted = PageNumber.of(page, size);
        return RunViews.page(history.of(product, wanted.offset(), wanted.size()), history.count(product), wanted);
    }

    @POST
    @Operation(
            operationId = "requestRun",
            summary = "Run a product now",
            description =
                    "For members of its domain and operators. A run that waits already is the answer to a second request.")
    @APIResponseSchema(
            value = RunSummary.class,
            responseCode = "202",
            responseDescription = "The run waits; Location leads to it")
    @APIResponse(responseCode = "403", ref = ApiDescription.FOREIGN)
    @APIResponse(responseCode = "409", ref = ApiDescription.CONFLICT)
    public Response request(@PathParam("domain") String domain, @PathParam("name") String name) {
        ProductName product = products.find(domain, name).name();
        Actor actor = current.requireRun(domain);
        Run run = requests.request(product, actor.name())
                .orElseThrow(() -> Problem.of(409, "Cannot run", "The documents of " + product + " disagree.")
                        .because(catalog.current().diagnosticsOf(product))
                        .exception());
        return Response.accepted(ProductViews.run(run))
                .location(URI.create("/api/v1/runs/" + run.id()))
                .build();
    }
}
