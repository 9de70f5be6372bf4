package io.meshwright.launch;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The embedded catalog database of this process: it starts beside the application and stops after it. */
final class EmbeddedCatalog {

    private static final int SECONDS_TO_STOP = 30;

    private final CompletableFuture<EmbeddedPostgres> server;
    private final CountDownLatch released = new CountDownLatch(1);

    private EmbeddedCatalog(CompletableFuture<EmbeddedPostgres> server) {
        this.server = server;
    }

    static EmbeddedCatalog start(Home home) {
        EmbeddedCatalog catalog = new EmbeddedCatalog(CompletableFuture.supplyAsync(
                () -> EmbeddedPostgres.start(home.postgres(), home.postgresPrograms()), EmbeddedCatalog::onThread));
        Runtime.getRuntime().addShutdownHook(new Thread(catalog::stop, "catalog-database-stop"));
        return catalog;
    }

    private static void onThread(Runnable task) {
        Thread thread = new Thread(task, "catalog-database-start");
        thread.setDaemon(true);
        thread.start();
    }

    /** Waits until it answers, and tells the application where. */
    void await() {
        try {
            server.join().settings().forEach(System::setProperty);
        } catch (CompletionException e) {
            throw e.getCause() instanceof CannotStart refused ? refused : e;
        }
    }

    /** The application has written its last words into the catalog. */
    void release() {
        released.countDown();
    }

    private void stop() {
        try {
            boolean inTime = released.await(SECONDS_TO_STOP, TimeUnit.SECONDS);
            if (!inTime) {
                Console.say("Meshwright did not stop within " + SECONDS_TO_STOP + " seconds; its database stops now.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            server.handle((started, failed) -> started)
                    .thenAccept(EmbeddedCatalog::close)
                    .join();
        }
    }

    private static void close(EmbeddedPostgres started) {
        if (started != null) {
            started.close();
        }
    }
}
