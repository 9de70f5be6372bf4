package io.meshwright.emulator.information;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshwright.emulator.storage.StoredRoutine;
import io.meshwright.sql.TextLiteral;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The statement that would make a routine again. */
final class RoutineDdl {

    private static final String RAW = "\"\"\"";

    private RoutineDdl() {}

    static String of(StoredRoutine routine) {
        JsonNode properties = routine.properties();
        String kind =
                switch (properties.path("routineType").asText()) {
                    case "PROCEDURE" -> "PROCEDURE";
                    case "TABLE_VALUED_FUNCTION" -> "TABLE FUNCTION";
                    case "AGGREGATE_FUNCTION" -> "AGGREGATE FUNCTION";
                    default -> "FUNCTION";
                };
        List<String> arguments = new ArrayList<>();
        properties.path("arguments").forEach(argument -> arguments.add(argument(argument)));
        String head = "CREATE " + kind + " `" + routine.name().path() + "`(" + String.join(", ", arguments) + ")";
        String body = properties.path("definitionBody").asText();
        if (routine.isJavaScript()) {
            return head + returns(properties.path("returnType")) + determinism(properties) + "\nLANGUAGE js"
                    + options(properties) + " AS " + code(body) + ";";
        }
        return switch (kind) {
            case "PROCEDURE" -> head + options(properties) + "\n" + body + ";";
            case "TABLE FUNCTION" ->
                head + table(properties.path("returnTableType")) + options(properties) + "\nAS " + body + ";";
            default ->
                head + returns(properties.path("returnType")) + "\nAS (" + body + "\n)" + options(properties) + ";";
        };
    }

    /** As it was written, where raw quotation marks can hold that. */
    private static String code(String body) {
        return body.contains(RAW) || body.endsWith("\"") || body.endsWith("\\")
                ? TextLiteral.of(body)
                : "r" + RAW + body + RAW;
    }

    private static String determinism(JsonNode properties) {
        String level = properties.path("determinismLevel").asText("");
        return level.endsWith("DETERMINISTIC") ? " " + level.replace('_', ' ') : "";
    }

    private static String options(JsonNode properties) {
        List<Options.Option> options = Options.ofRoutine(properties);
        return options.stream()
                .map(option -> option.name() + "=" + option.value())
                .collect(Collectors.joining(", ", options.isEmpty() ? "" : " OPTIONS (", options.isEmpty() ? "" : ")"));
    }

    private static String returns(JsonNode type) {
        return type.isObject() ? " RETURNS " + type(type) : "";
    }

    private static String table(JsonNode type) {
        return type.isObject() ? " RETURNS TABLE<" + fields(type.path("columns")) + ">" : "";
    }

    private static String argument(JsonNode argument) {
        String mode = argument.path("mode").asText("");
        return (mode.isEmpty() ? "" : mode + " ") + "`" + argument.path("name").asText() + "` " + argumentType(argument)
                + (argument.path("isAggregate").asBoolean(true) ? "" : " NOT AGGREGATE");
    }

    /** The type of an argument, which may be a table or anything. */
    static String argumentType(JsonNode argument) {
        return switch (argument.path("argumentKind").asText()) {
            case "ANY_TYPE" -> "ANY TYPE";
            case "ANY_TABLE" -> "ANY TABLE";
            case "FIXED_TABLE" -> "TABLE<" + fields(argument.path("tableType").path("columns")) + ">";
            default -> type(argument.path("dataType"));
        };
    }

    /** A {@code StandardSqlDataType} as SQL writes it. */
    static String type(JsonNode type) {
        return switch (type.path("typeKind").asText()) {
            case "ARRAY" -> "ARRAY<" + type(type.path("arrayElementType")) + ">";
            case "RANGE" -> "RANGE<" + type(type.path("rangeElementType")) + ">";
            case "STRUCT" -> "STRUCT<" + fields(type.path("structType").path("fields")) + ">";
            default -> type.path("typeKind").asText();
        };
    }

    private static String fields(JsonNode fields) {
        List<String> texts = new ArrayList<>();
        for (JsonNode field : fields) {
            String name = field.path("name").asText("");
            texts.add((name.isEmpty() ? "" : "`" + name + "` ") + type(field.path("type")));
        }
        return String.join(", ", texts);
    }
}
