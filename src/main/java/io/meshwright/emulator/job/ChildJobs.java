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

/** The statements and queries of a script, each a job below the script's own. */
final class ChildJobs {

    private static final String BYTES_BILLED = "maximumBytesBilled";

    private final Job parent;
    private final Session session;
    private final QueryWork queries;
    private final JobHistory history;
    private final ScriptVariables system;
    private final String prefix = "script_job_" + UUID.randomUUID().toString().replace("-", "") + "_";
    private final ScriptOptions options;
    private Job shown;
    private Totals totals = new Totals(0, 0, 0);

    /** What a job is there for, as {@code statistics.scriptStatistics.evaluationKind} tells it. */
    enum Kind {
        STATEMENT,
        EXPRESSION
    }

    /** @param read bytes that were read, of which {@code billed} would be to pay for */
    record Totals(int jobs, long read, long billed) {

        Totals and(Job child) {
            return new Totals(
                    jobs + 1,
                    read + child.statistics().path("totalBytesProcessed").asLong(),
                    billed + child.detail().path("totalBytesBilled").asLong());
        }
    }

    ChildJobs(
            Job parent,
            Session session,
            QueryWork queries,
            JobHistory history,
            ScriptOptions options,
            ScriptVariables system) {
        this.options = options;
        this.parent = parent;
        this.session = session;
        this.queries = queries;
        this.history = history;
        this.system = system;
    }

    /** Runs a statement; the rows of one of them are the script's. */
    void run(Piece statement, Surroundings surroundings, Declarations declarations) {
        Job done = with(statement, Kind.STATEMENT, surroundings, child -> {
            queries.run(child, session, surroundings, declarations);
            if (options.isKeyResult(child, shown == null)) {
                shown = child;
            }
            return child;
        });
        system.changed(done);
    }

    /** Does what a statement or a query of the script is for, as a job of its own. */
    <T> T with(Piece piece, Kind kind, Surroundings surroundings, Function<Job, T> work) {
        Job child = new Job(request(piece, surroundings), parent.clientSession());
        describe(child, piece, kind);
        history.add(child);
        system.started(child);
        T result = work(child, work);
        system.ended(child, totals);
        return result;
    }

    private <T> T work(Job child, Function<Job, T> work) {
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
            totals = totals.and(child);
        }
    }

    private JobRequest request(Piece piece, Surroundings surroundings) {
        ObjectNode configuration = parent.request().configuration().deepCopy();
        configuration.remove("jobTimeoutMs");
        ObjectNode query = (ObjectNode) configuration.get("query");
        query.put("query", piece.text());
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
                prefix + totals.jobs(),
                parent.request().location(),
                parent.caller(),
                configuration,
                Optional.empty());
    }

    private static void limit(ObjectNode query, long budget) {
        long limit = query.hasNonNull(BYTES_BILLED) ? query.get(BYTES_BILLED).asLong() : budget;
        query.put(BYTES_BILLED, Long.toString(Math.min(limit, budget)));
    }

    private void describe(Job child, Piece piece, Kind kind) {
        child.statistics().put("parentJobId", parent.id());
        ObjectNode script = child.statistics().putObject("scriptStatistics").put("evaluationKind", kind.name());
        ObjectNode frame = JsonNodeFactory.instance
                .objectNode()
                .put("startLine", piece.line())
                .put("startColumn", piece.column())
                .put("endLine", piece.endLine())
                .put("endColumn", piece.endColumn())
                .put("text", piece.written());
        if (!piece.routine().isEmpty()) {
            frame.put("procedureId", piece.routine());
        }
        script.putArray("stackFrames").add(frame);
    }

    /** What the whole script did, and the result that is its own. */
    void describe() {
        parent.statistics().put("numChildJobs", Integer.toString(totals.jobs()));
        parent.statistics().put("totalBytesProcessed", Long.toString(totals.read()));
        parent.detail().put("totalBytesProcessed", Long.toString(totals.read()));
        parent.detail().put("totalBytesBilled", Long.toString(totals.billed()));
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
