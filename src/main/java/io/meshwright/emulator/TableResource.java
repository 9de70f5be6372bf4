package io.meshwright.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.guard.Caller;
import io.meshwright.emulator.job.ColumnDefaults;
import io.meshwright.emulator.job.Engine;
import io.meshwright.emulator.job.References;
import io.meshwright.emulator.storage.AnonymousDataset;
import io.meshwright.emulator.storage.FieldNames;
import io.meshwright.emulator.storage.Partitions;
import io.meshwright.emulator.storage.Session;
import io.meshwright.emulator.storage.Storage;
import io.meshwright.emulator.storage.StoredTable;
import io.meshwright.emulator.storage.TableSchema;
import io.meshwright.sql.TableName;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Tables and views (REST: {@code bigquery.tables}). */
@Path("/bigquery/v2/projects/{project}/datasets/{dataset}/tables")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class TableResource {

    private final EmbeddedBigQuery bigQuery;
    private final AnonymousTables anonymous;
    private final CurrentCaller caller;

    @Inject
    TableResource(EmbeddedBigQuery bigQuery, AnonymousTables anonymous, CurrentCaller caller) {
        this.bigQuery = bigQuery;
        this.anonymous = anonymous;
        this.caller = caller;
    }

    @POST
    @Operation(hidden = true)
    public ObjectNode insert(
            @PathParam("project") String project, @PathParam("dataset") String dataset, ObjectNode sent) {
        String table = sent.path("tableReference").path("tableId").asText();
        TableName name = writable(project, dataset, table);
        if (!AnonymousDataset.isOne(dataset)) {
            bigQuery.engine().storage().requireDataset(project, dataset);
        }
        ObjectNode properties = TableView.properties(sent);
        String query = StoredTable.viewQuery(properties);
        TableSchema schema = query.isEmpty()
                ? TableSchema.read(sent.path("schema"))
                : bigQuery.jobs().columns(query, project, caller.get());
        FieldNames.require(schema.fields(), column -> "");
        ColumnDefaults.requireSound(
                bigQuery.engine(), schema, project, caller.get().name());
        try (Session session = bigQuery.engine().storage().duckDb().session()) {
            return view(bigQuery.engine().writer().create(session, name, schema, properties));
        }
    }

    @GET
    @Operation(hidden = true)
    public ObjectNode list(
            @PathParam("project") String project,
            @PathParam("dataset") String dataset,
            @QueryParam("maxResults") Integer maxResults,
            @QueryParam("pageToken") String pageToken) {
        Caller who = caller.get();
        Storage storage = bigQuery.engine().storage();
        if (!bigQuery.engine().guard().maySee(who, project, dataset)) {
            throw ApiError.accessDenied("Dataset " + project + ":" + dataset
                    + ": User does not have bigquery.tables.list access to dataset " + project + ":" + dataset);
        }
        storage.requireDataset(project, dataset);
        List<StoredTable> visible = storage.tables(project, dataset).stream()
                .filter(table -> bigQuery.engine().guard().mayRead(who, table.name()))
                .toList();
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("kind", "bigquery#tableList");
        ArrayNode list = json.putArray("tables");
        Listing.page(visible, maxResults, pageToken, json).forEach(table -> list.add(TableView.listed(table)));
        return Etags.tagged(json.put("totalItems", visible.size()));
    }

    @GET
    @Path("/{table}")
    @Operation(hidden = true)
    public Response get(
            @PathParam("project") String project,
            @PathParam("dataset") String dataset,
            @PathParam("table") String table,
            @HeaderParam("If-None-Match") String ifNoneMatch) {
        References.Place place = References.place(reference(project, dataset, table), project);
        if (anonymous.isResult(place.table())) {
            return Response.ok(anonymous.json(place.table(), caller.get())).build();
        }
        requireReadable(place.table());
        ObjectNode view = view(bigQuery.engine().storage().requireTable(place.table()));
        if (PartitionsSummary.isMeant(place)) {
            view.set("schema", PartitionsSummary.schema().json());
            view.withObjectProperty("tableReference").put("tableId", table);
        }
        return Etags.answer(ifNoneMatch, view);
    }

    @PATCH
    @Path("/{table}")
    @Operation(hidden = true)
    public ObjectNode patch(
            @PathParam("project") String project,
            @PathParam("dataset") String dataset,
            @PathParam("table") String table,
            @HeaderParam("If-Match") String ifMatch,
            ObjectNode sent) {
        StoredTable old = bigQuery.engine().storage().requireTable(writable(project, dataset, table));
        return describe(old, ifMatch, sent, TableView.properties(Properties.patched(old.properties(), sent)));
    }

    @PUT
    @Path("/{table}")
    @Operation(hidden = true)
    public ObjectNode update(
            @PathParam("project") String project,
            @PathParam("dataset") String dataset,
            @PathParam("table") String table,
            @HeaderParam("If-Match") String ifMatch,
            ObjectNode sent) {
        StoredTable old = bigQuery.engine().storage().requireTable(writable(project, dataset, table));
        return describe(old, ifMatch, sent, TableView.properties(sent));
    }

    private ObjectNode describe(StoredTable old, String ifMatch, ObjectNode sent, ObjectNode properties) {
        Etags.requireMatch(ifMatch, view(old));
        String query = StoredTable.viewQuery(properties);
        TableSchema wanted = query.isEmpty() || query.equals(old.viewQuery())
                ? TableSchema.read(sent.path("schema"))
                : bigQuery.jobs().columns(query, old.name().project(), caller.get());
        FieldNames.require(wanted.fields(), column -> "");
        ColumnDefaults.requireSound(
                bigQuery.engine(), wanted, old.name().project(), caller.get().name());
        try (Session session = bigQuery.engine().storage().duckDb().session()) {
            return view(bigQuery.engine()
                    .writer()
                    .describe(
                            session,
                            old.name(),
                            table ->
                                    wanted.isEmpty() ? table.schema() : table.isView() ? wanted : table.changed(wanted),
                            properties));
        }
    }

    @DELETE
    @Path("/{table}")
    @Operation(hidden = true)
    public void delete(
            @PathParam("project") String project,
            @PathParam("dataset") String dataset,
            @PathParam("table") String table) {
        References.Place place = References.place(reference(project, dataset, table), project);
        requireWritable(place.table());
        Engine engine = bigQuery.engine();
        try (Session session = engine.storage().duckDb().session()) {
            if (place.isPartition()) {
                new Partitions(engine.storage(), engine.writer()).delete(session, place.table(), place.partition());
            } else {
                engine.writer().delete(session, place.table(), Optional.empty());
            }
        }
    }

    private ObjectNode view(StoredTable table) {
        return TableView.json(table, bigQuery.engine().storage().sizes().bytes(table));
    }

    private TableName writable(String project, String dataset, String table) {
        TableName name = name(project, dataset, table);
        requireWritable(name);
        return name;
    }

    private void requireWritable(TableName name) {
        if (!bigQuery.engine().guard().mayWrite(caller.get(), name)) {
            throw ApiError.accessDenied(
                    "Table " + Storage.text(name) + ": User does not have permission to change this table.");
        }
    }

    private void requireReadable(TableName name) {
        if (!bigQuery.engine().guard().mayRead(caller.get(), name)) {
            throw ApiError.accessDenied("Table " + Storage.text(name)
                    + ": User does not have bigquery.tables.get access to table " + Storage.text(name)
                    + ", or perhaps it does not exist.");
        }
    }

    private static TableName name(String project, String dataset, String table) {
        return References.table(reference(project, dataset, table), project);
    }

    private static ObjectNode reference(String project, String dataset, String table) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("projectId", project)
                .put("datasetId", dataset)
                .put("tableId", table);
    }
}
