package io.meshwright.emulator.job;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import java.time.Instant;
import java.util.Optional;

/** A job as the REST API shows it. */
public final class JobView {

    private JobView() {}

    public static ObjectNode json(Job job) {
        return json(job, job.started().orElse(null), job.ended().orElse(null));
    }

    /** As it will look when it has ended at that time, for the record that commits with its work. */
    static ObjectNode finished(Job job, Instant ended) {
        return json(job, job.started().orElse(null), ended);
    }

    private static ObjectNode json(Job job, Instant started, Instant ended) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("kind", "bigquery#job").put("etag", etag(job));
        json.put("id", job.project() + ":" + job.request().location() + "." + job.id());
        json.put("user_email", job.caller().name());
        json.set("jobReference", reference(job));
        ObjectNode configuration = job.request().configuration().deepCopy();
        configuration.put("jobType", job.type().name());
        json.set("configuration", configuration);
        json.set("status", status(job, started, ended));
        json.set("statistics", statistics(job, started, ended));
        return json;
    }

    private static String etag(Job job) {
        return Integer.toHexString((job.id() + job.ended()).hashCode());
    }

    public static ObjectNode reference(Job job) {
        ObjectNode reference = JsonNodeFactory.instance.objectNode().put("projectId", job.project());
        if (!job.request().isDryRun()) {
            reference.put("jobId", job.id());
        }
        return reference.put("location", job.request().location());
    }

    private static ObjectNode status(Job job, Instant started, Instant ended) {
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        status.put("state", ended != null ? "DONE" : started != null ? "RUNNING" : "PENDING");
        job.error().ifPresent(error -> {
            status.set("errorResult", error(error));
            status.putArray("errors").add(error(error));
        });
        return status;
    }

    /** An error as {@code ErrorProto}. */
    public static ObjectNode error(ApiError error) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("reason", error.reason());
        if (!error.location().isEmpty()) {
            json.put("location", error.location());
        }
        return json.put("message", error.getMessage());
    }

    private static ObjectNode statistics(Job job, Instant started, Instant ended) {
        ObjectNode statistics = JsonNodeFactory.instance.objectNode();
        statistics.put("creationTime", millis(job.created()));
        session(job).ifPresent(session -> statistics.set("sessionInfo", session));
        if (started != null) {
            statistics.put("startTime", millis(started));
        }
        if (ended != null) {
            statistics.put("endTime", millis(ended));
            statistics.put(
                    "totalSlotMs",
                    Long.toString(ended.toEpochMilli() - (started == null ? ended : started).toEpochMilli()));
            if (!job.isAbandoned()) {
                statistics.setAll(job.statistics());
            }
        }
        return statistics;
    }

    /** The session a job runs in (REST: {@code SessionInfo}). */
    public static Optional<ObjectNode> session(Job job) {
        return job.clientSession()
                .map(session -> JsonNodeFactory.instance.objectNode().put("sessionId", session.id()));
    }

    private static String millis(Instant time) {
        return Long.toString(time.toEpochMilli());
    }
}
