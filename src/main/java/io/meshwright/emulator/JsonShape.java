package io.meshwright.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.meshwright.emulator.error.ApiError;
import java.util.Set;

/** Which properties of the REST API's resources are objects and lists, wherever they stand. */
final class JsonShape {

    private static final Set<String> OBJECTS = Set.of(
            "arrayElementType",
            "arrayType",
            "clustering",
            "configuration",
            "copy",
            "dataType",
            "datasetReference",
            "defaultDataset",
            "destinationTable",
            "destinationTableProperties",
            "extract",
            "formatOptions",
            "jobReference",
            "labels",
            "load",
            "materializedView",
            "parameterType",
            "parameterValue",
            "rangeElementType",
            "rangePartitioning",
            "rangeValue",
            "returnTableType",
            "returnType",
            "routineReference",
            "schema",
            "sourceTable",
            "structType",
            "structValues",
            "tableReference",
            "timePartitioning",
            "view");

    private static final Set<String> LISTS_OF_OBJECTS = Set.of(
            "arguments",
            "arrayValues",
            "connectionProperties",
            "queryParameters",
            "rows",
            "sourceTables",
            "structTypes");

    private static final Set<String> LISTS =
            Set.of("destinationUris", "permissions", "schemaUpdateOptions", "sourceUris");

    /** What is told as a string, also where it was sent as a number or a truth value. */
    private static final Set<String> TEXTS = Set.of(
            "defaultPartitionExpirationMs",
            "defaultTableExpirationMs",
            "end",
            "expirationMs",
            "expirationTime",
            "interval",
            "jobTimeoutMs",
            "maxLength",
            "maximumBytesBilled",
            "precision",
            "refreshIntervalMs",
            "scale",
            "start",
            "timestampPrecision",
            "value");

    /** Whose names are their sender's own. */
    private static final Set<String> OWN = Set.of("json", "labels");

    private JsonShape() {}

    /** Refuses what has another shape, by its name. */
    static void require(JsonNode object) {
        object.properties().forEach(property -> require(property.getKey(), property.getValue()));
    }

    /** Takes out what is null, but for values under names of their sender's own. */
    static ObjectNode withoutNulls(ObjectNode object) {
        object.removeNulls();
        object.properties().stream()
                .filter(property -> !OWN.contains(property.getKey()))
                .forEach(property -> withoutNulls(property.getValue()));
        return object;
    }

    /** Makes strings of whole numbers of 64 bits and of the values of parameters. */
    static ObjectNode withTexts(ObjectNode object) {
        texts(object);
        return object;
    }

    private static void texts(JsonNode node) {
        node.properties().forEach(property -> {
            JsonNode value = property.getValue();
            boolean plain = value.isNumber() || value.isBoolean();
            if (plain && TEXTS.contains(property.getKey())) {
                property.setValue(TextNode.valueOf(value.asText()));
            } else if (value.isContainerNode() && !OWN.contains(property.getKey())) {
                texts(value);
            }
        });
        if (node.isArray()) {
            node.forEach(JsonShape::texts);
        }
    }

    private static void withoutNulls(JsonNode value) {
        if (value instanceof ObjectNode object) {
            withoutNulls(object);
        } else if (value.isArray()) {
            value.forEach(JsonShape::withoutNulls);
        }
    }

    private static void require(String name, JsonNode value) {
        if (value.isNull()) {
            return;
        }
        if (OBJECTS.contains(name) && !value.isObject()) {
            throw wrong(name, "an object");
        }
        if (name.equals("value") && value.isContainerNode()) {
            throw wrong(name, "a scalar");
        }
        if ((LISTS.contains(name) || LISTS_OF_OBJECTS.contains(name)) && !value.isArray()) {
            throw wrong(name, "a list");
        }
        boolean fields =
                name.equals("fields") && value.isArray() && value.path(0).isObject();
        for (JsonNode element : value.isArray() ? value : Set.<JsonNode>of()) {
            if ((fields || LISTS_OF_OBJECTS.contains(name)) && !element.isObject()) {
                throw wrong(name, "a list of objects");
            }
            if (element.isObject()) {
                require(element);
            }
        }
        if (value.isObject() && name.equals("structValues")) {
            value.properties().forEach(field -> require("parameterValue", field.getValue()));
        } else if (value.isObject() && !OWN.contains(name)) {
            require(value);
        }
    }

    private static ApiError wrong(String name, String wanted) {
        return new ApiError("invalid", name, "Invalid value for " + name + ": " + wanted + " is expected", null);
    }
}
