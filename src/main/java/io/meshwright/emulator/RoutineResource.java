package io.meshwright.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.guard.Caller;
import io.meshwright.emulator.job.Job;
import io.meshwright.emulator.job.JobRequest;
import io.meshwright.emulator.job.References;
import io.meshwright.emulator.job.RoutineDocument;
import io.meshwright.emulator.storage.Routines;
import io.meshwright.emulator.storage.StoredRoutine;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Functions and procedures (REST: {@code bigquery.routines}). */
@Path("/bigquery/v2/projects/{project}/datasets/{dataset}/routines")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class RoutineResource {

    private static final List<String> SAID =
            List.of("description", "determinismLevel", "strictMode", "securityMode", "dataGovernanceType");
    private static final List<String> LANGUAGES = List.of("SQL", "JAVASCRIPT");
    private static final List<String> FOREIGN =
            List.of("remoteFunctionOptions", "sparkOptions", "pythonOptions", "externalRuntimeOptions");

    private final EmbeddedBigQuery bigQuery;
    private final CurrentCaller caller;

    @Inject
    RoutineResource(EmbeddedBigQuery bigQuery, CurrentCaller caller) {
        this.bigQuery = bigQuery;
        this.caller = caller;
    }

    @POST
    @Operation(hidden = true)
    public ObjectNode insert(
            @PathParam("project") String project, @PathParam("dataset") String dataset, ObjectNode sent) {
        StoredRoutine.Name name = managed(
                project,
                dataset,
                sent.path("routineReference").path("routineId").asText());
        if (bigQuery.engine().storage().routines().find(name).isPresent()) {
            throw ApiError.duplicate("Routine " + name);
        }
        return put(name, sent);
    }

    @PUT
    @Path("/{routine}")
    @Operation(hidden = true)
    public ObjectNode update(
            @PathParam("project") String project,
            @PathParam("dataset") String dataset,
            @PathParam("routine") String routine,
            @HeaderParam("If-Match") String ifMatch,
            ObjectNode sent) {
        StoredRoutine.Name name = managed(project, dataset, routine);
        Etags.requireMatch(ifMatch, json(bigQuery.engine().storage().routines().require(name)));
        return put(name, sent);
    }

    /** Checked by the statement that would create it, which is run. */
    private ObjectNode put(StoredRoutine.Name name, ObjectNode sent) {
        if (!LANGUAGES.contains(sent.path("language").asText("SQL"))) {
            throw ApiError.invalid("The embedded warehouse does not support routines in "
                    + sent.path("language").asText());
        }
        for (String foreign : FOREIGN) {
            if (!sent.path(foreign).isEmpty()) {
                throw ApiError.invalid("The embedded warehouse does not support routines with " + foreign);
            }
        }
        if (sent.path("language").asText("SQL").equals("SQL")
                && !sent.path("importedLibraries").isEmpty()) {
            throw ApiError.invalid("Only functions in JavaScript have importedLibraries");
        }
        ObjectNode configuration = JsonNodeFactory.instance.objectNode();
        configuration
                .putObject("query")
                .put("query", RoutineDocument.statement(name, sent))
                .put("useLegacySql", false);
        Job job = bigQuery.jobs()
                .submit(new JobRequest(
                        name.project(),
                        JobRequest.newId(),
                        JobRequest.LOCATION,
                        caller.get(),
                        configuration,
                        Optional.empty()))
                .done()
                .join();
        job.error().ifPresent(error -> {
            throw new ApiError(error.reason(), error.location(), error.getMessage(), error);
        });
        return json(said(name, sent));
    }

    /** Keeps what is said of a routine beside what it does. */
    private StoredRoutine said(StoredRoutine.Name name, ObjectNode sent) {
        Routines routines = bigQuery.engine().storage().routines();
        StoredRoutine made = routines.require(name);
        ObjectNode properties = made.properties().deepCopy();
        SAID.stream().filter(sent::hasNonNull).forEach(key -> properties.set(key, sent.get(key)));
        return properties.equals(made.properties()) ? made : routines.put(name, properties, true);
    }

    @GET
    @Operation(hidden = true)
    public ObjectNode list(
            @PathParam("project") String project,
            @PathParam("dataset") String dataset,
            @QueryParam("maxResults") Integer maxResults,
            @QueryParam("pageToken") String pageToken) {
        requireVisible(project, dataset);
        bigQuery.engine().storage().requireDataset(project, dataset);
        List<StoredRoutine> routines = bigQuery.engine().storage().routines().of(project, dataset);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode list = json.putArray("routines");
        Listing.page(routines, maxResults, pageToken, json).forEach(routine -> list.add(json(routine)));
        return Etags.tagged(json);
    }

    @GET
    @Path("/{routine}")
    @Operation(hidden = true)
    public ObjectNode get(
            @PathParam("project") String project,
            @PathParam("dataset") String dataset,
            @PathParam("routine") String routine) {
        requireVisible(project, dataset);
        return json(bigQuery.engine().storage().routines().require(new StoredRoutine.Name(project, dataset, routine)));
    }

    @DELETE
    @Path("/{routine}")
    @Operation(hidden = true)
    public void delete(
            @PathParam("project") String project,
            @PathParam("dataset") String dataset,
            @PathParam("routine") String routine) {
        bigQuery.engine().storage().routines().delete(managed(project, dataset, routine));
    }

    private StoredRoutine.Name managed(String project, String dataset, String routine) {
        if (!bigQuery.engine().guard().mayManage(caller.get(), project, dataset)) {
            throw ApiError.accessDenied(
                    "Dataset " + project + ":" + dataset + ": User may not change routines of this dataset.");
        }
        // The rules are those of datasets: letters, digits, underscores.
        References.requireDatasetName(routine);
        return new StoredRoutine.Name(project, dataset, routine);
    }

    private void requireVisible(String project, String dataset) {
        Caller who = caller.get();
        if (!bigQuery.engine().guard().maySee(who, project, dataset)) {
            throw ApiError.accessDenied(
                    "Dataset " + project + ":" + dataset + ": User does not have bigquery.routines.list access to it.");
        }
    }

    private static ObjectNode json(StoredRoutine routine) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putObject("routineReference")
                .put("projectId", routine.name().project())
                .put("datasetId", routine.name().dataset())
                .put("routineId", routine.name().routine());
        json.setAll(routine.properties());
        json.put("creationTime", Long.toString(routine.created().toEpochMilli()));
        json.put("lastModifiedTime", Long.toString(routine.modified().toEpochMilli()));
        return Etags.tagged(json);
    }
}
