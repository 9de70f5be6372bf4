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
import jakarta.inject.Inject;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Runs of all products. */
@Path("/api/v1/runs")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Runs")
@SecurityRequirement(name = "token")
public class RunApi {

    private static final int LARGEST_PAGE = 200;

    private final RunHistory history;
    private final RunRequests requests;
    private final CurrentActor current;

    @Inject
    RunApi(RunHistory history, RunRequests requests, CurrentActor current) {
        this.history = history;
        this.requests = requests;
        this.current = current;
    }

    @GET
    @Operation(operationId = "listAllRuns", summary = "Runs of all products, the newest first")
    @APIResponse(
            responseCode = "200",
            description = "A page of runs",
            content = @Content(schema = @Schema(implementation = RunPage.class)))
    @APIResponse(
            responseCode = "400",
            description = "The page is not understood",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public RunPage runs(
            @QueryParam("page") @DefaultValue("1") String page, @QueryParam("size") @DefaultValue("50") String size) {
        int number = ProductApi.number("page", page, Integer.MAX_VALUE / LARGEST_PAGE);
        int length = ProductApi.number("size", size, LARGEST_PAGE);
        List<RunSummary> items = history.recent((number - 1) * length, length).stream()
                .map(ProductViews::run)
                .toList();
        return new RunPage(items, history.count(), number, length);
    }

    @GET
    @Path("{id}")
    @Operation(
            operationId = "getRun",
            summary = "A run with its steps and check results",
            description =
                    "Rows that break a rule are shown to members of the product's domain, governance and operators.")
    @APIResponse(
            responseCode = "200",
            description = "The run",
            content = @Content(schema = @Schema(implementation = RunDetail.class)))
    @APIResponse(
            responseCode = "404",
            description = "No such run",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
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
    @APIResponse(
            responseCode = "202",
            description = "It stops",
            content = @Content(schema = @Schema(implementation = RunSummary.class)))
    @APIResponse(
            responseCode = "403",
            description = "Not a member of the domain",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "404",
            description = "No such run",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "409",
            description = "The run is over",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
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

    private static jakarta.ws.rs.WebApplicationException missing(String id) {
        return Problem.of(404, "Not found", "There is no run " + id + ".").exception();
    }
}
