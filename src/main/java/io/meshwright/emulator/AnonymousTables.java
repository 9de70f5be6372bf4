package io.meshwright.emulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.guard.Caller;
import io.meshwright.emulator.job.Job;
import io.meshwright.emulator.job.QueryResults;
import io.meshwright.emulator.job.References;
import io.meshwright.emulator.result.RowSource;
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

    static boolean isAnonymous(String dataset) {
        return dataset.equals(QueryResults.ANONYMOUS_DATASET);
    }

    /** The rows of a job's result; only whoever asked the question sees them. */
    RowSource rows(String project, String table, Caller caller) {
        Job job = bigQuery.jobs().require(project, table, caller);
        return job.rows()
                .orElseThrow(() ->
                        ApiError.notFound("Table " + project + ":" + QueryResults.ANONYMOUS_DATASET + "." + table));
    }

    ObjectNode json(String project, String table, Caller caller) {
        RowSource rows = rows(project, table, caller);
        TableName name = new TableName(project, QueryResults.ANONYMOUS_DATASET, table);
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("kind", "bigquery#table");
        json.put("id", project + ":" + name.dataset() + "." + table).put("type", "TABLE");
        json.set("tableReference", References.json(name));
        json.set("schema", rows.schema().json());
        json.put("numRows", Long.toString(rows.totalRows())).put("numBytes", "0");
        return Etags.tagged(json);
    }
}
