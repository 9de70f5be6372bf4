package io.meshwright.launch;

import io.quarkus.runtime.Application;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Starts the catalog database where none is configured, then the application; stops them in the other order. */
@QuarkusMain
public class Main {

    private static final String PROJECT = "meshwright.warehouse.project";
    private static final String EMBEDDED = "meshwright";
    private static final String PREPARED = "meshwright.prepared";

    public static void main(String... args) {
        QuickStart.tryIt();
        if (Rehearsal.isOn()) {
            Rehearsal.prepare();
        }
        Thread main = Thread.currentThread();
        Optional<EmbeddedCatalog> catalog = Optional.empty();
        // Live reload comes here again, in the process that already holds all this.
        if (System.getProperty(PREPARED) == null) {
            try {
                catalog = prepare(ConfigProvider.getConfig());
            } catch (CannotStart refused) {
                Console.say("Meshwright cannot start: " + refused.getMessage() + ".");
                System.exit(1);
            }
            System.setProperty(PREPARED, "true");
        }
        Optional<EmbeddedCatalog> database = catalog;
        Quarkus.run(
                null,
                (exitCode, cause) -> {
                    // A signal comes here on a thread of its own, before anything stops.
                    if (Thread.currentThread() == main) {
                        database.ifPresent(EmbeddedCatalog::release);
                    }
                    if (cause != null && !isStopped(cause)) {
                        tell(cause);
                    }
                    System.exit(exitCode);
                },
                args);
    }

    private static Optional<EmbeddedCatalog> prepare(Config config) {
        InternalToken.set();
        Preflight preflight = new Preflight(config);
        preflight.checkPort();
        Home home = Home.hold(config.getValue("meshwright.home", Path.class));
        System.setProperty("meshwright.home", home.directory().toString());
        NativeCode.load(
                config.getOptionalValue(PROJECT, String.class).orElse(EMBEDDED).equals(EMBEDDED));
        Optional<String> external = config.getOptionalValue("quarkus.datasource.jdbc.url", String.class);
        if (external.isPresent()) {
            preflight.checkDatabase(external.get());
            return Optional.empty();
        }
        EmbeddedCatalog catalog = EmbeddedCatalog.start(home);
        try {
            loadApplication();
            catalog.await();
            return Optional.of(catalog);
        } catch (CannotStart | Error e) {
            catalog.release();
            throw e;
        }
    }

    /** What of the application needs no database is made beside it. */
    private static void loadApplication() {
        try {
            Class.forName(
                    Application.APP_CLASS_NAME, true, Thread.currentThread().getContextClassLoader());
        } catch (ClassNotFoundException e) {
            throw new CannotStart("this is not a built application", e);
        }
    }

    /** Whether the start was stopped half-way: the JVM takes no shutdown hooks any more, and says so with this. */
    private static boolean isStopped(Throwable cause) {
        return cause instanceof IllegalStateException && "Shutdown in progress".equals(cause.getMessage());
    }

    /** The log may not be open yet when a start fails early. */
    private static void tell(Throwable cause) {
        Path home = Path.of(System.getProperty("meshwright.home", "data"));
        Optional<String> explanation = StartFailure.explain(cause, home);
        if (explanation.isPresent()) {
            Console.say("Meshwright cannot start: " + explanation.get() + ".");
            return;
        }
        StringWriter trace = new StringWriter();
        cause.printStackTrace(new PrintWriter(trace, true));
        Console.say("Meshwright stopped because of an error:\n" + trace);
    }
}
