package io.meshwright.run;

import io.meshwright.plan.CompiledProduct;
import io.meshwright.product.ProductName;
import io.meshwright.product.Schedule;
import io.meshwright.run.Definitions.Remembered;
import io.meshwright.run.Publications.Situation;
import io.meshwright.run.Run.Trigger;
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
final class Dispatcher {

    static final String PLATFORM = "Meshwright";

    private final RunnableMesh mesh;
    private final RunRequests requests;
    private final RunRecords records;
    private final Publications publications;
    private final Definitions definitions;
    private final Clock clock;

    Dispatcher(
            RunnableMesh mesh,
            RunRequests requests,
            RunRecords records,
            Publications publications,
            Definitions definitions,
            Clock clock) {
        this.mesh = mesh;
        this.requests = requests;
        this.records = records;
        this.publications = publications;
        this.definitions = definitions;
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
            if (mesh.mesh().product(run.product()).isEmpty()) {
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

    /** A product is due. Returns when it is due next. */
    Optional<Instant> due(ProductName product, Instant nominal) {
        requests.request(product, Trigger.SCHEDULE, "schedule", nominal);
        return mesh.mesh()
                .product(product)
                .flatMap(version -> version.schedule())
                .flatMap(schedule -> RunSchedule.next(schedule, clock.instant()));
    }

    /** Asks for runs of new and changed products, and keeps the timetable as the documents say. */
    void reconcile(Timetable timetable, Trigger whenNew) {
        Map<ProductName, Remembered> before = new HashMap<>();
        definitions.all().forEach(remembered -> before.put(remembered.product(), remembered));
        for (CompiledProduct product : mesh.products()) {
            reconcile(product, Optional.ofNullable(before.get(product.product().name())), timetable, whenNew);
        }
        for (ProductName name : before.keySet()) {
            if (mesh.mesh().product(name).isEmpty()) {
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

    /** Products without a schedule of their own follow those they read. */
    void follow(ProductName published) {
        for (var consumer : mesh.mesh().consumersOf(published)) {
            if (consumer.schedule().isEmpty() && !consumer.name().equals(published)) {
                requests.request(consumer.name(), Trigger.UPSTREAM, published.toString(), clock.instant());
            }
        }
    }
}
