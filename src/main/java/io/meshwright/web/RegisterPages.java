package io.meshwright.web;

import io.meshwright.access.AccessDenied;
import io.meshwright.access.Actor;
import io.meshwright.access.CurrentActor;
import io.meshwright.diagnostic.Outcome;
import io.meshwright.plan.CompiledProduct;
import io.meshwright.plan.MeshCatalog;
import io.meshwright.product.ProductName;
import io.meshwright.product.ProductVersion;
import io.meshwright.workshop.Drafts;
import io.meshwright.workshop.FormFields;
import io.meshwright.workshop.Problem;
import io.meshwright.workshop.Sketch;
import io.meshwright.workshop.Workshop;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Registering a data product, and new versions of one that was registered here. */
@Path("/register")
@Produces(MediaType.TEXT_HTML)
public class RegisterPages {

    private final CurrentActor current;
    private final Workshop workshop;
    private final Drafts drafts;
    private final MeshCatalog catalog;
    private final InterruptedRegistration interrupted;

    @Inject
    RegisterPages(
            CurrentActor current,
            InterruptedRegistration interrupted,
            Workshop workshop,
            Drafts drafts,
            MeshCatalog catalog) {
        this.current = current;
        this.interrupted = interrupted;
        this.workshop = workshop;
        this.drafts = drafts;
        this.catalog = catalog;
    }

    @CheckedTemplate(basePath = "register")
    static class Templates {
        private Templates() {}

        static native TemplateInstance register(RegisterView view);

        static native TemplateInstance checked(RegisterView view);
    }

    @GET
    public TemplateInstance form(
            @QueryParam("draft") @DefaultValue("") String draft,
            @QueryParam("product") @DefaultValue("") String product) {
        Actor actor = requireMember();
        if (!product.isEmpty()) {
            return newVersion(actor, product);
        }
        if (draft.isEmpty()) {
            return page(actor, UUID.randomUUID(), FormFields.EMPTY);
        }
        UUID id = uuid(draft);
        FormFields fields = drafts.find(actor.name(), id).orElseThrow(NotFoundException::new);
        return page(actor, id, fields);
    }

    private TemplateInstance newVersion(Actor actor, String product) {
        ProductName name = productName(product);
        current.requireChange(name.domain());
        FormFields fields = drafts.of(name).orElseThrow(() -> keptElsewhere(name));
        FormFields next = fields.with("product", name.toString()).with("breaking", List.of());
        return page(actor, UUID.randomUUID(), next);
    }

    private AccessDenied keptElsewhere(ProductName name) {
        boolean registered = catalog.current()
                .mesh()
                .product(name)
                .filter(product -> product.origin() == ProductVersion.Origin.FORM)
                .isPresent();
        return registered
                ? new AccessDenied(
                        name + " was registered as documents; register its next version the same way.",
                        "the members of " + name.domain())
                : new AccessDenied(
                        name + " is kept as files in the mesh directory; change it there.",
                        "whoever keeps the mesh directory");
    }

    /** Looks at what is typed, keeps it, and answers with what changed; without script, with the whole page. */
    @POST
    @Path("check")
    public Response check(MultivaluedMap<String, String> form, @HeaderParam("HX-Request") String htmx) {
        if (!current.get().isSignedIn()) {
            return interrupted.signInFirst(form, htmx != null);
        }
        Actor actor = requireMember();
        UUID id = uuid(form.getFirst("draft"));
        FormFields fields = typed(form);
        keep(actor, id, fields);
        RegisterView view = view(actor, id, fields);
        return Response.ok(htmx != null ? Templates.checked(view) : Templates.register(view))
                .build();
    }

    /** Where a reload after a check without script ends up. */
    @GET
    @Path("check")
    public Response reloaded() {
        return Response.seeOther(URI.create("/register")).build();
    }

    @POST
    public Response register(MultivaluedMap<String, String> form) {
        if (!current.get().isSignedIn()) {
            return interrupted.signInFirst(form, false);
        }
        Actor actor = requireMember();
        UUID id = uuid(form.getFirst("draft"));
        FormFields fields = typed(form).with("submitted", "true");
        keep(actor, id, fields);
        Sketch sketch = workshop.sketch(fields, follows(fields));
        follows(fields).ifPresent(product -> current.requireChange(product.domain()));
        if (!sketch.draft().domain().isEmpty()) {
            current.requireChange(sketch.draft().domain());
        }
        if (!sketch.isReady()) {
            return refused(actor, id, fields, sketch);
        }
        Outcome<CompiledProduct> outcome = workshop.register(sketch, actor.name());
        if (!outcome.isOk()) {
            List<Problem> found = Workshop.found(outcome);
            return refused(actor, id, fields, sketch.with(found));
        }
        ProductName name = outcome.get().product().name();
        drafts.registered(id, name);
        return Response.seeOther(URI.create("/products/" + name)).build();
    }

    @POST
    @Path("discard")
    public Response discard(@FormParam("draft") String draft) {
        drafts.discard(requireMember().name(), uuid(draft));
        return Response.seeOther(URI.create("/register")).build();
    }

    private Response refused(Actor actor, UUID id, FormFields fields, Sketch sketch) {
        RegisterView view =
                RegisterView.of(actor, catalog.current().mesh(), id, fields, sketch, drafts.of(actor.name()));
        return Response.status(422).entity(Templates.register(view)).build();
    }

    private TemplateInstance page(Actor actor, UUID id, FormFields fields) {
        return Templates.register(view(actor, id, fields));
    }

    private RegisterView view(Actor actor, UUID id, FormFields fields) {
        Sketch sketch = workshop.sketch(fields, follows(fields));
        return RegisterView.of(actor, catalog.current().mesh(), id, fields, sketch, drafts.of(actor.name()));
    }

    private void keep(Actor actor, UUID id, FormFields fields) {
        if (!drafts.save(actor.name(), id, fields)) {
            throw new AccessDenied("This draft belongs to somebody else.", "its author");
        }
    }

    private Actor requireMember() {
        Actor actor = current.requireSignedIn();
        if (!actor.mayRegister()) {
            throw new AccessDenied(
                    "Products are registered by members of a domain. An operator makes you one.", "the operators");
        }
        return actor;
    }

    /** A pressed fix replaces the query. */
    private static FormFields typed(MultivaluedMap<String, String> form) {
        FormFields fields = new FormFields(form);
        return fields.has("fix") ? fields.with("sql", fields.text("fix")).with("fix", List.of()) : fields;
    }

    private static Optional<ProductName> follows(FormFields fields) {
        return Optional.of(fields.text("product"))
                .filter(product -> !product.isEmpty())
                .map(RegisterPages::productName);
    }

    private static ProductName productName(String text) {
        try {
            return ProductName.parse(text);
        } catch (IllegalArgumentException e) {
            throw new NotFoundException(e);
        }
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text == null ? "" : text);
        } catch (IllegalArgumentException e) {
            throw new NotFoundException(e);
        }
    }
}
