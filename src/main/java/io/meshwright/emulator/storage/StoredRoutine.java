package io.meshwright.emulator.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * A function or procedure.
 *
 * @param properties what its creator said of it, in the REST API's words: routineType, arguments, definitionBody, ...
 */
public record StoredRoutine(Name name, ObjectNode properties, Instant created, Instant modified) {

    /** Whether it is written in JavaScript, and not in SQL. */
    public boolean isJavaScript() {
        return properties.path("language").asText().equals("JAVASCRIPT");
    }

    /** Where it is; names of routines are told apart by case. */
    public record Name(String project, String dataset, String routine) {
        @Override
        public String toString() {
            return project + ":" + dataset + "." + routine;
        }

        /** As SQL writes it. */
        public String path() {
            return project + "." + dataset + "." + routine;
        }
    }
}
