package io.meshwright.web;

import io.meshwright.dashboard.CheckedTile;
import io.meshwright.dashboard.Dashboard;
import io.meshwright.dashboard.DashboardCatalog;
import io.meshwright.dashboard.Dashboards;
import io.meshwright.dashboard.Dashboards.Checked;
import io.meshwright.dashboard.TileAnswer;
import io.meshwright.dashboard.TileAnswers;
import io.meshwright.dashboard.TileStanding;
import io.meshwright.diagnostic.Diagnostic;
import io.meshwright.product.Domain;
import io.meshwright.product.Mesh;
import io.meshwright.product.ProductName;
import io.meshwright.product.ProductVersion;
import io.meshwright.product.Team;
import io.meshwright.run.ProductState;
import io.meshwright.run.ProductStates;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestPath;

/** Dashboards, and each tile on its own for when it answers late. */
@Path("/dashboards")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class DashboardPages {

    /** How long a page waits for its tiles together; those that take longer follow by themselves. */
    private static final Duration PATIENCE = Duration.ofMillis(900);

    private static final Duration TILE_PATIENCE = Duration.ofSeconds(60);

    private final DashboardCatalog dashboards;
    private final TileAnswers answers;
    private final ProductStates states;

    DashboardPages(DashboardCatalog dashboards, TileAnswers answers, ProductStates states) {
        this.dashboards = dashboards;
        this.answers = answers;
        this.states = states;
    }

    @CheckedTemplate(basePath = "dashboard")
    static class Templates {
        private Templates() {}

        static native TemplateInstance dashboards(List<Entry> entries, List<Diagnostic> diagnostics);

        static native TemplateInstance dashboard(Page page);

        static native TemplateInstance tile(TileView tile);
    }

    /**
     * A line of the list of all dashboards.
     *
     * @param refreshed when the oldest of what it is fed by was published; empty while nothing was
     * @param glyph pass, warn or fail, for the contracts it rests on
     */
    public record Entry(
            String title,
            String href,
            String purpose,
            String audience,
            String domain,
            String team,
            List<Link> products,
            Optional<Instant> refreshed,
            String glyph,
            String contracts) {}

    public record Link(String title, String href) {}

    /** @param others the other dashboards of the domain */
    public record Page(
            String title,
            String purpose,
            String audience,
            String domain,
            String team,
            List<Link> products,
            List<Link> others,
            String lineage,
            List<TileView> tiles,
            List<Diagnostic> diagnostics) {}

    @GET
    public TemplateInstance all() {
        Dashboards now = dashboards.current();
        Mesh mesh = now.mesh().mesh();
        Map<ProductName, ProductState> standing = states.all();
        return Templates.dashboards(
                now.all().stream()
                        .map(checked -> entry(checked, mesh, standing))
                        .toList(),
                now.diagnostics());
    }

    @GET
    @Path("{domain}/{name}")
    public TemplateInstance dashboard(@RestPath String domain, @RestPath String name) {
        Dashboards now = dashboards.current();
        Checked checked = find(now, domain, name);
        Mesh mesh = now.mesh().mesh();
        Dashboard dashboard = checked.dashboard();
        return Templates.dashboard(new Page(
                dashboard.title(),
                dashboard.purpose(),
                dashboard.audience(),
                domainTitle(mesh, domain),
                team(mesh, dashboard),
                products(checked, mesh),
                now.all().stream()
                        .map(Checked::dashboard)
                        .filter(other -> other.name().domain().equals(domain)
                                && !other.name().equals(dashboard.name()))
                        .map(other -> new Link(other.title(), "/dashboards/" + other.name()))
                        .toList(),
                "/lineage?node=dashboard:" + dashboard.name(),
                tiles(checked, mesh),
                now.diagnostics().stream()
                        .filter(diagnostic -> diagnostic
                                .location()
                                .file()
                                .equals(dashboard.location().file()))
                        .toList()));
    }

    @GET
    @Path("{domain}/{name}/tiles/{id}")
    public TemplateInstance tile(@RestPath String domain, @RestPath String name, @RestPath String id) {
        Dashboards now = dashboards.current();
        Checked checked = find(now, domain, name);
        CheckedTile tile = checked.tile(id).orElseThrow(NotFoundException::new);
        Mesh mesh = now.mesh().mesh();
        Map<ProductName, ProductState> standing = states.all();
        CompletableFuture<TileAnswer> answer =
                answers.answer(checked.dashboard().name(), tile, mesh, standing);
        return Templates.tile(view(checked, tile, wait(answer, TILE_PATIENCE.toNanos()), mesh, standing));
    }

    private static Checked find(Dashboards now, String domain, String name) {
        if (!ProductName.isKebab(domain) || !ProductName.isKebab(name)) {
            throw new NotFoundException();
        }
        return now.dashboard(new ProductName(domain, name)).orElseThrow(NotFoundException::new);
    }

    private List<TileView> tiles(Checked checked, Mesh mesh) {
        Map<ProductName, ProductState> standing = states.all();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<CompletableFuture<TileAnswer>> asked = checked.tiles().stream()
                .map(tile -> answers.answer(checked.dashboard().name(), tile, mesh, standing))
                .toList();
        return Stream.iterate(0, i -> i < asked.size(), i -> i + 1)
                .map(i -> view(
                        checked,
                        checked.tiles().get(i),
                        wait(asked.get(i), deadline - System.nanoTime()),
                        mesh,
                        standing))
                .toList();
    }

    private static TileView view(
            Checked checked,
            CheckedTile tile,
            Optional<TileAnswer> answer,
            Mesh mesh,
            Map<ProductName, ProductState> standing) {
        return TileView.of(
                checked.dashboard().name(), tile, answer, TileStanding.of(TileAnswers.products(tile, mesh), standing));
    }

    private static Optional<TileAnswer> wait(CompletableFuture<TileAnswer> answer, long nanos) {
        try {
            return Optional.of(answer.get(Math.max(0, nanos), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A tile's answer holds every failure", e);
        }
    }

    private static Entry entry(Checked checked, Mesh mesh, Map<ProductName, ProductState> states) {
        Dashboard dashboard = checked.dashboard();
        TileStanding standing = TileStanding.of(fedBy(checked, mesh), states);
        return new Entry(
                dashboard.title(),
                "/dashboards/" + dashboard.name(),
                dashboard.purpose(),
                dashboard.audience(),
                domainTitle(mesh, dashboard.name().domain()),
                team(mesh, dashboard),
                products(checked, mesh),
                standing.oldest(),
                TileView.contract(standing),
                TileView.contractText(standing));
    }

    private static List<Link> products(Checked checked, Mesh mesh) {
        return fedBy(checked, mesh).stream()
                .map(product -> new Link(product.title(), "/products/" + product.name()))
                .toList();
    }

    private static List<ProductVersion> fedBy(Checked checked, Mesh mesh) {
        return checked.tiles().stream()
                .flatMap(tile -> TileAnswers.products(tile, mesh).stream())
                .distinct()
                .toList();
    }

    private static String domainTitle(Mesh mesh, String domain) {
        return mesh.domain(domain).map(Domain::title).orElse(domain);
    }

    private static String team(Mesh mesh, Dashboard dashboard) {
        return mesh.domain(dashboard.name().domain()).stream()
                .flatMap(domain -> domain.teams().stream())
                .filter(team -> team.name().equals(dashboard.owner()))
                .map(Team::title)
                .findFirst()
                .orElse(dashboard.owner());
    }
}
