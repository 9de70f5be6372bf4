package io.meshwright.run;

import io.meshwright.plan.CompiledProduct;
import io.meshwright.product.ProductName;
import jakarta.inject.Singleton;
import java.util.Optional;

/** What happens when the timetable calls a product's name: nobody else runs it meanwhile. */
@Singleton
class RunCalls {

    private final RunnableMesh mesh;
    private final Dispatcher dispatcher;
    private final Recovery recovery;
    private final Runner runner;
    private final RunRecords records;
    private final ActiveRuns active;
    private final Bell bell;

    RunCalls(
            RunnableMesh mesh,
            Dispatcher dispatcher,
            Recovery recovery,
            Runner runner,
            RunRecords records,
            ActiveRuns active,
            Bell bell) {
        this.mesh = mesh;
        this.dispatcher = dispatcher;
        this.recovery = recovery;
        this.runner = runner;
        this.records = records;
        this.active = active;
        this.bell = bell;
    }

    void run(ProductName product) {
        if (isAtWork(product)) {
            return;
        }
        recovery.repair(product);
        Optional<Run> next = dispatcher.next(product);
        Optional<CompiledProduct> compiled = mesh.product(product);
        if (next.isPresent() && compiled.isPresent()) {
            runner.run(next.get(), compiled.get(), PlannedStep.of(mesh.plan(compiled.get())));
        }
        bell.ring();
    }

    /** A process that was held up for long is called again for what it is still doing: that run is not dead. */
    private boolean isAtWork(ProductName product) {
        return records.running(product).flatMap(run -> active.find(run.id())).isPresent();
    }
}
