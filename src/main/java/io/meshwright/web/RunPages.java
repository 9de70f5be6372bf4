package io.meshwright.web;

import io.meshwright.access.Actor;
import io.meshwright.access.CurrentActor;
import io.meshwright.lineage.LineageStore;
import io.meshwright.plan.MeshCatalog;
import io.meshwright.run.ProductStates;
import io.meshwright.run.Run;
import io.meshwright.run.RunHistory;
import io.meshwright.web.RunView.EventView;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;

/** The page of a run. */
@Path("/runs/{id}")
@Produces(MediaType.TEXT_HTML)
public class RunPages {

    @CheckedTemplate(basePath = "run")
    static class Templates {
        private Templates() {}

        static native TemplateInstance run(RunView page);

        @SuppressWarnings("MethodName") // Qute's way to name a fragment
        static native TemplateInstance run$content(RunView page);
    }

    private final MeshCatalog catalog;
    private final RunHistory history;
    private final ProductStates states;
    private final LineageStore lineage;
    private final CurrentActor visitor;

    RunPages(
            MeshCatalog catalog, RunHistory history, ProductStates states, LineageStore lineage, CurrentActor visitor) {
        this.catalog = catalog;
        this.history = history;
        this.states = states;
        this.lineage = lineage;
        this.visitor = visitor;
    }

    @GET
    public TemplateInstance run(UUID id, @HeaderParam("HX-Request") boolean refreshing) {
        RunView page = view(find(id));
        return refreshing ? Templates.run$content(page) : Templates.run(page);
    }

    /** All OpenLineage events of the run, as one JSON array. */
    @GET
    @Path("events.json")
    @Produces(MediaType.APPLICATION_JSON)
    public Response events(UUID id) {
        JsonArray events = new JsonArray();
        lineage.eventsOf(find(id).id()).forEach(event -> events.add(new JsonObject(event.json())));
        return Response.ok(events.encodePrettily())
                .header("Content-Disposition", "attachment; filename=\"run-" + id + "-openlineage.json\"")
                .build();
    }

    private Run find(UUID id) {
        return history.find(id).orElseThrow(NotFoundException::new);
    }

    private RunView view(Run run) {
        Actor actor = visitor.get();
        String domain = run.product().domain();
        List<EventView> events =
                lineage.eventsOf(run.id()).stream().map(RunPages::event).toList();
        return RunView.of(
                run,
                catalog.current().mesh(),
                states.of(run.product()),
                events,
                actor.mayRun(domain),
                actor.maySeeRows(domain));
    }

    private static EventView event(LineageStore.Stored stored) {
        JsonObject json = new JsonObject(stored.json());
        return new EventView(
                stored.type(),
                InWords.clock(java.time.OffsetDateTime.parse(json.getString("eventTime"))
                        .toInstant()),
                Code.json(json.encodePrettily()));
    }
}
