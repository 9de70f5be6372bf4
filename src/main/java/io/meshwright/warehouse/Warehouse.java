package io.meshwright.warehouse;

import io.meshwright.sql.Column;
import io.meshwright.sql.TableName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * BigQuery, as far as Meshwright needs it. All calls block and throw {@link JobFailure} with BigQuery's own reason.
 *
 * <p>A job id passed in makes a call repeatable: the same id never runs twice.
 */
public interface Warehouse {

    /** The project all unqualified names live in. */
    String project();

    /** Which engine answers, in words for people: the embedded one or Google's. */
    String engine();

    void createDataset(String dataset, String description);

    /** Runs a query and reads all its rows; meant for results up to some ten thousand rows. */
    default QueryResult query(String sql, Map<String, Object> namedParameters) {
        return query(sql, namedParameters, Integer.MAX_VALUE);
    }

    /** Runs a query and reads its first rows only, at most so many; the others stay in the warehouse. */
    QueryResult query(String sql, Map<String, Object> namedParameters, int most);

    /** Output columns and the bytes a query would read, without running it. */
    DryRun dryRun(String sql);

    record DryRun(List<Column> columns, long bytesProcessed) {}

    /** Writes a query's result into a table, replacing what is there. Returns the rows written. */
    long build(String sql, TableName destination, String jobId);

    /** Replaces a table by a file's rows. Returns the rows loaded. */
    long load(TableLoad load, String jobId);

    /** Replaces {@code to} by {@code from} in one atomic step: a reader sees the old table or the new one. */
    void copy(TableName from, TableName to, String jobId);

    void deleteTable(TableName table);

    /** Sets descriptions of a table and its columns (by column name). */
    void describe(TableName table, String description, Map<String, String> columns);

    Optional<TableInfo> table(TableName table);

    /** @param modified when its rows last changed */
    record TableInfo(TableName name, List<Column> columns, long rows, long bytes, Instant modified) {}

    /** Stops a running job; true when it was still running. */
    boolean cancel(String jobId);
}
