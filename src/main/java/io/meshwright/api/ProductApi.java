package io.meshwright.api;

import io.meshwright.api.ProductViews.PortView;
import io.meshwright.api.ProductViews.ProductDetail;
import io.meshwright.api.ProductViews.ProductPage;
import io.meshwright.api.ProductViews.ProductSummary;
import io.meshwright.diagnostic.Nearest;
import io.meshwright.plan.MeshCatalog;
import io.meshwright.product.OutputPort;
import io.meshwright.product.ProductName;
import io.meshwright.product.ProductVersion;
import io.meshwright.run.ProductState;
import io.meshwright.run.ProductStates;
import io.meshwright.warehouse.Warehouse;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Products and their documents. */
@Path("/api/v1/products")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Products")
@APIResponse(responseCode = "401", ref = ApiDescription.STRANGER)
public class ProductApi {

    private static final String YAML = "application/yaml";

    private final MeshCatalog catalog;
    private final ProductStates states;
    private final KnownProducts products;
    private final Warehouse warehouse;

    @Inject
    ProductApi(MeshCatalog catalog, ProductStates states, KnownProducts products, Warehouse warehouse) {
        this.catalog = catalog;
        this.states = states;
        this.products = products;
        this.warehouse = warehouse;
    }

    @GET
    @Operation(
            operationId = "listProducts",
            summary = "Products of the mesh",
            description = "Filters are joined by and; they ignore case.")
    @APIResponseSchema(value = ProductPage.class, responseDescription = "A page of products")
    @APIResponse(responseCode = "400", ref = ApiDescription.UNREADABLE)
    public ProductPage products(
            @QueryParam("domain") @DefaultValue("") @Parameter(example = "movies-interactions") String domain,
            @QueryParam("alignment") @DefaultValue("") @Parameter(description = "producer-aligned or consumer-aligned")
                    String alignment,
            @QueryParam("state")
                    @DefaultValue("")
                    @Parameter(description = "waiting, running, contract-met, contract-broken, failed, late or invalid")
                    String state,
            @QueryParam("tag") @DefaultValue("") String tag,
            @QueryParam("q")
                    @DefaultValue("")
                    @Parameter(description = "Words in name, title, purpose, tags or columns")
                    String q,
            @QueryParam("page") @DefaultValue("1") @Parameter(description = "From 1") String page,
            @QueryParam("size") @DefaultValue("50") @Parameter(description = "At most 200") String size) {
        PageNumber wanted = PageNumber.of(page, size);
        checkChoice("alignment", alignment, List.of("producer-aligned", "consumer-aligned"));
        checkChoice("state", state, conditions());
        Map<ProductName, ProductState> known = states.all();
        List<ProductSummary> matching = catalog.current().mesh().products().stream()
                .filter(product -> domain.isEmpty() || product.name().domain().equalsIgnoreCase(domain))
                .filter(product -> tag.isEmpty() || product.tags().stream().anyMatch(tag::equalsIgnoreCase))
                .filter(product -> matches(product, q))
                .sorted((one, other) -> one.name().compareTo(other.name()))
                .map(product -> ProductViews.summary(product, Optional.ofNullable(known.get(product.name()))))
                .filter(product -> alignment.isEmpty() || product.alignment().equalsIgnoreCase(alignment))
                .filter(product -> state.isEmpty() || product.state().equalsIgnoreCase(state))
                .toList();
        List<ProductSummary> items =
                matching.stream().skip(wanted.offset()).limit(wanted.size()).toList();
        return new ProductPage(items, matching.size(), wanted.number(), wanted.size());
    }

    @GET
    @Path("{domain}/{name}")
    @Operation(operationId = "getProduct", summary = "One product: state, ports, contract, runs")
    @APIResponseSchema(value = ProductDetail.class, responseDescription = "The product")
    @APIResponse(responseCode = "404", ref = ApiDescription.MISSING)
    public ProductDetail product(@PathParam("domain") String domain, @PathParam("name") String name) {
        ProductVersion product = products.find(domain, name);
        Optional<ProductState> state = states.of(product.name());
        return new ProductDetail(
                domain,
                name,
                product.title(),
                product.version(),
                product.status(),
                ProductViews.alignment(product),
                product.purpose(),
                product.limitations(),
                product.usage(),
                product.tags(),
                ProductViews.owner(product, catalog.current().mesh().domain(domain)),
                ProductViews.schedule(product, state),
                product.inputs().stream().map(ProductViews::input).toList(),
                product.outputs().stream().map(this::port).toList(),
                ProductViews.state(state),
                state.map(ProductState::reason).orElse(""),
                ProductViews.contractState(state),
                state.flatMap(ProductState::last).map(ProductViews::run).orElse(null),
                state.flatMap(ProductState::served).map(ProductViews::run).orElse(null));
    }

    @GET
    @Path("{domain}/{name}/contract")
    @Produces(YAML)
    @Operation(operationId = "getContract", summary = "The contract as it was written (ODCS)")
    @APIResponse(
            responseCode = "200",
            description = "The document",
            content = @Content(mediaType = YAML, schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "404", ref = ApiDescription.MISSING)
    public Response contract(
            @PathParam("domain") String domain,
            @PathParam("name") String name,
            @QueryParam("port")
                    @DefaultValue("")
                    @Parameter(description = "Needed only for products with several ports")
                    String port) {
        ProductVersion product = products.find(domain, name);
        OutputPort chosen = product.outputs().stream()
                .filter(known -> port.isEmpty() || known.name().equals(port))
                .findFirst()
                .orElseThrow(() -> Problem.of(404, "Not found", product.name() + " has no port '" + port + "'.")
                        .suggesting(
                                product.outputs().stream().map(OutputPort::name).toList())
                        .exception());
        return yaml(chosen.contract().document(), chosen.name() + ".odcs.yaml");
    }

    @GET
    @Path("{domain}/{name}/document")
    @Produces(YAML)
    @Operation(operationId = "getProductDocument", summary = "The product as it was written (ODPS)")
    @APIResponse(
            responseCode = "200",
            description = "The document",
            content = @Content(mediaType = YAML, schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "404", ref = ApiDescription.MISSING)
    public Response document(@PathParam("domain") String domain, @PathParam("name") String name) {
        return yaml(products.find(domain, name).document(), name + ".odps.yaml");
    }

    private PortView port(OutputPort port) {
        Long rows = warehouse.table(port.table()).map(Warehouse.TableInfo::rows).orElse(null);
        return ProductViews.port(port, rows);
    }

    private static Response yaml(String text, String file) {
        return Response.ok(text, YAML)
                .header("Content-Disposition", "attachment; filename=\"" + file + "\"")
                .build();
    }

    private static boolean matches(ProductVersion product, String q) {
        StringBuilder text = new StringBuilder(product.name() + " " + product.title() + " " + product.purpose());
        product.tags().forEach(tag -> text.append(' ').append(tag));
        product.outputs().forEach(port -> port.schema()
                .properties()
                .forEach(column ->
                        text.append(' ').append(column.name()).append(' ').append(column.description())));
        String all = text.toString().toLowerCase(Locale.ROOT);
        return List.of(q.toLowerCase(Locale.ROOT).strip().split("\\s+")).stream()
                .allMatch(all::contains);
    }

    private static List<String> conditions() {
        return List.of(ProductState.Condition.values()).stream()
                .map(ProductViews::word)
                .toList();
    }

    private static void checkChoice(String name, String value, List<String> choices) {
        if (!value.isEmpty() && !choices.contains(value.toLowerCase(Locale.ROOT))) {
            throw Problem.badRequest(name + " is one of " + String.join(", ", choices) + ".")
                    .suggesting(Nearest.some(value, choices))
                    .exception();
        }
    }
}
