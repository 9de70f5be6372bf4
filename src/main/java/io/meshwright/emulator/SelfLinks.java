package io.meshwright.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.UriBuilder;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Tells of a dataset, table or job where it is found, at the address its caller used. */
@ApplicationScoped
public class SelfLinks {

    /** Before parts of the answer are chosen. */
    private static final int FIRST = Priorities.USER + 1;

    @ServerResponseFilter(priority = FIRST)
    public void link(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() < 300 && response.getEntity() instanceof ObjectNode entity) {
            UriBuilder root = request.getUriInfo().getBaseUriBuilder().path("bigquery/v2/projects");
            switch (entity.path("kind").asText()) {
                case "bigquery#dataset" -> put(entity, dataset(root, entity.path("datasetReference")));
                case "bigquery#table" -> {
                    JsonNode table = entity.path("tableReference");
                    put(entity, dataset(root, table).segment("tables", text(table, "tableId")));
                }
                case "bigquery#job" -> job(root, entity);
                default -> {
                    // Nothing that has an address of its own.
                }
            }
        }
    }

    private static UriBuilder dataset(UriBuilder root, JsonNode reference) {
        return root.segment(text(reference, "projectId"), "datasets", text(reference, "datasetId"));
    }

    /** A dry run is nowhere. */
    private static void job(UriBuilder root, ObjectNode entity) {
        JsonNode job = entity.path("jobReference");
        if (job.has("jobId")) {
            UriBuilder link = root.segment(text(job, "projectId"), "jobs", text(job, "jobId"));
            put(entity, link.queryParam("location", text(job, "location")));
        }
    }

    private static String text(JsonNode reference, String key) {
        return reference.path(key).asText();
    }

    private static void put(ObjectNode entity, UriBuilder link) {
        entity.put("selfLink", link.build().toString());
    }
}
