package io.meshwright.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Leaves out of answers what their callers do not want ({@code fields}). */
@ApplicationScoped
public class PartialResponses {

    @ServerResponseFilter
    public void mask(ContainerRequestContext request, ContainerResponseContext response) {
        String fields = request.getUriInfo().getQueryParameters().getFirst("fields");
        boolean masked = fields != null
                && response.getStatus() < 300
                && response.getEntity() instanceof ObjectNode
                && request.getUriInfo().getPath().startsWith("/bigquery/v2/");
        if (masked) {
            response.setEntity(FieldMask.of(fields).apply((ObjectNode) response.getEntity()));
        }
    }
}
