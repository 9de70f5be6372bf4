package io.meshwright.emulator.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.translation.StatementRequest;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;

/** The {@code connectionProperties} of a query job. */
final class ConnectionProperties {

    /** The time zone where none is said. */
    static final String UTC = StatementRequest.UTC;

    private ConnectionProperties() {}

    /** The time zone the query runs in, if it says one. */
    static Optional<String> zone(JsonNode settings) {
        return value(settings, "time_zone").map(ConnectionProperties::requireZone);
    }

    /** The session the job is to run in. */
    static Optional<String> sessionId(JsonNode settings) {
        return value(settings, "session_id");
    }

    private static Optional<String> value(JsonNode settings, String key) {
        for (JsonNode property : settings.path("connectionProperties")) {
            if (property.path("key").asText().equals(key)) {
                return Optional.of(property.path("value").asText());
            }
        }
        return Optional.empty();
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
