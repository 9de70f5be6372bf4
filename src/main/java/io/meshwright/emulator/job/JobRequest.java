package io.meshwright.emulator.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.guard.Caller;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A job as its caller described it.
 *
 * @param configuration the REST API's {@code configuration}
 * @param upload the file that came with a load job
 */
public record JobRequest(
        String project, String id, String location, Caller caller, ObjectNode configuration, Optional<Path> upload) {

    /** Where everything is, as BigQuery names places. */
    public static final String LOCATION = "US";

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,1024}");

    public JobRequest {
        if (!ID.matcher(id).matches()) {
            throw ApiError.invalid("Invalid job ID \"" + project + ":" + id + "\".");
        }
    }

    public static String newId() {
        return "job_" + UUID.randomUUID();
    }

    public boolean isDryRun() {
        return configuration.path("dryRun").asBoolean();
    }
}
