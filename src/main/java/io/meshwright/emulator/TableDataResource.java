package io.meshwright.emulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.job.References;
import io.meshwright.emulator.result.RowSource;
import io.meshwright.emulator.result.TableRows;
import io.meshwright.emulator.storage.Storage;
import io.meshwright.sql.TableName;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The rows of a table (REST: {@code bigquery.tabledata}). */
@Path("/bigquery/v2/projects/{project}/datasets/{dataset}/tables/{table}")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class TableDataResource {

    private final EmbeddedBigQuery bigQuery;
    private final AnonymousTables anonymous;
    private final StreamedRows streamed;
    private final CurrentCaller caller;

    @Inject
    TableDataResource(
            EmbeddedBigQuery bigQuery, AnonymousTables anonymous, StreamedRows streamed, CurrentCaller caller) {
        this.bigQuery = bigQuery;
        this.anonymous = anonymous;
        this.streamed = streamed;
        this.caller = caller;
    }

    @GET
    @Path("/data")
    @Operation(hidden = true)
    public Response list(
            @PathParam("project") String project,
            @PathParam("dataset") String dataset,
            @PathParam("table") String table,
            @QueryParam("selectedFields") String selectedFields,
            @jakarta.ws.rs.BeanParam PageRequest page) {
        References.Place place = place(project, dataset, table);
        RowSource rows = anonymous.isResult(place.table())
                ? anonymous.rows(place.table(), caller.get())
                : rows(place, selected(selectedFields));
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("kind", "bigquery#tableDataList");
        return page.answer(answer, rows);
    }

    private static List<String> selected(String fields) {
        return fields == null || fields.isBlank() ? List.of() : List.of(fields.split(","));
    }

    private RowSource rows(References.Place place, List<String> selected) {
        if (!bigQuery.engine().guard().mayRead(caller.get(), place.table())) {
            throw ApiError.accessDenied("Table " + Storage.text(place.table())
                    + ": User does not have bigquery.tables.getData access, or perhaps it does not exist.");
        }
        if (PartitionsSummary.isMeant(place)) {
            return new PartitionsSummary(bigQuery, place.table()).rows(caller.get(), selected);
        }
        return new TableRows(bigQuery.engine().storage(), place.table(), place.partition(), selected);
    }

    private static References.Place place(String project, String dataset, String table) {
        return References.place(
                JsonNodeFactory.instance.objectNode().put("datasetId", dataset).put("tableId", table), project);
    }

    @POST
    @Path("/insertAll")
    @Operation(hidden = true)
    public ObjectNode insertAll(
            @PathParam("project") String project,
            @PathParam("dataset") String dataset,
            @PathParam("table") String table,
            ObjectNode sent) {
        TableName template = place(project, dataset, table).table();
        TableName name = place(
                        project, dataset, table + sent.path("templateSuffix").asText())
                .table();
        requireWritable(template);
        requireWritable(name);
        return streamed.insert(streamed.like(template, name), sent);
    }

    private void requireWritable(TableName name) {
        if (!bigQuery.engine().guard().mayWrite(caller.get(), name)) {
            throw ApiError.accessDenied(
                    "Table " + Storage.text(name) + ": User does not have permission to write to this table.");
        }
    }
}
