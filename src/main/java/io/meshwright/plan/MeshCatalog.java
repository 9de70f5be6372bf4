package io.meshwright.plan;

import io.meshwright.diagnostic.Diagnostic;
import io.meshwright.diagnostic.Outcome;
import io.meshwright.diagnostic.SourceLocation;
import io.meshwright.plan.MeshCompiler.Compilation;
import io.meshwright.product.Definition;
import io.meshwright.product.Mesh;
import io.meshwright.product.MeshReader;
import io.meshwright.product.ProductName;
import io.meshwright.product.ProductRegistry;
import io.meshwright.product.ProductRegistry.Registered;
import io.meshwright.product.ProductVersion.Origin;
import io.meshwright.product.Registration;
import io.meshwright.sql.AnalyzedQuery;
import io.meshwright.sql.SqlAnalyzer;
import io.meshwright.sql.TableName;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The mesh in force: compiled in the background at start, and again whenever files change or somebody registers. What
 * did not change is not analyzed again.
 */
@ApplicationScoped
public class MeshCatalog {

    private static final Logger LOG = Logger.getLogger(MeshCatalog.class);

    private final ProductRegistry registry;
    private final MeshReader reader;
    private final Event<MeshChanged> changed;
    private final Duration interval;
    private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "mesh-catalog");
        thread.setDaemon(true);
        return thread;
    });
    private final CountDownLatch ready = new CountDownLatch(1);

    private Compiler queries;
    private volatile CompiledMesh current = CompiledMesh.EMPTY;
    private String trouble = "";
    private Map<String, String> seen = Map.of();
    private Map<String, String> compiled = Map.of();

    @Inject
    MeshCatalog(
            ProductRegistry registry,
            Event<MeshChanged> changed,
            @ConfigProperty(name = "meshwright.mesh.poll-interval", defaultValue = "1s") Duration interval) {
        this.registry = registry;
        this.reader = new MeshReader(registry.project(), registry::today);
        this.changed = changed;
        this.interval = interval;
    }

    void start(@Observes StartupEvent event) {
        background.execute(this::compileFirst);
        var unused = background.scheduleWithFixedDelay(
                this::look, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        background.shutdownNow();
    }

    public CompiledMesh current() {
        return current;
    }

    /** Whether the mesh was compiled since the start. */
    public boolean isReady() {
        return ready.getCount() == 0;
    }

    /** Waits for the first compilation; false when it took longer. */
    public boolean awaitReady(Duration atMost) throws InterruptedException {
        return ready.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Analyzes a query as somebody types it, before there is a contract for it.
     *
     * @param file how diagnostics call it
     * @param contractIds the contracts of the inputs it may read
     */
    public Outcome<AnalyzedQuery> analyze(String file, String sql, List<String> contractIds) {
        Mesh mesh = current.mesh();
        List<TableName> inputs = contractIds.stream()
                .map(mesh::tableOf)
                .flatMap(Optional::stream)
                .toList();
        return queries().analyze(new Definition.Query(file, sql), inputs, mesh);
    }

    /** Compiles a product as somebody types it against the mesh in force; nothing is kept. */
    public Outcome<CompiledProduct> check(RegistrationRequest request) {
        Registered registered = registry.read();
        Outcome<Registration> candidate = candidate(request, registered);
        return candidate.isOk() ? check(candidate.get(), registered) : Outcome.failed(candidate.diagnostics());
    }

    /**
     * Registers a product, or a new version of one, that came through the form.
     *
     * @param who the account that registers it
     */
    public synchronized Outcome<CompiledProduct> register(RegistrationRequest request, String who) {
        Registered registered = registry.read();
        Outcome<Registration> candidate = candidate(request, registered);
        if (!candidate.isOk()) {
            return Outcome.failed(candidate.diagnostics());
        }
        Outcome<CompiledProduct> outcome = check(candidate.get(), registered);
        if (outcome.isOk()) {
            registry.accept(candidate.get(), outcome.get().product().version(), who);
            compile();
        }
        return outcome;
    }

    private static Outcome<Registration> candidate(RegistrationRequest request, Registered registered) {
        Registration registration = request.registration();
        if (!request.hasPlainFileNames()) {
            return Outcome.failed(Diagnostic.error(
                    "wrong-name",
                    SourceLocation.of(registration.main()),
                    "Queries and contracts are files beside each other; their names have no slashes."));
        }
        boolean hasFiles = registered.current().stream()
                .anyMatch(other -> other.name().equals(registration.name()) && other.origin() == Origin.FILES);
        return hasFiles
                ? Outcome.failed(Diagnostic.error(
                        "files-prevail",
                        SourceLocation.of(registration.main()),
                        "The product " + registration.name() + " has files in the mesh directory; change them there."))
                : Outcome.of(registration);
    }

    private Outcome<CompiledProduct> check(Registration candidate, Registered registered) {
        Map<String, Registration> others = new LinkedHashMap<>();
        registered.current().forEach(registration -> others.put(registration.name(), registration));
        others.put(candidate.name(), candidate);
        Map<String, Registration> lastGood = new LinkedHashMap<>(registered.lastGood());
        lastGood.remove(candidate.name());
        CompiledMesh mesh =
                compiler().compile(List.copyOf(others.values()), lastGood).mesh();
        ProductName name = ProductName.parse(candidate.name());
        List<Diagnostic> diagnostics = new ArrayList<>(mesh.diagnosticsOf(name));
        diagnostics.addAll(brokenConsumers(candidate, mesh));
        return mesh.product(name)
                .map(product -> Outcome.of(product, diagnostics))
                .orElseGet(() -> Outcome.failed(diagnostics));
    }

    /** Products that run now and would not after the candidate came into force. */
    private List<Diagnostic> brokenConsumers(Registration candidate, CompiledMesh mesh) {
        return current.products().stream()
                .map(consumer -> consumer.product().name())
                .filter(consumer -> !consumer.toString().equals(candidate.name()))
                .filter(consumer -> mesh.product(consumer).isEmpty())
                .map(consumer -> Diagnostic.warning(
                        "consumer-breaks",
                        SourceLocation.of(candidate.main()),
                        consumer + " reads this product and would not run any more: "
                                + mesh.diagnosticsOf(consumer).stream()
                                        .filter(Diagnostic::isError)
                                        .map(Diagnostic::message)
                                        .findFirst()
                                        .orElse("it lacks an input.")))
                .toList();
    }

    /** Made when first needed, in the background: its analyzer loads native code. */
    private synchronized Compiler queries() {
        if (queries == null) {
            queries = new Compiler(new SqlAnalyzer(), registry.project());
        }
        return queries;
    }

    private MeshCompiler compiler() {
        return new MeshCompiler(queries(), reader);
    }

    /** The mesh is shown as soon as it is read, and runs as soon as it is compiled. */
    private void compileFirst() {
        try {
            seen = registry.marks();
            Registered registered = registry.read();
            current = new CompiledMesh(reader.read(registered.current()).mesh(), List.of(), Map.of());
            compile();
            compiled = seen;
        } catch (RuntimeException e) {
            reportOnce(e);
        } finally {
            ready.countDown();
        }
    }

    /** Compiles when files changed and have come to rest: two looks in a row see the same. */
    private void look() {
        try {
            Map<String, String> marks = registry.marks();
            boolean atRest = marks.equals(seen);
            seen = marks;
            if (atRest && !marks.equals(compiled)) {
                compile();
                compiled = marks;
            }
            trouble = "";
        } catch (RuntimeException e) {
            reportOnce(e);
        }
    }

    /** The same trouble at every look is told once; what a stop cuts off is none. */
    private void reportOnce(RuntimeException e) {
        if (!background.isShutdown() && !trouble.equals(e.toString())) {
            trouble = e.toString();
            LOG.error("The mesh could not be read or compiled; it is tried again and again", e);
        }
    }

    private synchronized void compile() {
        Registered registered = registry.read();
        Compilation compilation = compiler().compile(registered.current(), registered.lastGood());
        for (Registration registration : compilation.accepted()) {
            registry.accept(
                    registration,
                    MeshCompiler.versionOf(registration, compilation.mesh().mesh()),
                    "files");
        }
        CompiledMesh next = withStrays(compilation.mesh(), registered.diagnostics());
        boolean differs = !isReady() || !next.equals(current);
        if (differs) {
            report(next);
            current = next;
            ready.countDown();
            changed.fire(new MeshChanged(next));
        }
    }

    private static CompiledMesh withStrays(CompiledMesh mesh, List<Diagnostic> strays) {
        List<Diagnostic> all = new ArrayList<>(mesh.mesh().diagnostics());
        all.addAll(strays);
        return new CompiledMesh(mesh.mesh().with(all), mesh.products(), mesh.diagnostics());
    }

    /** On the console only what is new. */
    private void report(CompiledMesh next) {
        next.mesh().diagnostics().stream()
                .filter(diagnostic -> !current.mesh().diagnostics().contains(diagnostic))
                .forEach(diagnostic -> {
                    if (diagnostic.isError()) {
                        LOG.error(diagnostic);
                    } else {
                        LOG.warn(diagnostic);
                    }
                });
        LOG.infof(
                "%d products in %d domains, %d compiled",
                next.mesh().products().size(),
                next.mesh().domains().size(),
                next.products().size());
    }
}
