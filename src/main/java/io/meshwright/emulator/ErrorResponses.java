package io.meshwright.emulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.job.JobView;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Errors in the shape of Google's APIs. */
public class ErrorResponses {

    @ServerExceptionMapper
    public Response refused(ApiError error) {
        return Response.status(error.status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(json(error))
                .build();
    }

    static ObjectNode json(ApiError error) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ObjectNode json = root.putObject("error");
        json.put("code", error.status()).put("message", error.getMessage());
        ObjectNode detail = JobView.error(error).put("domain", "global");
        if (!error.location().isEmpty()) {
            detail.put("locationType", error.status() == 401 ? "header" : "parameter");
        }
        json.putArray("errors").add(detail);
        json.put("status", error.statusName());
        return root;
    }
}
