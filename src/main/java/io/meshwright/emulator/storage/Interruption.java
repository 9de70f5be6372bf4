package io.meshwright.emulator.storage;

import io.meshwright.emulator.error.ApiError;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Interrupts a running statement. DuckDB takes that at once as a rule; while it plans a statement, and computes constants for
 * that, it takes it only afterwards, and whoever asked does not wait for it.
 */
final class Interruption {

    private static final int PATIENCE_MILLIS = 50;

    private Interruption() {}

    /** @param reason is told what went wrong, if anything did */
    static void of(Statement statement, ApiError reason) {
        Thread thread = new Thread(() -> cancel(statement, reason), "warehouse-interruption");
        thread.setDaemon(true);
        thread.start();
        try {
            thread.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void cancel(Statement statement, ApiError reason) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            // The statement ended in the same moment; the next one will see the reason.
            reason.addSuppressed(e);
        }
    }
}
