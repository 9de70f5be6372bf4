package io.meshwright.emulator.job;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.script.Piece;
import io.meshwright.emulator.storage.Session;
import io.meshwright.sql.Declarations;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** The statements of a script, each a job below the script's own. */
final class ChildJobs {

    private static final String BYTES_BILLED = "maximumBytesBilled";

    private final Job parent;
    private final Session session;
    private final QueryWork queries;
    private final JobHistory history;
    private final String prefix = "script_job_" + UUID.randomUUID().toString().replace("-", "") + "_";
    private final ScriptOptions options;
    private Job shown;
    private long bytes;
    private int count;

    ChildJobs(Job parent, Session session, QueryWork queries, JobHistory history, ScriptOptions options) {
        this.options = options;
        this.parent = parent;
        this.session = session;
        this.queries = queries;
        this.history = history;
    }

    /** The bytes that the statements have read. */
    long bytes() {
        return bytes;
    }

    int count() {
        return count;
    }

    /** Runs a statement; the rows of one of them are the script's. */
    Job run(Piece statement, Surroundings surroundings, Declarations declarations) {
        return with(statement, surroundings, child -> {
            queries.run(child, session, surroundings, declarations);
            if (options.isKeyResult(child, shown == null)) {
                shown = child;
            }
            return child;
        });
    }

    /** Does what a query of the script is for, as a job of its own. */
    <T> T with(Piece statement, Surroundings surroundings, Function<Job, T> work) {
        Job child = new Job(request(statement, surroundings), parent.clientSession());
        describe(child, statement);
        history.add(child);
        count++;
        ApiError failure = null;
        child.start(session);
        try {
            return work.apply(child);
        } catch (ApiError e) {
            failure = e;
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            failure = new ApiError("internalError", "", "An internal error occurred.", e);
            throw e;
        } finally {
            child.end(failure);
            history.ended(child);
            bytes += child.statistics().path("totalBytesProcessed").asLong();
        }
    }

    private JobRequest request(Piece statement, Surroundings surroundings) {
        ObjectNode configuration = parent.request().configuration().deepCopy();
        configuration.remove("jobTimeoutMs");
        ObjectNode query = (ObjectNode) configuration.get("query");
        query.put("query", statement.text());
        query.remove("destinationTable");
        query.remove("scriptOptions");
        options.byteBudget().ifPresent(budget -> limit(query, budget));
        surroundings.dataset().ifPresent(dataset -> {
            int dot = dataset.indexOf('.');
            query.putObject("defaultDataset")
                    .put("projectId", dot < 0 ? parent.project() : dataset.substring(0, dot))
                    .put("datasetId", dataset.substring(dot + 1));
        });
        return new JobRequest(
                parent.project(),
                prefix + count,
                parent.request().location(),
                parent.caller(),
                configuration,
                Optional.empty());
    }

    private static void limit(ObjectNode query, long budget) {
        long limit = query.hasNonNull(BYTES_BILLED) ? query.get(BYTES_BILLED).asLong() : budget;
        query.put(BYTES_BILLED, Long.toString(Math.min(limit, budget)));
    }

    private void describe(Job child, Piece statement) {
        child.statistics().put("parentJobId", parent.id());
        ObjectNode script = child.statistics().putObject("scriptStatistics").put("evaluationKind", "STATEMENT");
        ObjectNode frame = JsonNodeFactory.instance
                .objectNode()
                .put("startLine", statement.line())
                .put("startColumn", statement.column())
                .put("endLine", statement.endLine())
                .put("endColumn", statement.endColumn())
                .put("text", statement.text());
        if (!statement.routine().isEmpty()) {
            frame.put("procedureId", statement.routine());
        }
        script.putArray("stackFrames").add(frame);
    }

    /** What the whole script did, and the result that is its own. */
    void describe() {
        parent.statistics().put("numChildJobs", Integer.toString(count));
        parent.statistics().put("totalBytesProcessed", Long.toString(bytes));
        parent.detail().put("totalBytesProcessed", Long.toString(bytes));
        if (shown != null) {
            shown.rows().ifPresent(parent::giveRows);
            for (String key : new String[] {"schema", "numDmlAffectedRows", "dmlStats"}) {
                if (shown.detail().has(key)) {
                    parent.detail().set(key, shown.detail().get(key));
                }
            }
        }
    }
}
