package io.meshwright.emulator.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.sql.TableName;
import java.time.Instant;

/** What a copy job makes: a table, or a snapshot or clone that names the table it was taken from. */
enum CopyOperation {
    COPY,
    SNAPSHOT,
    RESTORE,
    CLONE;

    static CopyOperation of(JsonNode settings) {
        String name = settings.path("operationType").asText("COPY");
        for (CopyOperation operation : values()) {
            if (operation.name().equals(name) || name.equals("OPERATION_TYPE_UNSPECIFIED")) {
                return operation;
            }
        }
        throw ApiError.invalid("Invalid value for operationType: " + name);
    }

    /**
     * The properties of what is made.
     *
     * @param time when the source was as it is shown
     */
    ObjectNode describe(ObjectNode copied, TableName source, Instant time) {
        ObjectNode described = copied.deepCopy();
        described.remove("snapshotDefinition");
        described.remove("cloneDefinition");
        if (this == SNAPSHOT) {
            origin(described.putObject("snapshotDefinition"), source).put("snapshotTime", time.toString());
        } else if (this == CLONE) {
            origin(described.putObject("cloneDefinition"), source).put("cloneTime", time.toString());
        }
        return described;
    }

    private static ObjectNode origin(ObjectNode definition, TableName source) {
        definition.set("baseTableReference", References.json(source));
        return definition;
    }

    /** Refuses anything but a copy where rows of several tables, or of parts of them, are joined. */
    void requireRows() {
        if (this != COPY) {
            throw ApiError.invalid("A " + name() + " is taken of one whole table, and not added to another.");
        }
    }
}
