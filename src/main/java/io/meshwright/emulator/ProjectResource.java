package io.meshwright.emulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.guard.Caller;
import io.meshwright.emulator.storage.StoredDataset;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Projects (REST: {@code bigquery.projects}): the own one, and those whose names datasets were made under. */
@Path("/bigquery/v2/projects")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class ProjectResource {

    private static final String OWN = "meshwright";

    private final EmbeddedBigQuery bigQuery;
    private final CurrentCaller caller;

    @Inject
    ProjectResource(EmbeddedBigQuery bigQuery, CurrentCaller caller) {
        this.bigQuery = bigQuery;
        this.caller = caller;
    }

    @GET
    @Operation(hidden = true)
    public ObjectNode list(@QueryParam("maxResults") Integer maxResults, @QueryParam("pageToken") String pageToken) {
        Caller who = caller.get();
        Set<String> names = new TreeSet<>(Set.of(OWN));
        bigQuery.engine().storage().datasets().stream()
                .filter(dataset -> bigQuery.engine().guard().maySee(who, dataset.project(), dataset.name()))
                .map(StoredDataset::project)
                .forEach(names::add);
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("kind", "bigquery#projectList");
        var list = json.putArray("projects");
        for (String name : Listing.page(List.copyOf(names), maxResults, pageToken, json)) {
            ObjectNode project =
                    list.addObject().put("kind", "bigquery#project").put("id", name);
            project.put("friendlyName", name).put("numericId", "0");
            project.putObject("projectReference").put("projectId", name);
        }
        return json.put("totalItems", names.size());
    }

    @GET
    @Path("/{project}/serviceAccount")
    @Operation(hidden = true)
    public ObjectNode serviceAccount(@PathParam("project") String project) {
        caller.get();
        return JsonNodeFactory.instance
                .objectNode()
                .put("kind", "bigquery#getServiceAccountResponse")
                .put("email", "bigquery@" + project + ".local");
    }
}
