package io.meshwright.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.guard.Caller;
import io.meshwright.emulator.guard.TableGuard;
import io.meshwright.emulator.storage.Storage;
import io.meshwright.sql.TableName;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * Who may do what with a table or dataset, as its caller may ask; rights are given in the catalog, so policies are empty
 * and cannot be set here. There are no row access policies.
 */
@Path("/bigquery/v2/projects/{project}/datasets/{dataset}/tables/{table}")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class PolicyResource {

    private static final Set<String> READING = Set.of(
            "bigquery.tables.get",
            "bigquery.tables.getData",
            "bigquery.tables.list",
            "bigquery.tables.export",
            "bigquery.tables.getIamPolicy");
    private static final Set<String> WRITING = Set.of(
            "bigquery.tables.update", "bigquery.tables.updateData", "bigquery.tables.delete", "bigquery.tables.create");

    private final EmbeddedBigQuery bigQuery;
    private final CurrentCaller caller;

    @Inject
    PolicyResource(EmbeddedBigQuery bigQuery, CurrentCaller caller) {
        this.bigQuery = bigQuery;
        this.caller = caller;
    }

    @POST
    @Path("/testIamPermissions")
    @Operation(hidden = true)
    public ObjectNode test(
            @PathParam("project") String project,
            @PathParam("dataset") String dataset,
            @PathParam("table") String table,
            ObjectNode sent) {
        TableName name = new TableName(project, dataset, table);
        Caller who = caller.get();
        TableGuard guard = bigQuery.engine().guard();
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode held = JsonNodeFactory.instance.arrayNode();
        for (JsonNode permission : sent.path("permissions")) {
            boolean holds = (READING.contains(permission.asText()) && guard.mayRead(who, name))
                    || (WRITING.contains(permission.asText()) && guard.mayWrite(who, name));
            if (holds) {
                held.add(permission);
            }
        }
        return held.isEmpty() ? answer : answer.set("permissions", held);
    }

    @POST
    @Path("/getIamPolicy")
    @Operation(hidden = true)
    public ObjectNode policy(
            @PathParam("project") String project,
            @PathParam("dataset") String dataset,
            @PathParam("table") String table) {
        requireReadable(new TableName(project, dataset, table));
        return Etags.tagged(JsonNodeFactory.instance.objectNode().put("version", 1));
    }

    @POST
    @Path("/setIamPolicy")
    @Operation(hidden = true)
    public ObjectNode set(
            @PathParam("project") String project,
            @PathParam("dataset") String dataset,
            @PathParam("table") String table) {
        requireReadable(new TableName(project, dataset, table));
        throw new ApiError("notImplemented", "Rights are given in the catalog, not through IAM policies.");
    }

    @GET
    @Path("/rowAccessPolicies")
    @Operation(hidden = true)
    public ObjectNode rowAccessPolicies(
            @PathParam("project") String project,
            @PathParam("dataset") String dataset,
            @PathParam("table") String table) {
        requireReadable(new TableName(project, dataset, table));
        return JsonNodeFactory.instance.objectNode().set("rowAccessPolicies", JsonNodeFactory.instance.arrayNode());
    }

    private void requireReadable(TableName name) {
        if (!bigQuery.engine().guard().mayRead(caller.get(), name)) {
            throw ApiError.accessDenied("Table " + Storage.text(name)
                    + ": User does not have bigquery.tables.get access, or perhaps it does not exist.");
        }
        bigQuery.engine().storage().requireTable(name);
    }
}
