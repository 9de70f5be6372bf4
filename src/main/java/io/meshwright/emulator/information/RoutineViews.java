package io.meshwright.emulator.information;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.storage.StoredRoutine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** ROUTINES, ROUTINE_OPTIONS and PARAMETERS. */
final class RoutineViews {

    static final Map<String, InformationView> ALL = Map.of(
            "ROUTINES",
            InformationView.ofDataset(
                    """
                    specific_catalog STRING; specific_schema STRING; specific_name STRING; routine_catalog STRING;
                    routine_schema STRING; routine_name STRING; routine_type STRING; data_type STRING;
                    routine_body STRING; routine_definition STRING; external_language STRING;
                    is_deterministic STRING; security_type STRING; created TIMESTAMP; last_altered TIMESTAMP;
                    ddl STRING; connection STRING""",
                    scope -> routines(scope).map(RoutineViews::routine).toList()),
            "ROUTINE_OPTIONS",
            InformationView.ofDataset(
                    """
                    specific_catalog STRING; specific_schema STRING; specific_name STRING; option_name STRING;
                    option_type STRING; option_value STRING""",
                    scope -> routines(scope).flatMap(RoutineViews::options).toList()),
            "PARAMETERS",
            InformationView.ofDataset(
                    """
                    specific_catalog STRING; specific_schema STRING; specific_name STRING; ordinal_position INT64;
                    parameter_mode STRING; is_result STRING; parameter_name STRING; data_type STRING;
                    parameter_default STRING; is_aggregate STRING""",
                    scope -> routines(scope).flatMap(RoutineViews::parameters).toList()));

    private RoutineViews() {}

    private static Stream<StoredRoutine> routines(Scope scope) {
        return scope.datasets().stream()
                .flatMap(dataset -> scope.storage().routines().of(dataset.project(), dataset.name()).stream());
    }

    private static ObjectNode row(StoredRoutine routine) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("specific_catalog", routine.name().project())
                .put("specific_schema", routine.name().dataset())
                .put("specific_name", routine.name().routine());
    }

    private static ObjectNode routine(StoredRoutine routine) {
        ObjectNode properties = routine.properties();
        ObjectNode row = row(routine)
                .put("routine_catalog", routine.name().project())
                .put("routine_schema", routine.name().dataset())
                .put("routine_name", routine.name().routine())
                .put("routine_body", routine.isJavaScript() ? "EXTERNAL" : "SQL")
                .put("external_language", routine.isJavaScript() ? "JAVASCRIPT" : null)
                .put("is_deterministic", isDeterministic(properties))
                .put("routine_definition", properties.path("definitionBody").asText())
                .put("created", routine.created().toString())
                .put("last_altered", routine.modified().toString())
                .put("ddl", RoutineDdl.of(routine));
        row.put(
                "routine_type",
                switch (properties.path("routineType").asText()) {
                    case "PROCEDURE" -> "PROCEDURE";
                    case "TABLE_VALUED_FUNCTION" -> "TABLE FUNCTION";
                    case "AGGREGATE_FUNCTION" -> "AGGREGATE FUNCTION";
                    default -> "FUNCTION";
                });
        return properties.has("returnType") ? row.put("data_type", RoutineDdl.type(properties.get("returnType"))) : row;
    }

    /** YES, NO, or null where nothing is said. */
    private static String isDeterministic(ObjectNode properties) {
        return switch (properties.path("determinismLevel").asText("")) {
            case "DETERMINISTIC" -> "YES";
            case "NOT_DETERMINISTIC" -> "NO";
            default -> null;
        };
    }

    private static Stream<ObjectNode> options(StoredRoutine routine) {
        return Options.ofRoutine(routine.properties()).stream().map(option -> row(routine)
                .put("option_name", option.name())
                .put("option_type", option.type())
                .put("option_value", option.value()));
    }

    private static Stream<ObjectNode> parameters(StoredRoutine routine) {
        List<ObjectNode> rows = new ArrayList<>();
        if (routine.properties().has("returnType")) {
            rows.add(row(routine)
                    .put("ordinal_position", 0)
                    .put("is_result", "YES")
                    .put("data_type", RoutineDdl.type(routine.properties().get("returnType"))));
        }
        int position = 1;
        for (JsonNode argument : routine.properties().path("arguments")) {
            rows.add(row(routine)
                    .put("ordinal_position", position)
                    .put("parameter_mode", argument.path("mode").asText(null))
                    .put("is_result", "NO")
                    .put("parameter_name", argument.path("name").asText())
                    .put("data_type", RoutineDdl.argumentType(argument)));
            position++;
        }
        return rows.stream();
    }
}
