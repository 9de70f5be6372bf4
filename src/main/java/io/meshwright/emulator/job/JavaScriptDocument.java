package io.meshwright.emulator.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.sql.JavaScript;
import io.meshwright.sql.JavaScript.Determinism;
import io.meshwright.sql.SqlRoutine;
import io.meshwright.sql.TextLiteral;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What routines in JavaScript have beside others in the REST API: language, libraries, determinism. */
final class JavaScriptDocument {

    static final String LANGUAGE = "JAVASCRIPT";

    private static final String LEVEL = "determinismLevel";

    private JavaScriptDocument() {}

    static void write(JavaScript said, ObjectNode json) {
        if (said.determinism() != Determinism.UNSPECIFIED) {
            json.put(LEVEL, said.determinism().name());
        }
        if (!said.libraries().isEmpty()) {
            ArrayNode libraries = json.putArray("importedLibraries");
            said.libraries().forEach(libraries::add);
        }
    }

    static Optional<JavaScript> read(JsonNode json) {
        if (!json.path("language").asText().equals(LANGUAGE)) {
            return Optional.empty();
        }
        List<String> libraries = new ArrayList<>();
        json.path("importedLibraries").forEach(uri -> libraries.add(uri.asText()));
        return Optional.of(new JavaScript(determinism(json), libraries));
    }

    private static Determinism determinism(JsonNode json) {
        return switch (json.path(LEVEL).asText("")) {
            case "", "DETERMINISM_LEVEL_UNSPECIFIED" -> Determinism.UNSPECIFIED;
            case "DETERMINISTIC" -> Determinism.DETERMINISTIC;
            case "NOT_DETERMINISTIC" -> Determinism.NOT_DETERMINISTIC;
            default -> throw ApiError.invalid("Invalid value for " + LEVEL + ": " + json.get(LEVEL));
        };
    }

    /** The statement that creates one, from its name and arguments on. */
    static String statement(String head, SqlRoutine routine, JavaScript said) {
        boolean aggregate = routine.kind() == SqlRoutine.Kind.AGGREGATE;
        if (!aggregate && routine.kind() != SqlRoutine.Kind.SCALAR) {
            throw ApiError.invalid("Only functions are written in JavaScript");
        }
        String libraries = said.libraries().isEmpty()
                ? ""
                : said.libraries().stream()
                        .map(TextLiteral::of)
                        .collect(Collectors.joining(", ", " OPTIONS (library = [", "])"));
        return "CREATE OR REPLACE " + (aggregate ? "AGGREGATE " : "") + "FUNCTION " + head
                + routine.returnType().map(type -> " RETURNS " + type).orElse("")
                + (said.determinism() == Determinism.UNSPECIFIED
                        ? ""
                        : " " + said.determinism().name().replace('_', ' '))
                + " LANGUAGE js" + libraries + " AS " + TextLiteral.of(routine.body());
    }
}
