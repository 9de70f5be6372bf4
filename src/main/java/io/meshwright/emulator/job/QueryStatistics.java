package io.meshwright.emulator.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.result.RowSource;
import io.meshwright.emulator.storage.StoredTable;
import io.meshwright.emulator.storage.TableSchema;
import io.meshwright.emulator.translation.StatementType;
import io.meshwright.emulator.translation.Translation;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What clients read about a query under {@code statistics}. */
final class QueryStatistics {

    private static final long MEGABYTE = 1L << 20;
    private static final long LEAST_BILLED = 10 * MEGABYTE;

    private QueryStatistics() {}

    /** What is known before it runs. */
    static void describe(Job job, Statement statement) {
        Translation translation = statement.translation();
        ObjectNode detail = job.detail();
        detail.put("statementType", translation.type().name());
        boolean hasColumns = translation.type().isQuery() || translation.type() == StatementType.CREATE_TABLE_AS_SELECT;
        if (!translation.schema().isEmpty() && hasColumns) {
            detail.set("schema", TableSchema.ofResult(translation.schema()).json());
        }
        if (translation.type().isDml()) {
            translation
                    .target()
                    .flatMap(statement::table)
                    .ifPresent(table -> detail.set("schema", table.schema().json()));
        }
        statement.transaction().ifPresent(id -> inTransaction(job, id));
        long bytes = statement.tables().bytes();
        job.statistics().put("totalBytesProcessed", Long.toString(bytes));
        detail.put("totalBytesProcessed", Long.toString(bytes)).put("cacheHit", false);
        detail.put(
                "totalBytesBilled",
                Long.toString(billed(bytes, statement.tables().found().size())));
        detail.put("estimatedBytesProcessed", Long.toString(bytes)).put("billingTier", 1);
        detail.put("totalBytesProcessedAccuracy", "PRECISE").put("totalPartitionsProcessed", "0");
        ArrayNode tables = detail.putArray("referencedTables");
        for (StoredTable table : statement.tables().found()) {
            tables.add(References.json(table.name()));
        }
    }

    /** What is known of a script before it runs. */
    static void describeScript(Job job) {
        job.detail()
                .put("statementType", "SCRIPT")
                .put("totalBytesProcessed", "0")
                .put("totalBytesBilled", "0");
        job.detail().put("cacheHit", false);
        job.statistics().put("totalBytesProcessed", "0");
    }

    /** The transaction a job is part of. */
    static void inTransaction(Job job, String id) {
        job.statistics().putObject("transactionInfo").put("transactionId", id);
    }

    /**
     * What a script that is not run would read.
     *
     * @param whole whether that is all of it
     */
    static void estimate(Job job, long read, long billed, boolean whole) {
        job.statistics().put("totalBytesProcessed", Long.toString(read));
        job.detail()
                .put("totalBytesProcessed", Long.toString(read))
                .put("totalBytesProcessedAccuracy", whole ? "PRECISE" : "LOWER_BOUND")
                .put("totalBytesBilled", Long.toString(billed));
        requireWithinLimit(job);
        notBilled(job);
    }

    /** Whole megabytes, and at least ten for each table. */
    static long billed(long bytes, int tables) {
        long rounded = (bytes + MEGABYTE - 1) / MEGABYTE * MEGABYTE;
        return bytes == 0 ? 0 : Math.max(rounded, LEAST_BILLED * tables);
    }

    /** Refuses a query that would cost more than its caller wants to spend. */
    static void requireWithinLimit(Job job) {
        JsonNode limit = job.settings().path("maximumBytesBilled");
        long billed = job.detail().path("totalBytesBilled").asLong();
        if (!limit.isMissingNode() && !limit.isNull() && billed > limit.asLong()) {
            throw new ApiError(
                    "bytesBilledLimitExceeded",
                    "Query exceeded limit for bytes billed: " + limit.asLong() + ". " + billed
                            + " or higher required.");
        }
    }

    /** A dry run costs nothing. */
    static void notBilled(Job job) {
        job.detail().put("totalBytesBilled", "0");
    }

    /** The rows were known already. */
    static void cached(Job job) {
        job.statistics().put("totalBytesProcessed", "0");
        job.detail().put("cacheHit", true).put("totalBytesProcessed", "0").put("totalBytesBilled", "0");
    }

    /** What is known when it has run: one stage that read the tables and wrote the rows. */
    static void conclude(Job job, List<StoredTable> tables) {
        ObjectNode detail = job.detail();
        long started = job.started().map(Instant::toEpochMilli).orElse(0L);
        long now = Instant.now().toEpochMilli();
        long read = tables.stream().mapToLong(StoredTable::rows).sum();
        long written = job.rows()
                .map(RowSource::totalRows)
                .orElse(detail.path("numDmlAffectedRows").asLong());
        String elapsed = Long.toString(now - started);
        detail.put("totalSlotMs", elapsed);
        detail.putArray("timeline")
                .addObject()
                .put("elapsedMs", elapsed)
                .put("totalSlotMs", elapsed)
                .put("pendingUnits", "0")
                .put("completedUnits", "1")
                .put("activeUnits", "0");
        if (detail.path("cacheHit").asBoolean()) {
            return;
        }
        ObjectNode stage = detail.putArray("queryPlan").addObject().put("name", "S00: Output");
        stage.put("id", "0").put("status", "COMPLETE").put("slotMs", elapsed);
        stage.put("startMs", Long.toString(started)).put("endMs", Long.toString(now));
        stage.put("recordsRead", Long.toString(read)).put("recordsWritten", Long.toString(written));
        stage.put("parallelInputs", "1").put("completedParallelInputs", "1");
        ArrayNode steps = stage.putArray("steps");
        for (StoredTable table : tables) {
            step(steps, "READ", "FROM " + table.name());
        }
        step(steps, "WRITE", "TO __stage00_output");
    }

    private static void step(ArrayNode steps, String kind, String text) {
        steps.addObject().put("kind", kind).putArray("substeps").add(text);
    }

    /** How many rows DML changed. */
    static void changed(Job job, StatementType type, long count) {
        ObjectNode detail = job.detail();
        detail.put("numDmlAffectedRows", Long.toString(count));
        String key =
                switch (type) {
                    case INSERT -> "insertedRowCount";
                    case DELETE, TRUNCATE_TABLE -> "deletedRowCount";
                    default -> "updatedRowCount";
                };
        detail.putObject("dmlStats").put(key, Long.toString(count));
    }

    /** How many rows MERGE inserted, updated and deleted. */
    static void merged(Job job, Map<String, Long> counts) {
        ObjectNode detail = job.detail();
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        detail.put("numDmlAffectedRows", Long.toString(all));
        ObjectNode stats = detail.putObject("dmlStats");
        stats.put("insertedRowCount", Long.toString(counts.getOrDefault("INSERT", 0L)));
        stats.put("updatedRowCount", Long.toString(counts.getOrDefault("UPDATE", 0L)));
        stats.put("deletedRowCount", Long.toString(counts.getOrDefault("DELETE", 0L)));
    }

    /** What DDL did, and to what. */
    static void defined(Job job, String operation, ObjectNode target, String kind) {
        ObjectNode detail = job.detail();
        detail.put("ddlOperationPerformed", operation);
        detail.set(kind, target);
    }
}
