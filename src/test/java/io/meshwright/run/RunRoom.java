package io.meshwright.run;

import static io.meshwright.contract.Contracts.contract;

import io.meshwright.MigratedDatabase;
import io.meshwright.audit.Auditor;
import io.meshwright.contract.DataContract;
import io.meshwright.contract.SchemaObject;
import io.meshwright.diagnostic.DiskSpace;
import io.meshwright.diagnostic.SourceLocation;
import io.meshwright.plan.CompiledProduct;
import io.meshwright.plan.CompiledProduct.CompiledPort;
import io.meshwright.plan.Plan;
import io.meshwright.plan.Planner;
import io.meshwright.product.Alignment;
import io.meshwright.product.Definition;
import io.meshwright.product.InputPort;
import io.meshwright.product.Mesh;
import io.meshwright.product.OutputPort;
import io.meshwright.product.ProductName;
import io.meshwright.product.ProductVersion;
import io.meshwright.product.Schedule;
import io.meshwright.source.Ingestion;
import io.meshwright.sql.AnalyzedQuery;
import io.meshwright.sql.TableName;
import io.meshwright.warehouse.DuckDbWarehouse;
import io.meshwright.warehouse.JobFailure;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All that runs products, put together by hand over an in-memory warehouse and a real catalog database. */
final class RunRoom implements RunnableMesh, AutoCloseable {

    static final ProductName ACTIONS = new ProductName("films", "actions");
    static final ProductName GROUPS = new ProductName("studios", "groups");

    final SettableClock clock = new SettableClock(Instant.parse("2026-11-20T12:00:00Z"));
    final FlakyWarehouse warehouse = new FlakyWarehouse();
    final List<String> announced = new ArrayList<>();
    final CatalogSql catalog = new CatalogSql(MigratedDatabase.get());
    final ActiveRuns active = new ActiveRuns();
    final Bell bell = new Bell();
    final RunRecords records = new RunRecords(catalog, clock);
    final RunHistory history = new RunHistory(catalog);
    final Publications publications = new Publications(catalog);
    final Definitions definitions = new Definitions(catalog);
    final RunRequests requests = new RunRequests(records, this, active, warehouse, bell, clock);
    final Dispatcher dispatcher = new Dispatcher(this, records, publications, new DiskSpace(Path.of("."), 0));
    final Triggers triggers = new Triggers(this, requests, clock);
    final Reconciliation reconciliation =
            new Reconciliation(this, requests, publications, definitions, warehouse, clock);
    final ProductStates states = new ProductStates(this, catalog, publications, clock);
    final Map<ProductName, CompiledProduct> products = new LinkedHashMap<>();
    boolean compiled = true;
    boolean known = true;

    private final Attempts attempts = new Attempts(3, Duration.ofMillis(1));
    private final Publisher publisher = new Publisher(warehouse, records, attempts);
    private final RunEvents events = new Announced();
    private final StepRunner steps = new StepRunner(
            warehouse, new Ingestion(warehouse, null, path -> null), new Auditor(warehouse, clock), attempts);
    final RunCalls calls = new RunCalls(
            this,
            dispatcher,
            new Recovery(records, publisher, events, this),
            new Runner(records, steps, publisher, events, active),
            records,
            active,
            bell);

    RunRoom() {
        catalog.update("TRUNCATE run, run_step, run_check, publication, product_definition, scheduled_tasks CASCADE");
    }

    /** A product with one port per schema object, all with the same rows. */
    void product(
            ProductName name,
            String sql,
            Optional<Schedule> schedule,
            List<ProductName> reads,
            SchemaObject... objects) {
        List<CompiledPort> ports = Arrays.stream(objects)
                .map(object -> port(name, object, sql, contract(object)))
                .toList();
        List<InputPort> inputs = reads.stream()
                .map(origin -> new InputPort(
                        origin.name(),
                        "1.0.0",
                        origin.toString(),
                        origin,
                        InputPort.Kind.PRODUCT,
                        table(origin, origin.name()),
                        SourceLocation.of("test")))
                .toList();
        ProductVersion version = new ProductVersion(
                name,
                name.toString(),
                "1.0.0",
                "active",
                name.name(),
                "",
                "",
                "",
                Alignment.PRODUCER,
                "",
                List.of(),
                schedule,
                inputs,
                ports.stream().map(CompiledPort::port).toList(),
                ProductVersion.Origin.FILES,
                SourceLocation.of("test"),
                sql + Arrays.toString(objects));
        products.put(name, new CompiledProduct(version, ports));
    }

    void product(ProductName name, String sql, List<ProductName> reads, SchemaObject... objects) {
        product(name, sql, Optional.empty(), reads, objects);
    }

    private static CompiledPort port(ProductName name, SchemaObject object, String sql, DataContract contract) {
        OutputPort port = new OutputPort(
                object.name(),
                "1.0.0",
                "",
                table(name, object.name()),
                contract,
                object,
                new Definition.Query("test.sql", sql),
                SourceLocation.of("test"));
        return new CompiledPort(port, new AnalyzedQuery(List.of(), Set.of(), List.of()));
    }

    static TableName table(ProductName product, String port) {
        return new TableName("meshwright", product.domain(), port);
    }

    /** Runs what may run until nothing may any more; the order in which it ran. */
    List<ProductName> settle() {
        List<ProductName> order = new ArrayList<>();
        for (List<ProductName> ready = dispatcher.ready(); !ready.isEmpty(); ready = dispatcher.ready()) {
            order.add(ready.get(0));
            calls.run(ready.get(0));
        }
        return order;
    }

    Run last(ProductName product) {
        return history.find(history.of(product, 0, 1).get(0).id()).orElseThrow();
    }

    List<List<Object>> rows(TableName table) {
        return warehouse
                .query("SELECT * FROM " + table.quoted() + " ORDER BY 1", Map.of())
                .rows();
    }

    @Override
    public Mesh mesh() {
        return new Mesh(
                List.of(),
                List.of(),
                products.values().stream().map(CompiledProduct::product).toList(),
                List.of());
    }

    @Override
    public List<CompiledProduct> products() {
        return compiled ? List.copyOf(products.values()) : List.of();
    }

    @Override
    public boolean isKnown() {
        return known;
    }

    @Override
    public Plan plan(CompiledProduct product) {
        return Planner.plan(product, mesh());
    }

    @Override
    public String whyInvalid(ProductName product) {
        return "Its documents disagree";
    }

    @Override
    public void close() throws java.sql.SQLException {
        warehouse.close();
    }

    private final class Announced implements RunEvents {
        @Override
        public void started(Run run, CompiledProduct product) {
            announced.add("START " + run.product());
        }

        @Override
        public void published(Run run, CompiledProduct product) {
            announced.add("COMPLETE " + run.product());
            triggers.follow(run.product());
        }

        @Override
        public void ended(Run run, CompiledProduct product, RunState state, String reason) {
            announced.add(state + " " + run.product());
        }
    }

    /** What is thrown when the process is killed: nobody catches it, nobody cleans up. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** A warehouse that fails on request. */
    static final class FlakyWarehouse extends DuckDbWarehouse {
        int failuresToCome;
        int buildsUntilDeath = -1;
        int copiesUntilDeath = -1;
        boolean dieAfterCopying;
        TableName refused;
        Runnable whileBuilding = () -> {};
        final List<String> jobs = new ArrayList<>();

        @Override
        public long build(String sql, TableName destination, String jobId) {
            jobs.add(jobId);
            whileBuilding.run();
            if (failuresToCome-- > 0) {
                throw new JobFailure("backendError", "Try again later", jobId, null);
            }
            long rows = super.build(sql, destination, jobId);
            if (buildsUntilDeath-- == 0) {
                throw new Killed();
            }
            return rows;
        }

        @Override
        public void copy(TableName from, TableName to, String jobId) {
            if (to.equals(refused)) {
                throw new JobFailure("invalid", "Table is full", jobId, null);
            }
            boolean publishes = !to.dataset().equals("meshwright_staging");
            boolean dies = publishes && copiesUntilDeath-- == 0;
            if (dies && !dieAfterCopying) {
                throw new Killed();
            }
            super.copy(from, to, jobId);
            if (dies) {
                throw new Killed();
            }
        }
    }

    /** A clock that stands still until it is set. */
    static final class SettableClock extends Clock {
        private Instant now;

        SettableClock(Instant now) {
            this.now = now;
        }

        void set(Instant instant) {
            now = instant;
        }

        void advance(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(now, zone);
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
