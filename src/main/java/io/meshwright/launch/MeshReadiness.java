package io.meshwright.launch;

import io.meshwright.plan.MeshCatalog;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready means that the mesh is read and compiled: before that the catalog would answer as if it were empty. */
@Readiness
@ApplicationScoped
class MeshReadiness implements HealthCheck {

    private final MeshCatalog catalog;

    MeshReadiness(MeshCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("mesh").status(catalog.isReady()).build();
    }
}
