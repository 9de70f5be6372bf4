package io.meshwright.web;

import io.meshwright.access.CurrentActor;
import io.meshwright.access.SecretMechanism;
import io.meshwright.access.SignIn;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Signing in and out. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
public class SignInPages {

    private final SignInForm form;
    private final SignIn signIn;
    private final CurrentActor actor;

    @Inject
    SignInPages(SignInForm form, SignIn signIn, CurrentActor actor) {
        this.form = form;
        this.signIn = signIn;
        this.actor = actor;
    }

    @GET
    @Path("sign-in")
    public Response form(@QueryParam("to") @DefaultValue("/") String to) {
        String wanted = ownPath(to);
        return actor.get().isSignedIn()
                ? Response.seeOther(URI.create(wanted)).build()
                : Response.ok(form.page(ask(wanted))).build();
    }

    @POST
    @Path("sign-in")
    public Response signIn(
            @FormParam("name") @DefaultValue("") String name,
            @FormParam("password") @DefaultValue("") String password,
            @FormParam("to") @DefaultValue("/") String to,
            @Context HttpServerRequest request) {
        String wanted = ownPath(to);
        return form.answer(ask(wanted), name, password, request, anybody -> URI.create(wanted));
    }

    @POST
    @Path("sign-out")
    public Response signOut(
            @CookieParam(SecretMechanism.COOKIE) @DefaultValue("") String secret, @Context HttpServerRequest request) {
        signIn.end(secret);
        return Response.seeOther(URI.create("/"))
                .cookie(SignInForm.cookie("", Duration.ZERO, request.isSSL()))
                .build();
    }

    private static SignInForm.Ask ask(String wanted) {
        return new SignInForm.Ask("/sign-in", wanted, List.of());
    }

    /** A path on this server; anything that could lead elsewhere becomes the start page. */
    static String ownPath(String wanted) {
        boolean local = wanted.startsWith("/")
                && !wanted.startsWith("//")
                && wanted.chars().noneMatch(c -> c <= ' ' || c == '\\' || c == 127)
                && !wanted.startsWith("/sign-");
        if (!local) {
            return "/";
        }
        try {
            return URI.create(wanted).toString();
        } catch (IllegalArgumentException e) {
            return "/";
        }
    }
}
