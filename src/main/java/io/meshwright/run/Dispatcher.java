package io.meshwright.run;

import io.meshwright.plan.CompiledProduct;
import io.meshwright.product.ProductName;
import io.meshwright.product.Schedule;
import io.meshwright.run.Definitions.Remembered;
import io.meshwright.run.Publications.Situation;
import io.meshwright.run.Run.Trigger;
import io.meshwright.sql.TableName;
import io.meshwright.warehouse.Warehouse;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Decides which waiting runs may start, and which products have to run because they are new, changed or due. */
@Singleton
class Dispatcher {

    static final String PLATFORM = "Meshwright";

    private final RunnableMesh mesh;
    private final RunRequests requests;
    private final RunRecords records;
    private final Publications publications;
    private final Definitions definitions;
    private final Warehouse warehouse;
    private final Clock clock;

    Dispatcher(
            RunnableMesh mesh,
            RunRequests requests,
            RunRecords records,
            Publications publications,
            Definitions definitions,
            Warehouse warehouse,
            Clock clock) {
        this.mesh = mesh;
        this.requests = requests;
        this.records = records;
        this.publications = publications;
        this.definitions = definitions;
        this.warehouse = warehouse;
        this.clock = clock;
    }

    /** Products that may run now: waiting ones with an open gate, and those whose run may have died with its process. */
    List<ProductName> ready() {
        Situation situation = publications.situation();
        Set<ProductName> waiting =
                situation.waiting().stream().map(Run::product).collect(Collectors.toSet());
        Gate gate = new Gate(mesh, waiting, situation.running(), situation.published());
        List<ProductName> ready = new ArrayList<>(situation.running());
        for (Run run : situation.waiting()) {
            if (isGone(run.product())) {
                records.cancelWaiting(run.id(), "The product is no longer registered");
                continue;
            }
            Optional<String> closed = gate.closed(run.product());
            records.waitFor(run.id(), closed.orElse("Waits for a free place"));
            if (closed.isEmpty()) {
                ready.add(run.product());
            }
        }
        return ready;
    }

    /** The run that may start now. */
    Optional<Run> next(ProductName product) {
        return records.waiting(product).filter(run -> ready().contains(product));
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

    /** A product is due. Returns when it is due next. */
    Optional<Instant> due(ProductName product, Instant nominal) {
        requests.request(product, Trigger.SCHEDULE, "schedule", nominal);
        return mesh.mesh()
                .product(product)
                .flatMap(version -> version.schedule())
                .flatMap(schedule -> RunSchedule.next(schedule, clock.instant()));
    }

    /** Asks for runs of new and changed products, and keeps the timetable as the documents say. */
    void reconcile(Timetable timetable) {
        Map<ProductName, Remembered> before = new HashMap<>();
        definitions.all().forEach(remembered -> before.put(remembered.product(), remembered));
        Trigger whenNew = before.isEmpty() ? Trigger.FIRST_START : Trigger.CHANGE;
        for (CompiledProduct product : mesh.products()) {
            reconcile(product, Optional.ofNullable(before.get(product.product().name())), timetable, whenNew);
        }
        for (ProductName name : before.keySet()) {
            if (isGone(name)) {
                definitions.forget(name);
                timetable.neverDue(name);
            }
        }
    }

    private void reconcile(CompiledProduct product, Optional<Remembered> before, Timetable timetable, Trigger whenNew) {
        ProductName name = product.product().name();
        Remembered now = Definitions.of(product, mesh.mesh());
        if (before.isEmpty()) {
            requests.request(name, whenNew, PLATFORM, clock.instant());
        } else if (!before.get().fingerprint().equals(now.fingerprint())) {
            requests.request(name, Trigger.CHANGE, PLATFORM, clock.instant());
        }
        boolean rescheduled = before.map(Remembered::schedule)
                .filter(schedule -> schedule.equals(now.schedule()))
                .isEmpty();
        Optional<Schedule> schedule = product.product().schedule();
        Optional<Instant> next = schedule.flatMap(when -> RunSchedule.next(when, clock.instant()));
        if (next.isPresent()) {
            timetable.dueAt(name, next.get(), rescheduled);
        } else {
            timetable.neverDue(name);
        }
        if (!before.equals(Optional.of(now))) {
            definitions.save(now);
        }
    }

    /** An empty mesh is one that could not be read: nothing was taken out of it. */
    private boolean isGone(ProductName product) {
        return !mesh.mesh().products().isEmpty() && mesh.mesh().product(product).isEmpty();
    }

    /** Products without a schedule of their own follow those they read. */
    void follow(ProductName published) {
        for (var consumer : mesh.mesh().consumersOf(published)) {
            if (consumer.schedule().isEmpty() && !consumer.name().equals(published)) {
                requests.request(consumer.name(), Trigger.UPSTREAM, published.toString(), clock.instant());
            }
        }
    }
}
