package io.meshwright.launch;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The embedded catalog database of this process: it starts beside the application and stops after it. When it ends before,
 * it is started again on the same port, which is all the application knows of it.
 */
final class EmbeddedCatalog {

    private static final Logger LOG = Logger.getLogger(EmbeddedCatalog.class);
    private static final int SECONDS_TO_STOP = 30;
    private static final long PAUSE_MILLIS = 1_000;

    private final Home home;
    private final CompletableFuture<EmbeddedPostgres> first;
    private final CountDownLatch released = new CountDownLatch(1);
    private EmbeddedPostgres server;
    private volatile boolean stopped;

    private EmbeddedCatalog(Home home) {
        this.home = home;
        this.first = CompletableFuture.supplyAsync(
                () -> EmbeddedPostgres.start(home.postgres(), home.postgresPrograms()), EmbeddedCatalog::onThread);
    }

    static EmbeddedCatalog start(Home home) {
        EmbeddedCatalog catalog = new EmbeddedCatalog(home);
        Runtime.getRuntime().addShutdownHook(new Thread(catalog::stop, "catalog-database-stop"));
        return catalog;
    }

    private static void onThread(Runnable task) {
        Thread thread = new Thread(task, "catalog-database");
        thread.setDaemon(true);
        thread.start();
    }

    /** Waits until it answers, and tells the application where. */
    void await() {
        try {
            EmbeddedPostgres started = first.join();
            started.settings().forEach(System::setProperty);
            watch(started);
        } catch (CompletionException e) {
            throw e.getCause() instanceof CannotStart refused ? refused : e;
        }
    }

    /** The application has written its last words into the catalog. */
    void release() {
        released.countDown();
    }

    private void stop() {
        stopped = true;
        try {
            boolean inTime = released.await(SECONDS_TO_STOP, TimeUnit.SECONDS);
            if (!inTime) {
                Console.say("Meshwright did not stop within " + SECONDS_TO_STOP + " seconds; its database stops now.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            first.handle((started, failed) -> started).thenAccept(this::close).join();
        }
    }

    private synchronized void close(EmbeddedPostgres started) {
        EmbeddedPostgres current = server == null ? started : server;
        if (current != null) {
            current.close();
        }
    }

    private synchronized void watch(EmbeddedPostgres running) {
        server = running;
        if (stopped) {
            running.close();
        } else {
            var unused = running.ended().thenRunAsync(this::startAgain, EmbeddedCatalog::onThread);
        }
    }

    private void startAgain() {
        try {
            // Its last processes end a moment after it; and where the application stops too, that is known by then.
            Thread.sleep(PAUSE_MILLIS);
            if (!stopped) {
                LOG.errorf("The embedded PostgreSQL in %s has stopped; it is started again.", home.postgres());
            }
            while (!stopped && !hasStarted()) {
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** False when it has to be tried again, such as after some of a full disk was freed. */
    private boolean hasStarted() {
        try {
            watch(EmbeddedPostgres.start(home.postgres(), home.postgresPrograms(), server.port()));
            LOG.warn("The embedded PostgreSQL answers again; what was committed is there.");
            return true;
        } catch (CannotStart | IllegalStateException e) {
            LOG.warnf("It is tried again: %s", e.getMessage());
            return false;
        }
    }
}
