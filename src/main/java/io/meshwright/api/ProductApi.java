package io.meshwright.api;

import io.meshwright.access.Actor;
import io.meshwright.access.CurrentActor;
import io.meshwright.api.ProductViews.PortView;
import io.meshwright.api.ProductViews.ProductDetail;
import io.meshwright.api.ProductViews.ProductPage;
import io.meshwright.api.ProductViews.ProductSummary;
import io.meshwright.api.ProductViews.RunSummary;
import io.meshwright.api.RunViews.RunPage;
import io.meshwright.plan.CompiledMesh;
import io.meshwright.plan.MeshCatalog;
import io.meshwright.product.OutputPort;
import io.meshwright.product.ProductName;
import io.meshwright.product.ProductVersion;
import io.meshwright.run.ProductState;
import io.meshwright.run.ProductStates;
import io.meshwright.run.Run;
import io.meshwright.run.RunHistory;
import io.meshwright.run.RunRequests;
import io.meshwright.run.RunState;
import io.meshwright.warehouse.Warehouse;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Products, their contracts and their runs. */
@Path("/api/v1/products")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Products")
@SecurityScheme(
        securitySchemeName = "token",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        description = "An API token; your account page makes one. Reading may need none.")
@SecurityRequirement(name = "token")
@APIResponse(
        responseCode = "401",
        description = "No valid token",
        content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
public class ProductApi {

    private static final int LARGEST_PAGE = 200;
    private static final String YAML = "application/yaml";

    private final MeshCatalog catalog;
    private final ProductStates states;
    private final RunHistory history;
    private final RunRequests requests;
    private final Warehouse warehouse;
    private final CurrentActor current;

    @Inject
    ProductApi(
            MeshCatalog catalog,
            ProductStates states,
            RunHistory history,
            RunRequests requests,
            Warehouse warehouse,
            CurrentActor current) {
        this.catalog = catalog;
        this.states = states;
        this.history = history;
        this.requests = requests;
        this.warehouse = warehouse;
        this.current = current;
    }

    @GET
    @Operation(
            operationId = "listProducts",
            summary = "Products of the mesh",
            description = "Filters are joined by and; they ignore case.")
    @APIResponse(
            responseCode = "200",
            description = "A page of products",
            content = @Content(schema = @Schema(implementation = ProductPage.class)))
    @APIResponse(
            responseCode = "400",
            description = "A filter is not understood",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
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
        int number = number("page", page, Integer.MAX_VALUE / LARGEST_PAGE);
        int length = number("size", size, LARGEST_PAGE);
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
                matching.stream().skip((number - 1L) * length).limit(length).toList();
        return new ProductPage(items, matching.size(), number, length);
    }

    @GET
    @Path("{domain}/{name}")
    @Operation(operationId = "getProduct", summary = "One product: state, ports, contract, runs")
    @APIResponse(
            responseCode = "200",
            description = "The product",
            content = @Content(schema = @Schema(implementation = ProductDetail.class)))
    @APIResponse(
            responseCode = "404",
            description = "No such product; names that may be meant",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public ProductDetail product(@PathParam("domain") String domain, @PathParam("name") String name) {
        ProductVersion product = find(domain, name);
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
            content =
                    @Content(
                            mediaType = YAML,
                            schema =
                                    @Schema(
                                            type =
                                                    org.eclipse.microprofile.openapi.annotations.enums.SchemaType
                                                            .STRING)))
    @APIResponse(
            responseCode = "404",
            description = "No such product or port",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response contract(
            @PathParam("domain") String domain,
            @PathParam("name") String name,
            @QueryParam("port")
                    @DefaultValue("")
                    @Parameter(description = "Needed only for products with several ports")
                    String port) {
        ProductVersion product = find(domain, name);
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
            content =
                    @Content(
                            mediaType = YAML,
                            schema =
                                    @Schema(
                                            type =
                                                    org.eclipse.microprofile.openapi.annotations.enums.SchemaType
                                                            .STRING)))
    @APIResponse(
            responseCode = "404",
            description = "No such product",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response document(@PathParam("domain") String domain, @PathParam("name") String name) {
        return yaml(find(domain, name).document(), name + ".odps.yaml");
    }

    @GET
    @Path("{domain}/{name}/runs")
    @Operation(operationId = "listRuns", summary = "Runs of a product, the newest first")
    @APIResponse(
            responseCode = "200",
            description = "A page of runs",
            content = @Content(schema = @Schema(implementation = RunPage.class)))
    @APIResponse(
            responseCode = "404",
            description = "No such product",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public RunPage runs(
            @PathParam("domain") String domain,
            @PathParam("name") String name,
            @QueryParam("page") @DefaultValue("1") String page,
            @QueryParam("size") @DefaultValue("50") String size) {
        ProductName product = find(domain, name).name();
        int number = number("page", page, Integer.MAX_VALUE / LARGEST_PAGE);
        int length = number("size", size, LARGEST_PAGE);
        List<RunSummary> items = history.of(product, (number - 1) * length, length).stream()
                .map(ProductViews::run)
                .toList();
        return new RunPage(items, history.count(product), number, length);
    }

    @POST
    @Path("{domain}/{name}/runs")
    @Operation(
            operationId = "requestRun",
            summary = "Run a product now",
            description =
                    "For members of its domain and operators. A run that waits already is the answer to a second request.")
    @APIResponse(
            responseCode = "202",
            description = "The run waits; Location leads to it",
            content = @Content(schema = @Schema(implementation = RunSummary.class)))
    @APIResponse(
            responseCode = "403",
            description = "Not a member of the domain",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "404",
            description = "No such product",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "409",
            description = "Its documents disagree, so it cannot run",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response requestRun(@PathParam("domain") String domain, @PathParam("name") String name) {
        ProductName product = find(domain, name).name();
        Actor actor = current.requireRun(domain);
        Run run = requests.request(product, actor.name())
                .orElseThrow(() -> Problem.of(409, "Cannot run", "The documents of " + product + " disagree.")
                        .because(catalog.current().diagnosticsOf(product))
                        .exception());
        return Response.accepted(ProductViews.run(run))
                .location(URI.create("/api/v1/runs/" + run.id()))
                .build();
    }

    private PortView port(OutputPort port) {
        Long rows = warehouse.table(port.table()).map(Warehouse.TableInfo::rows).orElse(null);
        return ProductViews.port(port, rows);
    }

    private ProductVersion find(String domain, String name) {
        CompiledMesh mesh = catalog.current();
        String wanted = domain + "/" + name;
        return mesh.mesh().products().stream()
                .filter(product -> product.name().toString().equals(wanted))
                .findFirst()
                .orElseThrow(() -> Problem.of(404, "Not found", "There is no product " + wanted + ".")
                        .suggesting(Names.closest(
                                wanted,
                                mesh.mesh().products().stream()
                                        .map(product -> product.name().toString())
                                        .toList()))
                        .exception());
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
                    .suggesting(Names.closest(value, choices))
                    .exception();
        }
    }

    static int number(String name, String text, int most) {
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Answered below, as any other number that does not fit.
        }
        throw Problem.badRequest(name + " is a number from 1 to " + most + ", not '" + text + "'.")
                .exception();
    }

    /** States of runs in words, for {@link RunApi}. */
    static List<String> runStates() {
        return List.of(RunState.values()).stream().map(ProductViews::word).toList();
    }
}
