package io.meshwright.emulator.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.translation.StatementRequest;
import java.time.DateTimeException;
import java.time.ZoneId;

/** The {@code connectionProperties} of a query job. */
final class ConnectionProperties {

    private ConnectionProperties() {}

    /** The time zone the query runs in. */
    static String zone(JsonNode settings) {
        for (JsonNode property : settings.path("connectionProperties")) {
            if (property.path("key").asText().equals("time_zone")) {
                return requireZone(property.path("value").asText());
            }
        }
        return StatementRequest.UTC;
    }

    /** Refuses sessions, which nothing here keeps. */
    static void requireNoSession(JsonNode settings) {
        boolean wanted = settings.path("createSession").asBoolean();
        for (JsonNode property : settings.path("connectionProperties")) {
            wanted |= property.path("key").asText().equals("session_id");
        }
        if (wanted) {
            throw new ApiError(
                    "notImplemented",
                    "createSession",
                    "The embedded warehouse does not support sessions; send what belongs together as one script",
                    null);
        }
    }

    /** Refuses what is no time zone. */
    static String requireZone(String zone) {
        try {
            ZoneId.of(zone);
            return zone;
        } catch (DateTimeException e) {
            throw ApiError.invalidQuery("Invalid time zone: " + zone);
        }
    }
}
