package io.meshwright.emulator.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.storage.StoredRoutine;
import io.meshwright.sql.SqlRoutine;
import io.meshwright.sql.SqlRoutine.Argument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Routines in the words of the REST API ({@code bigquery.routines}). */
public final class RoutineDocument {

    private RoutineDocument() {}

    /** The part of the resource that tells what the routine does. */
    static ObjectNode write(SqlRoutine routine) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("routineType", type(routine.kind()))
                .put("language", routine.javaScript().isPresent() ? JavaScriptDocument.LANGUAGE : "SQL");
        ArrayNode arguments = json.putArray("arguments");
        routine.arguments().forEach(argument -> arguments.add(argument(routine, argument)));
        boolean table = routine.kind() == SqlRoutine.Kind.TABLE;
        routine.returnType()
                .ifPresent(type -> json.set(
                        table ? "returnTableType" : "returnType",
                        table ? StandardSqlType.columns(type) : StandardSqlType.write(type)));
        routine.javaScript().ifPresent(said -> JavaScriptDocument.write(said, json));
        routine.description().ifPresent(text -> json.put("description", text));
        return json.put("definitionBody", routine.body());
    }

    private static String type(SqlRoutine.Kind kind) {
        return switch (kind) {
            case SCALAR -> "SCALAR_FUNCTION";
            case AGGREGATE -> "AGGREGATE_FUNCTION";
            case TABLE -> "TABLE_VALUED_FUNCTION";
            case PROCEDURE -> "PROCEDURE";
        };
    }

    private static ObjectNode argument(SqlRoutine routine, Argument argument) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", argument.name());
        switch (argument.type()) {
            case Argument.ANY_TYPE -> json.put("argumentKind", "ANY_TYPE");
            case Argument.ANY_TABLE -> {
                json.put("argumentKind", argument.columns().isEmpty() ? "ANY_TABLE" : "FIXED_TABLE");
                if (!argument.columns().isEmpty()) {
                    json.set("tableType", StandardSqlType.columns(argument.columns()));
                }
            }
            default -> json.set("dataType", StandardSqlType.write(argument.type()));
        }
        if (!argument.mode().isEmpty()) {
            json.put("mode", argument.mode());
        }
        if (routine.kind() == SqlRoutine.Kind.AGGREGATE && !argument.aggregated()) {
            json.put("isAggregate", false);
        }
        return json;
    }

    public static SqlRoutine read(StoredRoutine stored) {
        JsonNode json = stored.properties();
        List<Argument> arguments = new ArrayList<>();
        SqlRoutine.Kind kind = kind(json.path("routineType").asText());
        json.path("arguments").forEach(argument -> arguments.add(argument(argument)));
        StoredRoutine.Name name = stored.name();
        return new SqlRoutine(
                List.of(name.project(), name.dataset(), name.routine()),
                kind,
                arguments,
                returnType(kind, json),
                json.path("definitionBody").asText(),
                JavaScriptDocument.read(json),
                Optional.empty());
    }

    private static Optional<String> returnType(SqlRoutine.Kind kind, JsonNode json) {
        if (kind == SqlRoutine.Kind.TABLE) {
            return json.hasNonNull("returnTableType")
                    ? Optional.of(StandardSqlType.readColumns(json.get("returnTableType")))
                    : Optional.empty();
        }
        return json.hasNonNull("returnType")
                ? Optional.of(StandardSqlType.read(json.get("returnType")))
                : Optional.empty();
    }

    private static SqlRoutine.Kind kind(String type) {
        return switch (type) {
            case "SCALAR_FUNCTION" -> SqlRoutine.Kind.SCALAR;
            case "AGGREGATE_FUNCTION" -> SqlRoutine.Kind.AGGREGATE;
            case "TABLE_VALUED_FUNCTION" -> SqlRoutine.Kind.TABLE;
            case "PROCEDURE" -> SqlRoutine.Kind.PROCEDURE;
            default -> throw ApiError.invalid("Invalid value for routineType: " + type);
        };
    }

    private static Argument argument(JsonNode json) {
        String columns = json.hasNonNull("tableType") ? StandardSqlType.readColumns(json.get("tableType")) : "";
        String type =
                switch (json.path("argumentKind").asText("FIXED_TYPE")) {
                    case "ANY_TYPE" -> Argument.ANY_TYPE;
                    case "ANY_TABLE", "FIXED_TABLE" -> Argument.ANY_TABLE;
                    default -> StandardSqlType.read(json.path("dataType"));
                };
        return new Argument(
                json.path("name").asText(),
                type,
                json.path("isAggregate").asBoolean(true),
                columns,
                json.path("mode").asText(""));
    }

    /** A routine as the statement that creates it, to be checked as one. */
    public static String statement(StoredRoutine.Name name, ObjectNode json) {
        SqlRoutine routine = read(new StoredRoutine(name, json, java.time.Instant.EPOCH, java.time.Instant.EPOCH));
        String arguments = String.join(
                ", ",
                routine.arguments().stream()
                        .map(argument -> written(routine, argument))
                        .toList());
        String head = "`" + name.path() + "`(" + arguments + ")";
        if (routine.javaScript().isPresent()) {
            return JavaScriptDocument.statement(
                    head, routine, routine.javaScript().get());
        }
        return switch (routine.kind()) {
            case SCALAR, AGGREGATE ->
                "CREATE OR REPLACE " + (routine.kind() == SqlRoutine.Kind.SCALAR ? "" : "AGGREGATE ") + "FUNCTION "
                        + head
                        + routine.returnType().map(type -> " RETURNS " + type).orElse("") + " AS (" + routine.body()
                        + "\n)";
            case TABLE ->
                "CREATE OR REPLACE TABLE FUNCTION " + head
                        + routine.returnType()
                                .map(type -> " RETURNS TABLE" + type.substring("STRUCT".length()))
                                .orElse("")
                        + " AS " + routine.body();
            case PROCEDURE -> "CREATE OR REPLACE PROCEDURE " + head + " " + routine.body();
        };
    }

    private static String written(SqlRoutine routine, Argument argument) {
        String columns = argument.columns().isEmpty() ? "" : argument.columns().substring("STRUCT".length());
        boolean kept = routine.kind() == SqlRoutine.Kind.AGGREGATE && !argument.aggregated();
        String type = argument.type().equals(Argument.ANY_TABLE) && columns.isEmpty() ? "ANY TABLE" : argument.type();
        return (argument.mode().isEmpty() ? "" : argument.mode() + " ") + "`" + argument.name() + "` " + type + columns
                + (kept ? " NOT AGGREGATE" : "");
    }
}
