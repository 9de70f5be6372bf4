package io.meshwright.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.guard.Caller;
import io.meshwright.emulator.job.JobRequest;
import io.meshwright.emulator.job.References;
import io.meshwright.emulator.storage.StoredDataset;
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
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Datasets (REST: {@code bigquery.datasets}). */
@Path("/bigquery/v2/projects/{project}/datasets")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class DatasetResource {

    private final EmbeddedBigQuery bigQuery;
    private final CurrentCaller caller;

    @Inject
    DatasetResource(EmbeddedBigQuery bigQuery, CurrentCaller caller) {
        this.bigQuery = bigQuery;
        this.caller = caller;
    }

    @POST
    @Operation(hidden = true)
    public ObjectNode insert(@PathParam("project") String project, ObjectNode sent) {
        String name = sent.path("datasetReference").path("datasetId").asText();
        References.requireDatasetName(name);
        requireManage(project, name);
        ObjectNode properties = DatasetView.properties(sent);
        if (!properties.has("location")) {
            properties.put("location", JobRequest.LOCATION);
        }
        return DatasetView.json(bigQuery.engine().datasets().create(project, name, properties));
    }

    @GET
    @Operation(hidden = true)
    public ObjectNode list(
            @PathParam("project") String project,
            @QueryParam("maxResults") Integer maxResults,
            @QueryParam("pageToken") String pageToken,
            @QueryParam("all") boolean all,
            @QueryParam("filter") String filter) {
        Caller who = caller.get();
        LabelFilter labels = LabelFilter.parse(filter);
        List<StoredDataset> visible = bigQuery.engine().storage().datasets(project).stream()
                .filter(dataset -> bigQuery.engine().guard().maySee(who, project, dataset.name()))
                .filter(dataset -> all || !dataset.name().startsWith("_"))
                .filter(dataset -> labels.accepts(dataset.properties().path("labels")))
                .toList();
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("kind", "bigquery#datasetList");
        ArrayNode list = json.putArray("datasets");
        Listing.page(visible, maxResults, pageToken, json).forEach(dataset -> list.add(DatasetView.listed(dataset)));
        return Etags.tagged(json);
    }

    @GET
    @Path("/{dataset}")
    @Operation(hidden = true)
    public Response get(
            @PathParam("project") String project,
            @PathParam("dataset") String dataset,
            @HeaderParam("If-None-Match") String ifNoneMatch) {
        if (!bigQuery.engine().guard().maySee(caller.get(), project, dataset)) {
            throw ApiError.accessDenied("Dataset " + project + ":" + dataset
                    + ": User does not have bigquery.datasets.get access to dataset " + project + ":" + dataset);
        }
        return Etags.answer(
                ifNoneMatch, DatasetView.json(bigQuery.engine().storage().requireDataset(project, dataset)));
    }

    @PATCH
    @Path("/{dataset}")
    @Operation(hidden = true)
    public ObjectNode patch(
            @PathParam("project") String project,
            @PathParam("dataset") String dataset,
            @HeaderParam("If-Match") String ifMatch,
            ObjectNode sent) {
        requireManage(project, dataset);
        StoredDataset old = bigQuery.engine().storage().requireDataset(project, dataset);
        Etags.requireMatch(ifMatch, DatasetView.json(old));
        ObjectNode properties = DatasetView.properties(Properties.patched(old.properties(), sent));
        return DatasetView.json(bigQuery.engine().datasets().describe(project, dataset, properties));
    }

    @PUT
    @Path("/{dataset}")
    @Operation(hidden = true)
    public ObjectNode update(
            @PathParam("project") String project,
            @PathParam("dataset") String dataset,
            @HeaderParam("If-Match") String ifMatch,
            ObjectNode sent) {
        requireManage(project, dataset);
        StoredDataset old = bigQuery.engine().storage().requireDataset(project, dataset);
        Etags.requireMatch(ifMatch, DatasetView.json(old));
        return DatasetView.json(bigQuery.engine().datasets().describe(project, dataset, DatasetView.properties(sent)));
    }

    @DELETE
    @Path("/{dataset}")
    @Operation(hidden = true)
    public void delete(
            @PathParam("project") String project,
            @PathParam("dataset") String dataset,
            @QueryParam("deleteContents") boolean deleteContents) {
        requireManage(project, dataset);
        bigQuery.engine().datasets().delete(project, dataset, deleteContents);
    }

    private void requireManage(String project, String dataset) {
        if (!bigQuery.engine().guard().mayManage(caller.get(), project, dataset)) {
            throw ApiError.accessDenied("Dataset " + project + ":" + dataset + ": User may not change datasets.");
        }
    }
}
