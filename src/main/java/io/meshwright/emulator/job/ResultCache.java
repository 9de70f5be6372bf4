package io.meshwright.emulator.job;

import io.meshwright.emulator.result.QueryRows;
import io.meshwright.emulator.result.RowSource;
import io.meshwright.emulator.storage.StoredTable;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Small results of late: the same text over tables that have not changed needs no second run. Each caller has their own,
 * and their rights are decided before they are answered from here.
 */
final class ResultCache {

    private static final int KEPT = 500;

    /** What is longer is hardly asked twice, and takes its time to be looked through. */
    private static final int LONGEST_TEXT = 100_000;

    private static final Duration LIFETIME = Duration.ofHours(24);

    /** What may give another answer the next time. */
    private static final Pattern VOLATILE = Pattern.compile(
            "\\b(CURRENT_\\w+|CURRENT|RAND|GENERATE_UUID|NEW_UUID|SESSION_USER|SYSTEM_TIME|TABLESAMPLE|EXTERNAL_QUERY)\\b|@@",
            Pattern.CASE_INSENSITIVE);

    /** A call of a function of a dataset, whose definition may change. */
    private static final Pattern ROUTINE = Pattern.compile(
            "(?<!\\bSAFE)(?<!\\bNET)(?<!\\bHLL_COUNT)\\s*\\.\\s*`?\\w+`?\\s*\\(|`\\s*\\(", Pattern.CASE_INSENSITIVE);

    private record Key(String caller, String project, String sql, String settings) {}

    private record Entry(Job job, List<StoredTable> tables) {
        boolean isCurrent(List<StoredTable> now) {
            boolean young = job.created().plus(LIFETIME).isAfter(Instant.now());
            return young && tables.size() == now.size() && isSame(now);
        }

        /** A table that was changed is another object, even when it looks the same. */
        @SuppressWarnings("ReferenceEquality")
        private boolean isSame(List<StoredTable> now) {
            for (int i = 0; i < tables.size(); i++) {
                if (tables.get(i) != now.get(i)) {
                    return false;
                }
            }
            return true;
        }
    }

    private final Map<Key, Entry> entries = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Entry> eldest) {
            return size() > KEPT;
        }
    };

    /** The rows a caller got for the same question, if they would be the same now. */
    synchronized Optional<RowSource> find(Job job, Statement statement) {
        if (!isAllowed(job, statement)) {
            return Optional.empty();
        }
        Entry entry = entries.get(key(job));
        boolean current = entry != null && entry.isCurrent(statement.tables().found());
        return current ? entry.job().rows() : Optional.empty();
    }

    /** Keeps a result while its job does. */
    synchronized void keep(Job job, Statement statement, QueryRows rows) {
        if (isAllowed(job, statement) && rows.spooledBytes() == 0) {
            entries.put(key(job), new Entry(job, statement.tables().found()));
        }
    }

    /** Definitions have changed. */
    synchronized void clear() {
        entries.clear();
    }

    private static boolean isAllowed(Job job, Statement statement) {
        return job.settings().path("useQueryCache").asBoolean(true)
                && !job.statistics().has("parentJobId")
                && job.clientSession().isEmpty()
                && !statement.tables().isChanging()
                && statement.translation().isDeterministic()
                && statement.texts().stream().mapToInt(String::length).sum() <= LONGEST_TEXT
                && statement.texts().stream().allMatch(ResultCache::isStable);
    }

    private static boolean isStable(String sql) {
        return !VOLATILE.matcher(sql).find() && !ROUTINE.matcher(sql).find();
    }

    private static Key key(Job job) {
        String settings = job.settings().path("defaultDataset").toString()
                + job.settings().path("queryParameters")
                + job.settings().path("connectionProperties");
        return new Key(
                job.caller().name(), job.project(), job.settings().path("query").asText(), settings);
    }
}
