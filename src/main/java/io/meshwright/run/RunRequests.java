package io.meshwright.run;

import io.meshwright.plan.CompiledProduct;
import io.meshwright.product.ProductName;
import io.meshwright.product.ProductVersion;
import io.meshwright.run.Run.Trigger;
import io.meshwright.warehouse.Warehouse;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Asks for runs, and takes it back. */
@ApplicationScoped
public class RunRequests {

    private final RunRecords records;
    private final RunnableMesh mesh;
    private final ActiveRuns active;
    private final Warehouse warehouse;
    private final Bell bell;
    private final Clock clock;

    RunRequests(RunRecords records, RunnableMesh mesh, ActiveRuns active, Warehouse warehouse, Bell bell, Clock clock) {
        this.records = records;
        this.mesh = mesh;
        this.active = active;
        this.warehouse = warehouse;
        this.bell = bell;
        this.clock = clock;
    }

    /**
     * Asks for a run now. While the product runs, the new run waits for its end; a run that waits already is the answer
     * to the second request too. In the first moments after a start it waits until it is known whether the documents agree.
     *
     * @param who the account that asks
     * @return the waiting run; empty when the product is not in the mesh, or its documents disagree
     */
    public Optional<Run> request(ProductName product, String who) {
        return request(product, Trigger.MANUAL, who, clock.instant());
    }

    Optional<Run> request(ProductName product, Trigger trigger, String who, Instant nominal) {
        Optional<Run> run =
                version(product).map(version -> records.request(product, version.version(), trigger, who, nominal));
        bell.ring();
        return run;
    }

    private Optional<ProductVersion> version(ProductName product) {
        // Asked before the compiled products are: it may become known in between.
        boolean known = mesh.isKnown();
        Optional<ProductVersion> compiled = mesh.product(product).map(CompiledProduct::product);
        return known ? compiled : compiled.or(() -> mesh.mesh().product(product));
    }

    /**
     * Stops a waiting or running run. What it was about to publish is not published; what is being published at this
     * moment is.
     *
     * @return false when the run is over, or there is none
     */
    public boolean cancel(UUID run, String who) {
        if (records.cancelWaiting(run, "Stopped by " + who)) {
            return true;
        }
        active.find(run).filter(at -> at.cancel(who)).ifPresent(at -> warehouse.cancel(at.jobId()));
        return records.askToCancel(run, who);
    }
}
