package io.meshwright.emulator.javascript;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.zetasql.Type;
import io.meshwright.sql.GoogleSqlType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A function in JavaScript, and how it is called.
 *
 * @param signature as messages name it: {@code f(FLOAT64, STRING)}
 * @param libraries URIs of code to run before
 * @param safe whether a call that fails gives NULL
 * @param aggregation for an aggregate function, whose code is a module
 */
public record JavaScriptDefinition(
        String signature,
        List<Argument> arguments,
        Type returns,
        String code,
        List<String> libraries,
        boolean safe,
        Optional<Aggregation> aggregation) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public JavaScriptDefinition {
        arguments = List.copyOf(arguments);
        libraries = List.copyOf(libraries);
    }

    public record Argument(String name, Type type) {}

    /**
     * How an aggregate function takes its rows.
     *
     * @param kept how many of the arguments, the last ones, are NOT AGGREGATE
     * @param nulls whether rows with an argument that is NULL take part
     */
    public record Aggregation(int kept, boolean nulls) {}

    /** The arguments that differ from row to row. */
    public List<Type> rowTypes() {
        return types().subList(0, arguments.size() - kept());
    }

    /** The arguments that are NOT AGGREGATE. */
    public List<Type> keptTypes() {
        return types().subList(arguments.size() - kept(), arguments.size());
    }

    private int kept() {
        return aggregation.map(Aggregation::kept).orElse(0);
    }

    private List<Type> types() {
        return arguments.stream().map(Argument::type).toList();
    }

    /** In letters that mean nothing to SQL. */
    public String encoded() {
        ObjectNode json = JSON.createObjectNode()
                .put("signature", signature)
                .put("returns", GoogleSqlType.name(returns))
                .put("code", code)
                .put("safe", safe);
        ArrayNode given = json.putArray("arguments");
        arguments.forEach(argument ->
                given.addObject().put("name", argument.name()).put("type", GoogleSqlType.name(argument.type())));
        ArrayNode uris = json.putArray("libraries");
        libraries.forEach(uris::add);
        aggregation.ifPresent(
                rows -> json.putObject("aggregation").put("kept", rows.kept()).put("nulls", rows.nulls()));
        return Base64.getEncoder().encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    public static JavaScriptDefinition decoded(String text) {
        try {
            JsonNode json = JSON.readTree(Base64.getDecoder().decode(text));
            List<Argument> arguments = new ArrayList<>();
            json.get("arguments")
                    .forEach(argument -> arguments.add(new Argument(
                            argument.get("name").asText(),
                            GoogleSqlType.parse(argument.get("type").asText()))));
            List<String> libraries = new ArrayList<>();
            json.get("libraries").forEach(uri -> libraries.add(uri.asText()));
            return new JavaScriptDefinition(
                    json.get("signature").asText(),
                    arguments,
                    GoogleSqlType.parse(json.get("returns").asText()),
                    json.get("code").asText(),
                    libraries,
                    json.get("safe").asBoolean(),
                    Optional.ofNullable(json.get("aggregation"))
                            .map(rows -> new Aggregation(
                                    rows.get("kept").asInt(), rows.get("nulls").asBoolean())));
        } catch (java.io.IOException e) {
            throw new IllegalArgumentException("Not the definition of a function: " + text, e);
        }
    }

    /** What the driver makes the function of. */
    String toScript(List<String> libraryTexts) {
        ObjectNode json = aggregation.isPresent()
                ? JavaScriptModule.of(code).described()
                : JSON.createObjectNode().put("code", code);
        json.put("safe", safe).put("kept", kept()).put("aggregate", aggregation.isPresent());
        json.set("returns", described(returns));
        ArrayNode given = json.putArray("arguments");
        arguments.forEach(
                argument -> given.addObject().put("name", argument.name()).set("type", described(argument.type())));
        ArrayNode texts = json.putArray("libraries");
        for (int i = 0; i < libraryTexts.size(); i++) {
            ObjectNode library = aggregation.isPresent()
                    ? JavaScriptModule.of(libraryTexts.get(i)).described()
                    : JSON.createObjectNode().put("code", libraryTexts.get(i));
            texts.add(library.put("uri", libraries.get(i)));
        }
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A definition is always JSON", e);
        }
    }

    private static ObjectNode described(Type type) {
        String name = GoogleSqlType.name(type);
        ObjectNode json = JSON.createObjectNode().put("name", name);
        if (type.isArray()) {
            json.put("kind", "ARRAY").set("element", described(type.asArray().getElementType()));
        } else if (type.isStruct()) {
            ArrayNode fields = json.put("kind", "STRUCT").putArray("fields");
            type.asStruct().getFieldList().forEach(field -> fields.addObject()
                    .put("name", field.getName())
                    .set("type", described(field.getType())));
        } else {
            json.put("kind", name);
        }
        return json;
    }
}
