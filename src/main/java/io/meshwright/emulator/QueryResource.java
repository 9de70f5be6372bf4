package io.meshwright.emulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.guard.Caller;
import io.meshwright.emulator.job.Job;
import io.meshwright.emulator.job.JobRequests;
import io.meshwright.emulator.job.JobView;
import io.meshwright.emulator.result.RowSource;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
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

/** Questions and their answers (REST: {@code bigquery.jobs.query} and {@code getQueryResults}). */
@Path("/bigquery/v2/projects/{project}/queries")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class QueryResource {

    private static final long PATIENCE_MILLIS = 10_000;

    private final EmbeddedBigQuery bigQuery;
    private final RepeatedRequests repeated;
    private final CurrentCaller caller;

    @Inject
    QueryResource(EmbeddedBigQuery bigQuery, RepeatedRequests repeated, CurrentCaller caller) {
        this.bigQuery = bigQuery;
        this.repeated = repeated;
        this.caller = caller;
    }

    @POST
    @Operation(hidden = true)
    public Uni<Response> query(
            @PathParam("project") String project, @QueryParam("fields") String fields, ObjectNode sent) {
        Caller who = caller.get();
        Job job =
                repeated.once(project, who, sent, () -> bigQuery.jobs().submit(JobRequests.query(project, sent, who)));
        PageRequest page = new PageRequest();
        page.fields = fields;
        page.maxResults = sent.hasNonNull("maxResults")
                ? Long.valueOf(sent.get("maxResults").asLong())
                : null;
        page.useInt64Timestamp =
                sent.path("formatOptions").path("useInt64Timestamp").asBoolean();
        page.timestampOutputFormat =
                sent.path("formatOptions").path("timestampOutputFormat").asText();
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("kind", "bigquery#queryResponse");
        answer.put("queryId", job.id());
        return Patience.await(job, sent.path("timeoutMs").asLong(PATIENCE_MILLIS))
                .map(waited ->
                        creationOptional(sent) ? withoutJob(waited, answer, page) : answer(waited, answer, page));
    }

    private static boolean creationOptional(ObjectNode sent) {
        return sent.path("jobCreationMode").asText().equals("JOB_CREATION_OPTIONAL");
    }

    /** Whose whole answer fits needs no job to come back to. */
    private Response withoutJob(Job job, ObjectNode answer, PageRequest page) {
        if (!job.isDone()) {
            return answer(job, because(answer, "LONG_RUNNING"), page);
        }
        ObjectNode alone = answer.deepCopy();
        Response response = rows(job, alone, page);
        if (alone.has("pageToken")) {
            return answer(job, because(answer, "LARGE_RESULTS"), page);
        }
        if (!job.request().isDryRun()) {
            bigQuery.jobs().delete(job);
        }
        return response;
    }

    /** Why a job was made although none had to be. */
    private static ObjectNode because(ObjectNode answer, String code) {
        answer.putObject("jobCreationReason").put("code", code);
        return answer;
    }

    @GET
    @Path("/{job}")
    @Operation(hidden = true)
    public Uni<Response> results(
            @PathParam("project") String project,
            @PathParam("job") String id,
            @QueryParam("timeoutMs") @DefaultValue("10000") long timeoutMillis,
            @QueryParam("location") String location,
            @BeanParam PageRequest page) {
        Job job = JobResource.requireHere(bigQuery.jobs().require(project, id, caller.get()), location);
        if (job.type() != Job.Type.QUERY) {
            throw ApiError.invalid("Cannot retrieve results from a non-query job: " + project + ":" + id);
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("kind", "bigquery#getQueryResultsResponse");
        return Patience.await(job, timeoutMillis).map(waited -> answer(waited, answer, page));
    }

    private static Response answer(Job job, ObjectNode answer, PageRequest page) {
        answer.set("jobReference", JobView.reference(job));
        return job.isDone()
                ? rows(job, answer, page)
                : Response.ok(answer.put("jobComplete", false)).build();
    }

    private static Response rows(Job job, ObjectNode answer, PageRequest page) {
        answer.put("jobComplete", true);
        job.error().ifPresent(error -> {
            throw new ApiError(error.reason(), error.location(), error.getMessage(), error);
        });
        describe(job, answer);
        if (job.rows().isPresent()) {
            RowSource rows = job.rows().get();
            answer.set("schema", rows.schema().json());
            return page.answer(Etags.tagged(answer), rows);
        }
        return Response.ok(Etags.tagged(answer)).build();
    }

    private static void describe(Job job, ObjectNode answer) {
        answer.put(
                "totalBytesProcessed",
                job.statistics().path("totalBytesProcessed").asText("0"));
        answer.put("location", job.request().location());
        var detail = job.statistics().path(job.type().key());
        for (String key : List.of(
                "schema", "numDmlAffectedRows", "dmlStats", "statementType", "totalBytesBilled", "totalSlotMs")) {
            if (detail.has(key)) {
                answer.set(key, detail.get(key));
            }
        }
        JobView.session(job).ifPresent(session -> answer.set("sessionInfo", session));
        answer.put("cacheHit", detail.path("cacheHit").asBoolean());
        answer.put("creationTime", Long.toString(job.created().toEpochMilli()));
        job.started().ifPresent(started -> answer.put("startTime", Long.toString(started.toEpochMilli())));
        job.ended().ifPresent(ended -> answer.put("endTime", Long.toString(ended.toEpochMilli())));
    }
}
