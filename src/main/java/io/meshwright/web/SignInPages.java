package io.meshwright.web;

import io.meshwright.access.Accounts;
import io.meshwright.access.Actor;
import io.meshwright.access.CurrentActor;
import io.meshwright.access.Exposure;
import io.meshwright.access.SecretMechanism;
import io.meshwright.access.SignIn;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
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
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Signing in and out. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
public class SignInPages {

    private final SignIn signIn;
    private final CurrentActor actor;
    private final Accounts accounts;
    private final Exposure exposure;

    @Inject
    SignInPages(SignIn signIn, CurrentActor actor, Accounts accounts, Exposure exposure) {
        this.signIn = signIn;
        this.actor = actor;
        this.accounts = accounts;
        this.exposure = exposure;
    }

    /** The page: where to go afterwards, what was typed, what was wrong with it. */
    public record SignInPage(String to, String name, String fault, boolean publicReading, List<Sample> samples) {}

    /** An account of the sample mesh, and whose it is. */
    public record Sample(String name, String what) {}

    @CheckedTemplate(basePath = "access", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static class Templates {
        private Templates() {}

        static native TemplateInstance signIn(SignInPage page);
    }

    @GET
    @Path("sign-in")
    public Response form(@QueryParam("to") @DefaultValue("/") String to) {
        String wanted = ownPath(to);
        return actor.get().isSignedIn()
                ? Response.seeOther(URI.create(wanted)).build()
                : Response.ok(form(wanted, "", "")).build();
    }

    @POST
    @Path("sign-in")
    public Response signIn(
            @FormParam("name") @DefaultValue("") String name,
            @FormParam("password") @DefaultValue("") String password,
            @FormParam("to") @DefaultValue("/") String to,
            @Context HttpServerRequest request) {
        String wanted = ownPath(to);
        SignIn.Result result =
                signIn.attempt(name, password, request.remoteAddress().hostAddress());
        if (result instanceof SignIn.Accepted accepted) {
            return Response.seeOther(URI.create(wanted))
                    .cookie(cookie(accepted.secret(), accepted.lifetime(), request.isSSL()))
                    .build();
        }
        if (result instanceof SignIn.TooMany tooMany) {
            long seconds = Math.max(1, tooMany.after().toSeconds());
            return Response.status(429)
                    .header("Retry-After", seconds)
                    .entity(form(wanted, name, "Too many attempts failed. Try again in " + inWords(seconds) + "."))
                    .build();
        }
        return Response.status(401)
                .entity(form(wanted, name, "Name and password do not belong together. Nothing else is known here."))
                .build();
    }

    @POST
    @Path("sign-out")
    public Response signOut(
            @CookieParam(SecretMechanism.COOKIE) @DefaultValue("") String secret, @Context HttpServerRequest request) {
        signIn.end(secret);
        return Response.seeOther(URI.create("/"))
                .cookie(cookie("", Duration.ZERO, request.isSSL()))
                .build();
    }

    private TemplateInstance form(String to, String name, String fault) {
        List<Sample> samples = exposure.loopback()
                ? accounts.all().stream()
                        .filter(Accounts.View::sample)
                        .map(view -> new Sample(view.actor().name(), what(view.actor())))
                        .toList()
                : List.of();
        return Templates.signIn(new SignInPage(to, name, fault, exposure.publicReading(), samples));
    }

    private static String what(Actor actor) {
        return actor.domains().isEmpty()
                ? actor.title().toLowerCase(Locale.ROOT)
                : actor.title().replaceFirst("^[^,]*, ", "") + ", " + String.join(", ", actor.domains());
    }

    private static NewCookie cookie(String value, Duration lifetime, boolean encrypted) {
        return new NewCookie.Builder(SecretMechanism.COOKIE)
                .value(value)
                .path("/")
                .maxAge((int) lifetime.toSeconds())
                .httpOnly(true)
                .secure(encrypted)
                .sameSite(NewCookie.SameSite.LAX)
                .build();
    }

    private static String inWords(long seconds) {
        return seconds < 90 ? seconds + " seconds" : (seconds + 59) / 60 + " minutes";
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
