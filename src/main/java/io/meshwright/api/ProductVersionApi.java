package io.meshwright.api;

import io.meshwright.access.Actor;
import io.meshwright.access.CurrentActor;
import io.meshwright.diagnostic.Diagnostic;
import io.meshwright.diagnostic.Outcome;
import io.meshwright.plan.CompiledProduct;
import io.meshwright.plan.MeshCatalog;
import io.meshwright.plan.RegistrationRequest;
import io.meshwright.product.ProductName;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Checks and registers the documents of a product. */
@Path("/api/v1/products/{domain}/{name}")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Products")
@APIResponse(responseCode = "400", ref = ApiDescription.UNREADABLE)
@APIResponse(responseCode = "401", ref = ApiDescription.STRANGER)
@APIResponse(responseCode = "403", ref = ApiDescription.FOREIGN)
@APIResponse(responseCode = "422", ref = ApiDescription.WRONG)
public class ProductVersionApi {

    private final MeshCatalog catalog;
    private final CurrentActor current;

    ProductVersionApi(MeshCatalog catalog, CurrentActor current) {
        this.catalog = catalog;
        this.current = current;
    }

    @Schema(name = "ProductDocuments")
    public record Documents(
            @Schema(description = "The product (ODPS, YAML)", required = true) String odps,
            @Schema(description = "GoogleSQL by file name, such as user-actions.sql") Map<String, String> queries,
            @Schema(description = "Contracts (ODCS, YAML) by file name, such as user-actions.odcs.yaml")
                    Map<String, String> contracts) {

        public Documents {
            queries = queries == null ? Map.of() : queries;
            contracts = contracts == null ? Map.of() : contracts;
        }
    }

    @Schema(name = "ProductVersion")
    public record VersionView(
            @Schema(examples = "movies-engagement/user-film-tags") String product,
            @Schema(examples = "1.0.0") String version,
            @Schema(description = "What could be better, and whom it breaks") List<String> warnings,
            String href) {}

    @POST
    @Path("checks")
    @Operation(
            operationId = "checkVersion",
            summary = "Check documents against the mesh in force",
            description = "Nothing is kept. For members of the domain and operators.")
    @APIResponseSchema(
            value = VersionView.class,
            responseCode = "200",
            responseDescription = "They fit; warnings may remain")
    public VersionView check(@PathParam("domain") String domain, @PathParam("name") String name, Documents documents) {
        current.requireChange(domain);
        return view(fitting(catalog.check(request(domain, name, documents))));
    }

    @POST
    @Path("versions")
    @Operation(
            operationId = "registerVersion",
            summary = "Register a product, or a new version of one",
            description = "It runs right away. For members of the domain and operators.")
    @APIResponseSchema(
            value = VersionView.class,
            responseCode = "201",
            responseDescription = "The version is in force; Location leads to the product")
    public Response register(@PathParam("domain") String domain, @PathParam("name") String name, Documents documents) {
        Actor actor = current.requireChange(domain);
        VersionView version = view(fitting(catalog.register(request(domain, name, documents), actor.name())));
        return Response.created(URI.create(version.href())).entity(version).build();
    }

    private static RegistrationRequest request(String domain, String name, Documents documents) {
        boolean isName = ProductName.isKebab(domain) && ProductName.isKebab(name);
        if (!isName) {
            throw Problem.badRequest("Names are lower case words with single dashes, such as user-actions.")
                    .exception();
        }
        boolean hasTexts = documents != null
                && documents.odps() != null
                && documents.queries().values().stream().allMatch(Objects::nonNull)
                && documents.contracts().values().stream().allMatch(Objects::nonNull);
        if (!hasTexts) {
            throw Problem.badRequest("Send {\"odps\": …, \"queries\": {file: text}, \"contracts\": {file: text}}.")
                    .exception();
        }
        return new RegistrationRequest(
                new ProductName(domain, name), documents.odps(), documents.queries(), documents.contracts());
    }

    private static Outcome<CompiledProduct> fitting(Outcome<CompiledProduct> outcome) {
        if (!outcome.isOk()) {
            throw Problem.of(422, "Does not fit", "The documents have mistakes; nothing was changed.")
                    .because(outcome.diagnostics())
                    .exception();
        }
        return outcome;
    }

    private static VersionView view(Outcome<CompiledProduct> outcome) {
        var product = outcome.get().product();
        return new VersionView(
                product.name().toString(),
                product.version(),
                outcome.diagnostics().stream().map(Diagnostic::toString).toList(),
                "/api/v1/products/" + product.name());
    }
}
