package io.meshwright.web;

import io.meshwright.access.Accounts;
import io.meshwright.access.Actor;
import io.meshwright.access.ApiTokens;
import io.meshwright.access.CurrentActor;
import io.meshwright.access.Role;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One's own account: API tokens and the password. */
@Path("/account")
@Produces(MediaType.TEXT_HTML)
public class AccountPages {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final int LONGEST_DAYS = 365;
    private static final int LONGEST_LABEL = 80;

    private final CurrentActor current;
    private final Accounts accounts;
    private final ApiTokens tokens;

    @Inject
    AccountPages(CurrentActor current, Accounts accounts, ApiTokens tokens) {
        this.current = current;
        this.accounts = accounts;
        this.tokens = tokens;
    }

    /** The page, with what the last action did. */
    public record AccountPage(
            Actor actor,
            String rights,
            List<TokenRow> tokens,
            String secret,
            String done,
            String fault,
            String label) {}

    /** A token, its times in words. */
    public record TokenRow(long id, String label, String made, String madeOn, String lastUsed, String ends) {}

    @CheckedTemplate(basePath = "access")
    static class Templates {
        private Templates() {}

        static native TemplateInstance account(AccountPage page);
    }

    @GET
    public Response account(@QueryParam("done") @DefaultValue("") String done) {
        String message = done.equals("revoked") ? "The token is revoked." : "";
        return page(Response.Status.OK, "", message, "", "");
    }

    @POST
    @Path("tokens")
    public Response issue(
            @FormParam("label") @DefaultValue("") String label, @FormParam("days") @DefaultValue("90") int days) {
        Actor actor = current.requireSignedIn();
        boolean labelled = !label.isBlank() && label.length() <= LONGEST_LABEL;
        if (!labelled || days < 1 || days > LONGEST_DAYS) {
            return page(
                    Response.Status.BAD_REQUEST, "", "", "Say what the token is for, and choose up to a year.", label);
        }
        String secret = tokens.issue(actor, label.strip(), Optional.of(Duration.ofDays(days)));
        return page(Response.Status.OK, secret, "", "", "");
    }

    @POST
    @Path("tokens/{id}/revocation")
    public Response revoke(@PathParam("id") long id) {
        boolean revoked = tokens.revoke(current.requireSignedIn(), id);
        return revoked
                ? Response.seeOther(URI.create("/account?done=revoked")).build()
                : Response.status(Response.Status.NOT_FOUND).build();
    }

    @POST
    @Path("password")
    public Response changePassword(
            @FormParam("current") @DefaultValue("") String old, @FormParam("next") @DefaultValue("") String next) {
        Actor actor = current.requireSignedIn();
        if (!accounts.hasPassword(actor.name(), old)) {
            return page(Response.Status.BAD_REQUEST, "", "", "The current password is another one.", "");
        }
        Optional<String> fault = Accounts.fault(next);
        if (fault.isPresent()) {
            return page(Response.Status.BAD_REQUEST, "", "", "New password: " + fault.get(), "");
        }
        accounts.changePassword(actor.name(), next);
        return Response.seeOther(URI.create("/sign-in")).build();
    }

    private Response page(Response.Status status, String secret, String done, String fault, String label) {
        Actor actor = current.requireSignedIn();
        List<TokenRow> rows = tokens.of(actor).stream().map(AccountPages::row).toList();
        var page = new AccountPage(actor, rights(actor), rows, secret, done, fault, label);
        return Response.status(status)
                .header("Cache-Control", "no-store")
                .entity(Templates.account(page))
                .build();
    }

    private static TokenRow row(ApiTokens.View token) {
        return new TokenRow(
                token.id(),
                token.label(),
                token.created().toString(),
                day(token.created()),
                token.lastUsed().map(AccountPages::day).orElse("never"),
                token.expires().map(AccountPages::day).orElse("never"));
    }

    private static String day(Instant instant) {
        return DAY.format(instant);
    }

    /** What an account may do, in a sentence. */
    static String rights(Actor actor) {
        List<String> rights = new ArrayList<>();
        if (actor.roles().contains(Role.OPERATOR)) {
            rights.add("Operator: may do everything.");
        }
        if (!actor.domains().isEmpty()) {
            rights.add("Member of "
                    + String.join(", ", actor.domains().stream().sorted().toList())
                    + ": registers, changes and runs its products.");
        }
        if (actor.roles().contains(Role.GOVERNANCE)) {
            rights.add("Governance: reviews changes and sees rows that break rules.");
        }
        if (actor.roles().contains(Role.CONSUMER)) {
            rights.add("Consumer: reads products.");
        }
        return String.join(" ", rights);
    }
}
