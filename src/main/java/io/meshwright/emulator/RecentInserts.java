package io.meshwright.emulator;

import io.meshwright.sql.TableName;
import java.util.LinkedHashMap;
import java.util.Map;

/** The insert ids of late, so that a row sent twice is written once. */
final class RecentInserts {

    private static final int KEPT = 100_000;

    private record Key(TableName table, String insertId) {}

    private final Map<Key, Boolean> seen = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Boolean> eldest) {
            return size() > KEPT;
        }
    };

    synchronized boolean isNew(TableName table, String insertId) {
        return !seen.containsKey(new Key(table, insertId));
    }

    synchronized void remember(TableName table, String insertId) {
        if (!insertId.isEmpty()) {
            seen.put(new Key(table, insertId), Boolean.TRUE);
        }
    }
}
