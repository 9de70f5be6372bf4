package io.meshwright.emulator;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while the embedded BigQuery cannot use its file. */
@Readiness
@ApplicationScoped
class WarehouseReadiness implements HealthCheck {

    private final EmbeddedSettings settings;
    private final EmbeddedBigQuery bigQuery;

    WarehouseReadiness(EmbeddedSettings settings, EmbeddedBigQuery bigQuery) {
        this.settings = settings;
        this.bigQuery = bigQuery;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("warehouse").up();
        if (settings.isAnswering()) {
            bigQuery.engine().storage().duckDb().outage().ifPresent(outage -> response.down()
                    .withData("reason", outage.getMessage()));
        }
        return response.build();
    }
}
