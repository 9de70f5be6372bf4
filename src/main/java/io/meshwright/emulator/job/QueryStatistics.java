package io.meshwright.emulator.job;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.storage.StoredTable;
import io.meshwright.emulator.storage.TableSchema;
import io.meshwright.emulator.translation.StatementType;
import io.meshwright.emulator.translation.Translation;

/** What clients read about a query under {@code statistics}. */
final class QueryStatistics {

    private QueryStatistics() {}

    /** What is known before it runs. */
    static void describe(Job job, Statement statement) {
        Translation translation = statement.translation();
        ObjectNode detail = job.detail();
        detail.put("statementType", translation.type().name());
        boolean hasColumns = translation.type().isQuery() || translation.type() == StatementType.CREATE_TABLE_AS_SELECT;
        if (!translation.schema().isEmpty() && hasColumns) {
            detail.set("schema", TableSchema.of(translation.schema()).json());
        }
        String bytes = Long.toString(statement.tables().bytes());
        job.statistics().put("totalBytesProcessed", bytes);
        detail.put("totalBytesProcessed", bytes).put("totalBytesBilled", "0").put("cacheHit", false);
        detail.put("totalBytesProcessedAccuracy", "PRECISE");
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

    /** What DDL did, and to what. */
    static void defined(Job job, String operation, ObjectNode target, String kind) {
        ObjectNode detail = job.detail();
        detail.put("ddlOperationPerformed", operation);
        detail.set(kind, target);
    }
}
