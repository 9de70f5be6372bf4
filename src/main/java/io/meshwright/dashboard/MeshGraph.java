package io.meshwright.dashboard;

import io.meshwright.lineage.LineageBuilder;
import io.meshwright.lineage.LineageColumn;
import io.meshwright.lineage.LineageGraph;
import io.meshwright.lineage.LineageLayout;
import io.meshwright.lineage.LineageNode;
import io.meshwright.lineage.LineageNode.Owner;
import io.meshwright.plan.MeshLineage;
import io.meshwright.plan.PastMeshes;
import io.meshwright.product.Domain;
import io.meshwright.product.Mesh;
import io.meshwright.product.Team;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Optional;

/** The lineage of the mesh as it is now, dashboards included, laid out once for each version of it. */
@ApplicationScoped
public class MeshGraph {

    private final DashboardCatalog dashboards;
    private final PastMeshes past;
    private Dashboards drawn;
    private Snapshot current = new Snapshot(LineageGraph.EMPTY, LineageLayout.of(LineageGraph.EMPTY));

    MeshGraph(DashboardCatalog dashboards, PastMeshes past) {
        this.dashboards = dashboards;
        this.past = past;
    }

    /** A graph and its layout, which belong together. */
    public record Snapshot(LineageGraph graph, LineageLayout layout) {}

    public synchronized Snapshot current() {
        Dashboards now = dashboards.current();
        if (!now.equals(drawn)) {
            LineageGraph graph = graph(now);
            current = new Snapshot(graph, LineageLayout.of(graph));
            drawn = now;
        }
        return current;
    }

    /**
     * The graph once an entry of the history had come, with today's dashboards as far as they fit; empty when there is no
     * such entry.
     */
    public Optional<Snapshot> at(long number) {
        return past.at(number).map(mesh -> {
            LineageGraph graph = graph(dashboards.over(mesh));
            return new Snapshot(graph, LineageLayout.of(graph));
        });
    }

    private static LineageGraph graph(Dashboards now) {
        Mesh mesh = now.mesh().mesh();
        LineageBuilder builder =
                new LineageBuilder(MeshLineage.of(mesh, now.mesh().products()));
        now.all().forEach(checked -> builder.add(node(checked.dashboard(), mesh), checked.queries()));
        return builder.build();
    }

    private static LineageNode.Dashboard node(Dashboard dashboard, Mesh mesh) {
        String domain = dashboard.name().domain();
        Optional<Domain> owner = mesh.domain(domain);
        return new LineageNode.Dashboard(
                dashboard.name().name(),
                dashboard.title(),
                new Owner(
                        domain,
                        owner.map(Domain::title).orElse(domain),
                        team(owner, dashboard.owner()).map(Team::title).orElse(dashboard.owner())),
                dashboard.tiles().stream()
                        .map(tile -> LineageColumn.tile(
                                tile.id(), words(tile.id()), tile.kind().word(), tile.title()))
                        .toList());
    }

    private static Optional<Team> team(Optional<Domain> domain, String name) {
        return domain.stream()
                .flatMap(found -> found.teams().stream())
                .filter(team -> team.name().equals(name))
                .findFirst();
    }

    /** A tile's id as words: short enough for the map, where its title is not. */
    private static String words(String id) {
        String words = id.replace('-', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
