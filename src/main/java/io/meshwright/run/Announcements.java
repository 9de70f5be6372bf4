package io.meshwright.run;

import io.meshwright.lineage.LineageStore;
import io.meshwright.lineage.OpenLineageEvents;
import io.meshwright.plan.CompiledProduct;
import io.meshwright.product.OutputPort;
import io.meshwright.warehouse.JobFailure;
import io.meshwright.warehouse.Warehouse;
import io.openlineage.client.OpenLineage.RunEvent.EventType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Passes on what becomes of runs: lineage events, descriptions in the warehouse, products that follow, caches. */
@Singleton
class Announcements implements RunEvents {

    private static final Logger LOG = Logger.getLogger(Announcements.class);

    private final LineageStore lineage;
    private final OpenLineageEvents lineageEvents;
    private final RunLineage runs;
    private final Warehouse warehouse;
    private final Triggers triggers;
    private final Event<ProductPublished> publications;
    private final Clock clock;

    Announcements(
            LineageStore lineage,
            RunLineage runs,
            Warehouse warehouse,
            Triggers triggers,
            Event<ProductPublished> publications,
            Clock clock,
            @ConfigProperty(name = "meshwright.openlineage.producer") URI producer) {
        this.lineage = lineage;
        this.lineageEvents = new OpenLineageEvents(producer);
        this.runs = runs;
        this.warehouse = warehouse;
        this.triggers = triggers;
        this.publications = publications;
        this.clock = clock;
    }

    @Override
    public void started(Run run, CompiledProduct product) {
        emit(EventType.START, run, product, "");
    }

    @Override
    public void published(Run run, CompiledProduct product) {
        triggers.follow(run.product());
        emit(EventType.COMPLETE, run, product, "");
        product.ports().forEach(compiled -> describe(compiled.port()));
        try {
            publications.fire(new ProductPublished(run.product(), run));
        } catch (RuntimeException e) {
            LOG.errorf(e, "Somebody who listens for publications failed at %s", run.product());
        }
    }

    @Override
    public void ended(Run run, CompiledProduct product, RunState state, String reason) {
        emit(state == RunState.INTERRUPTED ? EventType.ABORT : EventType.FAIL, run, product, reason);
    }

    private void emit(EventType type, Run run, CompiledProduct product, String error) {
        try {
            lineage.append(lineageEvents.event(type, clock.instant(), runs.of(run, product), error));
        } catch (RuntimeException e) {
            LOG.errorf(e, "The %s event of run %d of %s is lost", type, run.number(), run.product());
        }
    }

    private void describe(OutputPort port) {
        Map<String, String> columns = new HashMap<>();
        port.schema().properties().forEach(property -> columns.put(property.name(), property.description()));
        try {
            warehouse.describe(port.table(), port.schema().description(), columns);
        } catch (JobFailure e) {
            LOG.warnf("Table %s keeps its old descriptions: %s", port.table(), e.getMessage());
        }
    }
}
