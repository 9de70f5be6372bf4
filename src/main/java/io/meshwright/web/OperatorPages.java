package io.meshwright.web;

import io.meshwright.access.AccessDenied;
import io.meshwright.access.Accounts;
import io.meshwright.access.Actor;
import io.meshwright.access.CurrentActor;
import io.meshwright.access.Role;
import io.meshwright.plan.MeshCatalog;
import io.meshwright.product.Domain;
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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The accounts of others, for operators. */
@Path("/account/others")
@Produces(MediaType.TEXT_HTML)
public class OperatorPages {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._@-]{0,59}");
    private static final List<RoleChoice> ROLES = List.of(
            new RoleChoice("consumer", "Consumer: reads products"),
            new RoleChoice("governance", "Governance: reviews changes"),
            new RoleChoice("operator", "Operator: may do everything"));

    private final CurrentActor current;
    private final Accounts accounts;
    private final MeshCatalog catalog;

    @Inject
    OperatorPages(CurrentActor current, Accounts accounts, MeshCatalog catalog) {
        this.current = current;
        this.accounts = accounts;
        this.catalog = catalog;
    }

    public record AccountsPage(
            List<AccountRow> accounts,
            List<RoleChoice> roles,
            List<Domain> domains,
            AccountForm form,
            String done,
            String fault) {}

    /** An account with what it may do, in words. */
    public record AccountRow(Actor actor, boolean sample, String rights, boolean removable) {}

    public record RoleChoice(String id, String words) {}

    /** What was typed; the password is not shown again. */
    public record AccountForm(String name, String title, List<String> roles, List<String> domains) {
        static final AccountForm EMPTY = new AccountForm("", "", List.of(), List.of());
    }

    @CheckedTemplate(basePath = "access")
    static class Templates {
        private Templates() {}

        static native TemplateInstance accounts(AccountsPage page);
    }

    @GET
    public TemplateInstance accounts(@QueryParam("done") @DefaultValue("") String done) {
        requireOperator();
        return page(AccountForm.EMPTY, done.equals("saved") ? "The account is saved." : "", "");
    }

    @POST
    public Response save(
            @FormParam("name") @DefaultValue("") String name,
            @FormParam("title") @DefaultValue("") String title,
            @FormParam("password") @DefaultValue("") String password,
            @FormParam("role") List<String> roles,
            @FormParam("domain") List<String> domains) {
        Actor operator = requireOperator();
        var form = new AccountForm(name.strip(), title.strip(), List.copyOf(roles), List.copyOf(domains));
        String fault = fault(form, password, operator);
        if (!fault.isEmpty()) {
            return Response.status(Response.Status.BAD_REQUEST)
                    .entity(page(form, "", fault))
                    .build();
        }
        accounts.put(
                new Actor(form.name(), form.title().isEmpty() ? form.name() : form.title(), roles(form), domains(form)),
                password);
        return Response.seeOther(URI.create("/account/others?done=saved")).build();
    }

    @POST
    @Path("{name}/removal")
    public Response remove(@PathParam("name") String name) {
        Actor operator = requireOperator();
        if (operator.name().equals(name)) {
            throw new AccessDenied("Nobody removes the account they are signed in with.", "another operator");
        }
        accounts.remove(name);
        return Response.seeOther(URI.create("/account/others")).build();
    }

    private Actor requireOperator() {
        Actor actor = current.requireSignedIn();
        if (!actor.isOperator()) {
            throw new AccessDenied("Accounts are kept by operators.", "the operators");
        }
        return actor;
    }

    private static String fault(AccountForm form, String password, Actor operator) {
        if (!NAME.matcher(form.name()).matches()) {
            return "Name: use lower case letters, digits, dots and dashes.";
        }
        if (form.name().equals(operator.name()) && !form.roles().contains("operator")) {
            return "Roles: you would take your own rights away.";
        }
        return Accounts.fault(password).map(fault -> "Password: " + fault).orElse("");
    }

    private static Set<Role> roles(AccountForm form) {
        Set<Role> roles = ROLES.stream()
                .map(RoleChoice::id)
                .filter(form.roles()::contains)
                .map(Role::of)
                .collect(Collectors.toCollection(HashSet::new));
        if (!form.domains().isEmpty()) {
            roles.add(Role.MEMBER);
        }
        return roles;
    }

    private Set<String> domains(AccountForm form) {
        return catalog.current().mesh().domains().stream()
                .map(Domain::name)
                .filter(form.domains()::contains)
                .collect(Collectors.toSet());
    }

    private TemplateInstance page(AccountForm form, String done, String fault) {
        String self = current.get().name();
        List<AccountRow> rows = accounts.all().stream()
                .map(view -> new AccountRow(
                        view.actor(),
                        view.sample(),
                        AccountPages.rights(view.actor()),
                        !view.actor().name().equals(self)))
                .toList();
        return Templates.accounts(
                new AccountsPage(rows, ROLES, catalog.current().mesh().domains(), form, done, fault));
    }
}
