package io.meshwright.emulator;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;

/** Google's Java clients send PATCH as POST with {@code X-HTTP-Method-Override}. */
@Provider
@PreMatching
public class RequestShape implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
        String method = request.getHeaderString("X-HTTP-Method-Override");
        boolean emulator = request.getUriInfo().getPath().startsWith("/bigquery/");
        if (emulator && "PATCH".equals(method) && request.getMethod().equals("POST")) {
            request.setMethod(method);
        }
    }
}
