package io.meshwright.launch;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Starts the catalog database where none is configured, then the application; stops them in the other order. */
@QuarkusMain
public class Main {

    private static final String PREPARED = "meshwright.prepared";
    private static final int SECONDS_TO_STOP = 30;

    public static void main(String... args) {
        Thread main = Thread.currentThread();
        CountDownLatch stopped = new CountDownLatch(1);
        // Live reload comes here again, in the process that already holds all this.
        if (System.getProperty(PREPARED) == null) {
            try {
                prepare(ConfigProvider.getConfig(), stopped);
            } catch (CannotStart refused) {
                refuse(refused);
                return;
            }
            System.setProperty(PREPARED, "true");
        }
        Quarkus.run(
                null,
                (exitCode, cause) -> {
                    // A signal comes here on a thread of its own, before anything stops.
                    if (Thread.currentThread() == main) {
                        stopped.countDown();
                    }
                    if (cause != null) {
                        tell(cause);
                    }
                    System.exit(exitCode);
                },
                args);
    }

    private static void prepare(Config config, CountDownLatch stopped) {
        InternalToken.set();
        Preflight preflight = new Preflight(config);
        preflight.checkPort();
        Home home = Home.hold(config.getValue("meshwright.home", Path.class));
        System.setProperty("meshwright.home", home.directory().toString());
        Optional<String> external = config.getOptionalValue("quarkus.datasource.jdbc.url", String.class);
        if (external.isPresent()) {
            preflight.checkDatabase(external.get());
            return;
        }
        EmbeddedPostgres database = EmbeddedPostgres.start(home.postgres(), home.postgresPrograms());
        database.settings().forEach(System::setProperty);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> closeAfter(stopped, database), "catalog database"));
    }

    /** The application writes its last words into the catalog; the database goes after it. */
    private static void closeAfter(CountDownLatch stopped, EmbeddedPostgres database) {
        try {
            boolean inTime = stopped.await(SECONDS_TO_STOP, TimeUnit.SECONDS);
            if (!inTime) {
                say("Meshwright did not stop within " + SECONDS_TO_STOP + " seconds; its database stops now.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            database.close();
        }
    }

    /** The log may not be open yet when a start fails early. */
    private static void tell(Throwable cause) {
        StringWriter trace = new StringWriter();
        cause.printStackTrace(new PrintWriter(trace, true));
        say("Meshwright stopped because of an error:\n" + trace);
    }

    private static void refuse(CannotStart refused) {
        say("Meshwright cannot start: " + refused.getMessage() + ".");
        System.exit(1);
    }

    @SuppressWarnings("SystemOut")
    private static void say(String line) {
        System.err.println(line);
    }
}
