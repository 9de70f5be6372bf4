package io.meshwright.access;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** A short answer to a request that goes no further, in the language of whoever sent it. */
record Refusal(int status, String type, String body) {

    static Refusal of(String path, int status, String message) {
        if (Gate.isEmulator(path)) {
            JsonObject error = new JsonObject().put("code", status).put("message", message);
            return new Refusal(
                    status,
                    "application/json",
                    new JsonObject().put("error", error).encode());
        }
        if (Gate.isUnder(path, List.of("/api"))) {
            JsonObject problem = new JsonObject()
                    .put("type", "about:blank")
                    .put("title", "Refused")
                    .put("status", status)
                    .put("detail", message);
            return new Refusal(status, "application/problem+json", problem.encode());
        }
        return new Refusal(status, "text/plain;charset=UTF-8", message + "\n");
    }

    /** Closes the connection: what was left of the request is not read. */
    void send(HttpServerResponse response) {
        response.setStatusCode(status)
                .putHeader("Content-Type", type)
                .putHeader("Connection", "close")
                .end(body);
    }
}
