package io.meshwright.api;

import io.meshwright.access.Actor;
import io.meshwright.access.CurrentActor;
import io.meshwright.api.ProductViews.RunSummary;
import io.meshwright.api.RunViews.RunDetail;
import io.meshwright.api.RunViews.RunPage;
import io.meshwright.run.Run;
import io.meshwright.run.RunHistory;
import io.meshwright.run.RunRequests;
import io.meshwright.run.RunState;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Runs of all products. */
@Path("/api/v1/runs")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Runs")
@APIResponse(responseCode = "401", ref = ApiDescription.STRANGER)
public class RunApi {

    private final RunHistory history;
    private final RunRequests requests;
    private final CurrentActor current;

    RunApi(RunHistory history, RunRequests requests, CurrentActor current) {
        this.history = history;
        this.requests = requests;
        this.current = current;
    }

    @GET
    @Operation(operationId = "listAllRuns", summary = "Runs of all products, the newest first")
    @APIResponseSchema(value = RunPage.class, responseDescription = "A page of runs")
    @APIResponse(responseCode = "400", ref = ApiDescription.UNREADABLE)
    public RunPage runs(
            @QueryParam("page") @DefaultValue("1") String page, @QueryParam("size") @DefaultValue("50") String size) {
        PageNumber wanted = PageNumber.of(page, size);
        return RunViews.page(history.recent(wanted.offset(), wanted.size()), history.count(), wanted);
    }

    @GET
    @Path("{id}")
    @Operation(
            operationId = "getRun",
            summary = "A run with its steps and check results",
            description =
                    "Rows that break a rule are shown to members of the product's domain, governance and operators.")
    @APIResponseSchema(value = RunDetail.class, responseDescription = "The run")
    @APIResponse(responseCode = "404", ref = ApiDescription.MISSING)
    public RunDetail run(@PathParam("id") String id) {
        Run run = find(id);
        return RunViews.detail(run, current.get().maySeeRows(run.product().domain()));
    }

    @POST
    @Path("{id}/cancellation")
    @Operation(
            operationId = "cancelRun",
            summary = "Stop a run that waits or runs",
            description = "For members of the product's domain and operators.")
    @APIResponseSchema(value = RunSummary.class, responseCode = "202", responseDescription = "It stops")
    @APIResponse(responseCode = "403", ref = ApiDescription.FOREIGN)
    @APIResponse(responseCode = "404", ref = ApiDescription.MISSING)
    @APIResponse(responseCode = "409", ref = ApiDescription.CONFLICT)
    public Response cancel(@PathParam("id") String id) {
        Run run = find(id);
        Actor actor = current.requireRun(run.product().domain());
        RunState state = run.state();
        if (state.isFinished() || !requests.cancel(run.id(), actor.name())) {
            throw Problem.of(409, "Conflict", "Run " + run.number() + " of " + run.product() + " is over.")
                    .exception();
        }
        return Response.accepted(ProductViews.run(find(id))).build();
    }

    private Run find(String id) {
        try {
            return history.find(UUID.fromString(id)).orElseThrow(() -> missing(id));
        } catch (IllegalArgumentException e) {
            throw missing(id);
        }
    }

    private static WebApplicationException missing(String id) {
        return Problem.of(404, "Not found", "There is no run " + id + ".").exception();
    }
}
