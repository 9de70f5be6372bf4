package io.meshwright.emulator.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.guard.Caller;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads jobs from what the REST API is sent. */
public final class JobRequests {

    private static final List<String> QUERY_SETTINGS = List.of(
            "query",
            "defaultDataset",
            "queryParameters",
            "parameterMode",
            "useLegacySql",
            "useQueryCache",
            "maximumBytesBilled",
            "connectionProperties",
            "createSession",
            "destinationTable",
            "writeDisposition",
            "createDisposition");

    private JobRequests() {}

    /** A job resource, as {@code jobs.insert} takes it. */
    public static JobRequest read(String project, ObjectNode resource, Caller caller, Optional<Path> upload) {
        if (!(resource.get("configuration") instanceof ObjectNode configuration)) {
            throw ApiError.missing("configuration");
        }
        JsonNode reference = resource.path("jobReference");
        String id = reference.path("jobId").asText(JobRequest.newId());
        String location = reference.path("location").asText(JobRequest.LOCATION);
        return new JobRequest(project, id, location, caller, configuration.deepCopy(), upload);
    }

    /** The short form of a query job, as {@code jobs.query} takes it. */
    public static JobRequest query(String project, ObjectNode sent, Caller caller) {
        ObjectNode configuration = JsonNodeFactory.instance.objectNode();
        ObjectNode query = configuration.putObject("query");
        for (String key : QUERY_SETTINGS) {
            if (sent.hasNonNull(key)) {
                query.set(key, sent.get(key));
            }
        }
        for (String key : List.of("dryRun", "labels", "jobTimeoutMs")) {
            if (sent.hasNonNull(key)) {
                configuration.set(key, sent.get(key));
            }
        }
        String location = sent.path("location").asText(JobRequest.LOCATION);
        return new JobRequest(project, JobRequest.newId(), location, caller, configuration, Optional.empty());
    }
}
