package io.meshwright.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What the API consists of, for clients that are made from its description. Anybody may know. */
@Path(DiscoveryResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class DiscoveryResource {

    static final String PATH = "/discovery/v1/apis/bigquery/v2/rest";

    @GET
    @Operation(hidden = true)
    public ObjectNode rest(@Context UriInfo uri) {
        return DiscoveryDocument.at(uri.getBaseUri().resolve("/").toString());
    }
}
