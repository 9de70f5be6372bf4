package io.meshwright.emulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.guard.Caller;
import io.meshwright.emulator.job.Job;
import io.meshwright.emulator.job.JobRequest;
import io.meshwright.emulator.job.References;
import io.meshwright.emulator.result.RowSource;
import io.meshwright.emulator.storage.AnonymousDataset;
import io.meshwright.emulator.storage.Storage;
import io.meshwright.sql.TableName;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** The results of queries without a destination, which clients read like tables. */
@ApplicationScoped
public class AnonymousTables {

    private final EmbeddedBigQuery bigQuery;

    @Inject
    AnonymousTables(EmbeddedBigQuery bigQuery) {
        this.bigQuery = bigQuery;
    }

    boolean isResult(TableName name) {
        return AnonymousDataset.isResult(bigQuery.engine().storage(), name);
    }

    /** The rows of a job's result; only whoever asked the question sees them. */
    RowSource rows(TableName name, Caller caller) {
        return rows(name, bigQuery.jobs().require(name.project(), name.table(), caller));
    }

    private static RowSource rows(TableName name, Job job) {
        return job.rows().orElseThrow(() -> ApiError.notFound("Table " + Storage.text(name)));
    }

    ObjectNode json(TableName name, Caller caller) {
        Job job = bigQuery.jobs().require(name.project(), name.table(), caller);
        RowSource rows = rows(name, job);
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("kind", "bigquery#table");
        json.put("id", Storage.text(name)).put("type", "TABLE").put("location", JobRequest.LOCATION);
        String ended = Long.toString(job.ended().orElseThrow().toEpochMilli());
        json.put("creationTime", ended).put("lastModifiedTime", ended);
        json.set("tableReference", References.json(name));
        json.set("schema", rows.schema().json());
        json.put("numRows", Long.toString(rows.totalRows())).put("numBytes", "0");
        return Etags.tagged(json);
    }
}
