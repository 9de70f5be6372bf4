package io.meshwright.web;

import io.meshwright.access.CurrentActor;
import io.meshwright.product.ProductName;
import io.meshwright.run.RunRequests;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** Runs of a product, asked for by hand. */
@Path("/products/{domain}/{name}/runs")
public class ProductRuns {

    private final RunRequests requests;
    private final CurrentActor visitor;

    ProductRuns(RunRequests requests, CurrentActor visitor) {
        this.requests = requests;
        this.visitor = visitor;
    }

    @POST
    public Response run(String domain, String name) {
        ProductName product = ProductPages.productName(domain, name);
        String who = visitor.requireRun(domain).name();
        String address = requests.request(product, who).map(RunWords::href).orElse("/products/" + product);
        return Response.seeOther(URI.create(address)).build();
    }
}
