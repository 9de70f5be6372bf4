package io.meshwright.run;

import io.meshwright.plan.CompiledProduct;
import io.meshwright.product.ProductName;
import io.meshwright.product.Schedule;
import io.meshwright.run.Definitions.Remembered;
import io.meshwright.run.Run.Trigger;
import io.meshwright.sql.TableName;
import io.meshwright.warehouse.Warehouse;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Compares what has run with what there is now: new and changed products have to run, and so have lost tables. */
@Singleton
class Reconciliation {

    static final String PLATFORM = "Meshwright";

    private final RunnableMesh mesh;
    private final RunRequests requests;
    private final Publications publications;
    private final Definitions definitions;
    private final Warehouse warehouse;
    private final Clock clock;

    Reconciliation(
            RunnableMesh mesh,
            RunRequests requests,
            Publications publications,
            Definitions definitions,
            Warehouse warehouse,
            Clock clock) {
        this.mesh = mesh;
        this.requests = requests;
        this.publications = publications;
        this.definitions = definitions;
        this.warehouse = warehouse;
        this.clock = clock;
    }

    /** Tables that the catalog believes in and the warehouse has not are built again. */
    void restoreLostTables() {
        publications.all().stream()
                .filter(served -> warehouse
                        .table(TableName.parse(served.served(), warehouse.project()))
                        .isEmpty())
                .map(Publications.Served::product)
                .distinct()
                .forEach(product -> requests.request(product, Trigger.RECOVERY, PLATFORM, clock.instant()));
    }

    /** Asks for runs of new and changed products, and keeps the timetable as the documents say. */
    void reconcile(Timetable timetable) {
        Map<ProductName, Remembered> before = new HashMap<>();
        definitions.all().forEach(remembered -> before.put(remembered.product(), remembered));
        Trigger whenNew = before.isEmpty() ? Trigger.FIRST_START : Trigger.CHANGE;
        for (CompiledProduct product : mesh.products()) {
            Optional<Remembered> known =
                    Optional.ofNullable(before.get(product.product().name()));
            Remembered now = Definitions.of(product, mesh.mesh());
            request(now, known, whenNew);
            schedule(product, now, known, timetable);
            if (!known.equals(Optional.of(now))) {
                definitions.save(now);
            }
        }
        for (ProductName name : before.keySet()) {
            if (mesh.hasLost(name)) {
                definitions.forget(name);
                timetable.neverDue(name);
            }
        }
    }

    private void request(Remembered now, Optional<Remembered> known, Trigger whenNew) {
        if (known.isEmpty()) {
            requests.request(now.product(), whenNew, PLATFORM, clock.instant());
        } else if (!known.get().fingerprint().equals(now.fingerprint())) {
            requests.request(now.product(), Trigger.CHANGE, PLATFORM, clock.instant());
        }
    }

    private void schedule(CompiledProduct product, Remembered now, Optional<Remembered> known, Timetable timetable) {
        boolean changed = known.map(Remembered::schedule)
                .filter(schedule -> schedule.equals(now.schedule()))
                .isEmpty();
        Optional<Schedule> schedule = product.product().schedule();
        Optional<Instant> next = schedule.flatMap(when -> RunSchedule.next(when, clock.instant()));
        if (next.isPresent()) {
            timetable.dueAt(now.product(), next.get(), changed);
        } else {
            timetable.neverDue(now.product());
        }
    }
}
