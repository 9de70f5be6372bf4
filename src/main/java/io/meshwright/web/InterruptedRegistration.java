package io.meshwright.web;

import io.meshwright.access.Actor;
import io.meshwright.web.SignInForm.KeptField;
import io.meshwright.workshop.Drafts;
import io.meshwright.workshop.FormFields;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A session that ended while somebody registered a product: they sign in, and the form is as they typed it. */
@Path("/register/session")
@Produces(MediaType.TEXT_HTML)
@ApplicationScoped
public class InterruptedRegistration {

    /** Before the names of the other form's fields, so that they are not taken for the account's name. */
    private static final String KEPT = "kept.";

    private final SignInForm form;
    private final Drafts drafts;

    InterruptedRegistration(SignInForm form, Drafts drafts) {
        this.form = form;
        this.drafts = drafts;
    }

    @CheckedTemplate(basePath = "register")
    static class Templates {
        private Templates() {}

        static native TemplateInstance ended();
    }

    /** Asks to sign in; a page in between for a form that was sent, a line under the form for one that is typed in. */
    Response signInFirst(MultivaluedMap<String, String> typed, boolean part) {
        return Response.status(Response.Status.UNAUTHORIZED)
                .header("Cache-Control", "no-store")
                .entity(part ? Templates.ended() : form.page(ask(typed)))
                .build();
    }

    @POST
    public Response signIn(MultivaluedMap<String, String> sent, @Context HttpServerRequest request) {
        Map<String, List<String>> typed = new LinkedHashMap<>();
        sent.forEach((name, values) -> {
            if (name.startsWith(KEPT)) {
                typed.put(name.substring(KEPT.length()), values);
            }
        });
        return form.answer(
                ask(typed), first(sent, "name"), first(sent, "password"), request, actor -> keep(actor, typed));
    }

    /** Where a reload ends up. */
    @GET
    public Response reloaded() {
        return Response.seeOther(URI.create("/register")).build();
    }

    private URI keep(Actor actor, Map<String, List<String>> typed) {
        FormFields fields = new FormFields(typed);
        UUID id = uuid(fields.text("draft")).orElseGet(UUID::randomUUID);
        if (!drafts.save(actor.name(), id, fields)) {
            // Another person signs in than began the draft: they get one of their own.
            UUID other = UUID.randomUUID();
            drafts.save(actor.name(), other, fields.with("draft", other.toString()));
            return page(other);
        }
        return page(id);
    }

    private static URI page(UUID id) {
        return URI.create("/register?draft=" + id);
    }

    private static SignInForm.Ask ask(Map<String, List<String>> typed) {
        List<KeptField> kept = new ArrayList<>();
        typed.forEach((name, values) -> values.forEach(value -> kept.add(new KeptField(KEPT + name, value))));
        return new SignInForm.Ask("/register/session", "/register", kept);
    }

    private static String first(MultivaluedMap<String, String> sent, String name) {
        return Optional.ofNullable(sent.getFirst(name)).orElse("");
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
