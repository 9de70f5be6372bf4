package io.meshwright.launch;

import io.meshwright.emulator.storage.DuckDb;
import io.meshwright.sql.SqlAnalyzer;

/**
 * What takes the longest to load, begun before everything else and on threads of its own: the native code of Google's
 * analyzer and of DuckDB, 180 MB together. Whoever needs it first waits for what is left of it.
 */
final class NativeCode {

    private NativeCode() {}

    /** @param embedded whether the embedded BigQuery answers, and with it DuckDB */
    static void load(boolean embedded) {
        inBackground("load-analyzer", () -> new SqlAnalyzer().warm());
        if (embedded) {
            inBackground("load-duckdb", DuckDb::load);
        }
    }

    private static void inBackground(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}
