package io.meshwright.emulator.storage;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many bytes tables hold by BigQuery's rules: 8 for a number or a time, 2 and its UTF-8 length for a string. Lengths
 * are averages over the first rows, which is exact for small tables.
 */
public final class TableSizes {

    private static final int SAMPLE = 50_000;
    private static final int KEPT = 10_000;

    private final DuckDb duckDb;
    private final Map<Key, Map<String, Double>> known = new ConcurrentHashMap<>();

    TableSizes(DuckDb duckDb) {
        this.duckDb = duckDb;
    }

    /** The rows of a physical table at one time. */
    private record Key(long physical, long rows) {}

    /** The bytes of a table. */
    public long bytes(StoredTable table) {
        return bytes(Optional.empty(), table, table.schema().fields());
    }

    /** The bytes of a table whose rows a session has written and not committed yet. */
    public long bytes(Session session, StoredTable table) {
        return bytes(Optional.of(session), table, table.schema().fields());
    }

    /** The bytes of some of a table's columns. */
    public long bytes(StoredTable table, Set<String> columns) {
        return bytes(Optional.empty(), table, columns);
    }

    /** The same as a session sees them. */
    long bytes(Optional<Session> session, StoredTable table, Set<String> columns) {
        return bytes(
                session,
                table,
                table.schema().fields().stream()
                        .filter(field -> columns.contains(field.name()))
                        .toList());
    }

    private long bytes(Optional<Session> session, StoredTable table, List<FieldSchema> columns) {
        if (table.physical() == 0 || table.rows() == 0) {
            return 0;
        }
        if (known.size() > KEPT) {
            known.clear();
        }
        Map<String, Double> averages =
                known.computeIfAbsent(new Key(table.physical(), table.rows()), key -> measure(session, table));
        return (long) columns.stream()
                .mapToDouble(field -> averages.getOrDefault(field.name(), 0.0) * table.rows())
                .sum();
    }

    private Map<String, Double> measure(Optional<Session> session, StoredTable table) {
        if (session.isPresent()) {
            return measure(session.get(), table);
        }
        try (Session own = duckDb.session()) {
            return measure(own, table);
        }
    }

    private static Map<String, Double> measure(Session session, StoredTable table) {
        Map<String, Double> averages = new ConcurrentHashMap<>();
        StringBuilder sql = new StringBuilder("SELECT 0");
        table.schema().fields().forEach(field -> sql.append(", ").append(average(field)));
        sql.append(" FROM (SELECT * FROM ").append(Storage.sql(table.physical()));
        sql.append(" LIMIT ").append(SAMPLE).append(")");
        return session.query(sql.toString(), row -> {
            row.next();
            int index = 2;
            for (FieldSchema field : table.schema().fields()) {
                averages.put(field.name(), row.getDouble(index++));
            }
            return averages;
        });
    }

    private static String average(FieldSchema field) {
        String column = DuckDb.identifier(field.name());
        if (field.isRepeated() || field.type() == FieldType.STRUCT || field.type() == FieldType.RANGE) {
            return "coalesce(avg(strlen(" + column + "::VARCHAR)), 0)";
        }
        return switch (field.type()) {
            case STRING, GEOGRAPHY, JSON, BIGNUMERIC -> "coalesce(avg(2 + strlen(" + column + ")), 0)";
            case BYTES -> "coalesce(avg(2 + octet_length(" + column + ")), 0)";
            default ->
                "coalesce(count(" + column + ") * " + field.type().fixedSize() + ".0 / greatest(count(*), 1), 0)";
        };
    }
}
