package io.meshwright.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.guard.Caller;
import io.meshwright.emulator.job.Job;
import io.meshwright.emulator.job.JobRequests;
import io.meshwright.emulator.job.JobView;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Jobs (REST: {@code bigquery.jobs}). */
@Path("/bigquery/v2/projects/{project}/jobs")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class JobResource {

    private static final int PAGE = 50;

    private final EmbeddedBigQuery bigQuery;
    private final CurrentCaller caller;

    @Inject
    JobResource(EmbeddedBigQuery bigQuery, CurrentCaller caller) {
        this.bigQuery = bigQuery;
        this.caller = caller;
    }

    @POST
    @Operation(hidden = true)
    public ObjectNode insert(@PathParam("project") String project, ObjectNode sent) {
        return JobView.json(bigQuery.jobs().submit(JobRequests.read(project, sent, caller.get(), Optional.empty())));
    }

    @GET
    @Operation(hidden = true)
    public ObjectNode list(
            @PathParam("project") String project,
            @QueryParam("allUsers") boolean allUsers,
            @QueryParam("maxResults") Integer maxResults,
            @QueryParam("pageToken") String pageToken,
            @QueryParam("stateFilter") List<String> states,
            @QueryParam("projection") String projection,
            @QueryParam("parentJobId") String parent,
            @QueryParam("minCreationTime") Long from,
            @QueryParam("maxCreationTime") Long to) {
        Caller who = caller.get();
        List<Job> visible = bigQuery.jobs().history().list(project).stream()
                .filter(job -> job.caller().name().equals(who.name()) || (allUsers && who.isTrusted()))
                .filter(job ->
                        states.isEmpty() || states.stream().anyMatch(job.state().name()::equalsIgnoreCase))
                .filter(job -> parent == null
                        ? !job.statistics().has("parentJobId")
                        : job.statistics().path("parentJobId").asText().equals(parent))
                .filter(job -> from == null || job.created().toEpochMilli() >= from)
                .filter(job -> to == null || job.created().toEpochMilli() <= to)
                .toList();
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("kind", "bigquery#jobList");
        ArrayNode list = json.putArray("jobs");
        Listing.page(visible, maxResults == null ? PAGE : maxResults, pageToken, json)
                .forEach(job -> list.add(listed(job, "full".equalsIgnoreCase(projection))));
        return Etags.tagged(json);
    }

    /** Without the configuration unless all is asked for. */
    private static ObjectNode listed(Job job, boolean full) {
        ObjectNode json = JobView.json(job);
        if (!full) {
            json.remove("configuration");
        }
        json.put("state", job.state().name());
        job.error().ifPresent(error -> json.set("errorResult", JobView.error(error)));
        return json;
    }

    @GET
    @Path("/{job}")
    @Operation(hidden = true)
    public ObjectNode get(
            @PathParam("project") String project,
            @PathParam("job") String id,
            @QueryParam("location") String location) {
        return JobView.json(requireHere(bigQuery.jobs().require(project, id, caller.get()), location));
    }

    /** A job is not found elsewhere than where it is. */
    static Job requireHere(Job job, String location) {
        boolean elsewhere = location != null
                && !location.isEmpty()
                && !location.equalsIgnoreCase(job.request().location());
        if (elsewhere) {
            throw ApiError.notFound("Job " + job.project() + ":" + location + "." + job.id());
        }
        return job;
    }

    @POST
    @Path("/{job}/cancel")
    @Operation(hidden = true)
    public ObjectNode cancel(@PathParam("project") String project, @PathParam("job") String id) {
        Job job = bigQuery.jobs().require(project, id, caller.get());
        bigQuery.jobs().cancel(job);
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("kind", "bigquery#jobCancelResponse");
        json.set("job", JobView.json(job));
        return json;
    }

    /** Forgets a finished job. */
    @DELETE
    @Path("/{job}/delete")
    @Operation(hidden = true)
    public void delete(@PathParam("project") String project, @PathParam("job") String id) {
        bigQuery.jobs().delete(bigQuery.jobs().require(project, id, caller.get()));
    }
}
