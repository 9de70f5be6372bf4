package io.meshwright.web;

import io.meshwright.dashboard.DashboardCatalog;
import io.meshwright.dashboard.Dashboards;
import io.meshwright.plan.MeshCatalog;
import io.meshwright.search.MeshSearch;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;

/** Discover: search and browse the mesh. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
public class DiscoverPages {

    @CheckedTemplate(basePath = "discover")
    static class Templates {
        private Templates() {}

        static native TemplateInstance discover(Discover page);

        @SuppressWarnings("MethodName") // Qute's way to name a fragment
        static native TemplateInstance discover$results(Discover page);

        @SuppressWarnings("MethodName") // Qute's way to name a fragment
        static native TemplateInstance discover$rows(Discover page);

        @SuppressWarnings("MethodName") // Qute's way to name a fragment
        static native TemplateInstance discover$counts(Discover page);

        @SuppressWarnings("MethodName") // Qute's way to name a fragment
        static native TemplateInstance discover$today(Discover page);
    }

    private final MeshCatalog catalog;
    private final DashboardCatalog dashboards;
    private final Standings states;
    private final MeshSearch search;

    DiscoverPages(MeshCatalog catalog, DashboardCatalog dashboards, Standings states, MeshSearch search) {
        this.catalog = catalog;
        this.dashboards = dashboards;
        this.states = states;
        this.search = search;
    }

    @GET
    public Response discover(@Context UriInfo uri, @HeaderParam("HX-Request") boolean part) {
        Discover page = page(uri);
        if (!part) {
            return Response.ok(Templates.discover(page)).build();
        }
        String results = Templates.discover$results(page).render();
        String counts = Templates.discover$counts(page).render();
        return Response.ok(results + counts)
                .header("HX-Replace-Url", page.query().address())
                .build();
    }

    /** The rows alone, for those who watch products run. */
    @GET
    @Path("discover/rows")
    public String rows(@Context UriInfo uri) {
        Discover page = page(uri);
        return Templates.discover$rows(page).render()
                + Templates.discover$today(page).render();
    }

    private Discover page(UriInfo uri) {
        Dashboards now = dashboards.current();
        return Discover.of(
                DiscoverQuery.of(uri.getQueryParameters()),
                now,
                search.over(now.mesh().mesh()),
                states.all(),
                catalog.isReady(),
                Instant.now());
    }
}
