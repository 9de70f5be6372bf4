package io.meshwright.dashboard;

import io.meshwright.plan.CompiledMesh;
import io.meshwright.plan.MeshCatalog;
import io.meshwright.product.ProductRegistry;
import io.meshwright.sql.SqlAnalyzer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The dashboards in force: their files are looked at when somebody asks, at most once a second. */
@ApplicationScoped
public class DashboardCatalog {

    private static final long LOOK_AGAIN = TimeUnit.SECONDS.toNanos(1);

    private final MeshCatalog mesh;
    private final DashboardFolder folder;
    private final SqlAnalyzer analyzer = new SqlAnalyzer();
    private final String project;

    private Dashboards current = new Dashboards(List.of(), List.of(), CompiledMesh.EMPTY);
    private long looked;
    private boolean never = true;

    @Inject
    DashboardCatalog(
            MeshCatalog mesh,
            ProductRegistry registry,
            LastGood lastGood,
            @ConfigProperty(name = "meshwright.mesh", defaultValue = ".") String directory) {
        this.mesh = mesh;
        this.folder = new DashboardFolder(Path.of(directory), lastGood);
        this.project = registry.project();
    }

    public synchronized Dashboards current() {
        CompiledMesh compiled = mesh.current();
        boolean changed = lookAgain();
        if (changed || !compiled.equals(current.mesh())) {
            current = check(compiled);
        }
        return current;
    }

    /** Today's dashboards, held against another mesh. */
    synchronized Dashboards over(CompiledMesh other) {
        return check(other);
    }

    private boolean lookAgain() {
        long now = System.nanoTime();
        if (!never && now - looked < LOOK_AGAIN) {
            return false;
        }
        never = false;
        looked = now;
        return folder.look();
    }

    private Dashboards check(CompiledMesh compiled) {
        TileCheck check = new TileCheck(compiled.mesh(), analyzer, project);
        return new Dashboards(
                folder.dashboards().stream()
                        .map(dashboard -> new Dashboards.Checked(
                                dashboard,
                                dashboard.tiles().stream().map(check::check).toList()))
                        .toList(),
                folder.diagnostics(),
                compiled);
    }
}
