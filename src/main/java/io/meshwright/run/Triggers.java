package io.meshwright.run;

import io.meshwright.product.ProductName;
import io.meshwright.product.ProductVersion;
import io.meshwright.run.Run.Trigger;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Asks for the runs that follow from time and from other runs. */
@Singleton
class Triggers {

    private final RunnableMesh mesh;
    private final RunRequests requests;
    private final Clock clock;

    Triggers(RunnableMesh mesh, RunRequests requests, Clock clock) {
        this.mesh = mesh;
        this.requests = requests;
        this.clock = clock;
    }

    /** A product is due. Returns when it is due next; empty when it has no schedule any more. */
    Optional<Instant> due(ProductName product, Instant nominal) {
        requests.request(product, Trigger.SCHEDULE, "schedule", nominal);
        return mesh.mesh()
                .product(product)
                .flatMap(ProductVersion::schedule)
                .flatMap(schedule -> RunSchedule.next(schedule, clock.instant()));
    }

    /** Products without a schedule of their own follow those they read. */
    void follow(ProductName published) {
        for (ProductVersion consumer : mesh.mesh().consumersOf(published)) {
            if (consumer.schedule().isEmpty() && !consumer.name().equals(published)) {
                requests.request(consumer.name(), Trigger.UPSTREAM, published.toString(), clock.instant());
            }
        }
    }
}
