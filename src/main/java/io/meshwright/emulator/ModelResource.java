package io.meshwright.emulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Models, of which there are none here. */
@Path("/bigquery/v2/projects/{project}/datasets/{dataset}/models")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class ModelResource {

    private final EmbeddedBigQuery bigQuery;
    private final CurrentCaller caller;

    @Inject
    ModelResource(EmbeddedBigQuery bigQuery, CurrentCaller caller) {
        this.bigQuery = bigQuery;
        this.caller = caller;
    }

    @GET
    @Operation(hidden = true)
    public ObjectNode list(@PathParam("project") String project, @PathParam("dataset") String dataset) {
        requireDataset(project, dataset);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putArray("models");
        return json;
    }

    @GET
    @Path("/{model}")
    @Operation(hidden = true)
    public ObjectNode get(
            @PathParam("project") String project,
            @PathParam("dataset") String dataset,
            @PathParam("model") String model) {
        requireDataset(project, dataset);
        throw ApiError.notFound("Model " + project + ":" + dataset + "." + model);
    }

    private void requireDataset(String project, String dataset) {
        if (!bigQuery.engine().guard().maySee(caller.get(), project, dataset)) {
            throw ApiError.accessDenied("Dataset " + project + ":" + dataset + ": User may not see this dataset.");
        }
        bigQuery.engine().storage().requireDataset(project, dataset);
    }
}
