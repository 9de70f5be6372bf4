package io.meshwright.web;

import io.meshwright.access.Accounts;
import io.meshwright.access.Actor;
import io.meshwright.access.Exposure;
import io.meshwright.access.SecretMechanism;
import io.meshwright.access.SignIn;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The form with which one signs in, and what follows from it. */
@ApplicationScoped
class SignInForm {

    private final SignIn signIn;
    private final Accounts accounts;
    private final Exposure exposure;

    SignInForm(SignIn signIn, Accounts accounts, Exposure exposure) {
        this.signIn = signIn;
        this.accounts = accounts;
        this.exposure = exposure;
    }

    /**
     * The page.
     *
     * @param action where the form is sent
     * @param to where to go afterwards
     * @param name as typed
     * @param fault what was wrong with it; empty at first
     * @param kept fields of another form, which go along
     */
    public record SignInPage(
            String action,
            String to,
            String name,
            String fault,
            List<KeptField> kept,
            boolean publicReading,
            List<Sample> samples) {}

    /** A field of another form with one of its values. */
    public record KeptField(String name, String value) {}

    /** An account of the sample mesh, and whose it is. */
    public record Sample(String name, String what) {}

    /** A form before it was sent: where it goes and what goes along. */
    record Ask(String action, String to, List<KeptField> kept) {}

    @CheckedTemplate(basePath = "access", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static class Templates {
        private Templates() {}

        static native TemplateInstance signIn(SignInPage page);
    }

    TemplateInstance page(Ask ask) {
        return page(ask, "", "");
    }

    /**
     * Signs in, or asks again.
     *
     * @param onward where to go then; called only for whom is let in
     */
    Response answer(Ask ask, String name, String password, HttpServerRequest request, Function<Actor, URI> onward) {
        SignIn.Result result =
                signIn.attempt(name, password, request.remoteAddress().hostAddress());
        if (result instanceof SignIn.Accepted accepted) {
            return Response.seeOther(onward.apply(accepted.actor()))
                    .cookie(cookie(accepted.secret(), accepted.lifetime(), request.isSSL()))
                    .build();
        }
        if (result instanceof SignIn.TooMany tooMany) {
            long seconds = Math.max(1, tooMany.after().toSeconds());
            return Response.status(429)
                    .header("Retry-After", seconds)
                    .entity(page(ask, name, "Too many attempts failed. Try again in " + inWords(seconds) + "."))
                    .build();
        }
        return Response.status(401)
                .entity(page(ask, name, "Name and password do not belong together. Nothing else is known here."))
                .build();
    }

    private TemplateInstance page(Ask ask, String name, String fault) {
        List<Sample> samples = exposure.loopback()
                ? accounts.all().stream()
                        .filter(Accounts.View::sample)
                        .map(view -> new Sample(view.actor().name(), what(view.actor())))
                        .toList()
                : List.of();
        return Templates.signIn(
                new SignInPage(ask.action(), ask.to(), name, fault, ask.kept(), exposure.publicReading(), samples));
    }

    private static String what(Actor actor) {
        return actor.domains().isEmpty()
                ? actor.title().toLowerCase(Locale.ROOT)
                : actor.title().replaceFirst("^[^,]*, ", "") + ", " + String.join(", ", actor.domains());
    }

    static NewCookie cookie(String value, Duration lifetime, boolean encrypted) {
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
}
