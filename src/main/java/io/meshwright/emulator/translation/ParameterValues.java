package io.meshwright.emulator.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.zetasql.StructType;
import com.google.zetasql.Type;
import com.google.zetasql.ZetaSQLType.TypeKind;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedParameter;
import io.meshwright.sql.GoogleSqlType;
import io.meshwright.sql.QueryParameters;
import io.meshwright.sql.Variable;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Query parameters in BigQuery's REST form: their types, and their values as DuckDB SQL. */
final class ParameterValues {

    private final Map<String, String> types = new HashMap<>();
    private final List<String> order = new ArrayList<>();
    private final Map<String, JsonNode> values = new HashMap<>();
    private final Map<String, String> places = new HashMap<>();
    private final Variables variables;
    private final boolean positional;
    private final String zone;
    private final String user;
    private final boolean provisional;
    private final Set<String> libraries = new TreeSet<>();

    ParameterValues(StatementRequest request) {
        zone = request.zone();
        user = request.user();
        provisional = request.provisional();
        positional = request.isPositional();
        variables = new Variables(request.declarations());
        int position = 1;
        for (JsonNode parameter : request.parameters()) {
            String name = positional
                    ? Integer.toString(position++)
                    : parameter.path("name").asText().toLowerCase(Locale.ROOT);
            String type = type(parameter.path("parameterType"));
            types.put(name, type);
            order.add(type);
            values.put(name, parameter.path("parameterValue"));
        }
        for (Variable variable : request.declarations().parameters()) {
            String name =
                    positional ? Integer.toString(position++) : variable.name().toLowerCase(Locale.ROOT);
            types.put(name, variable.type());
            order.add(variable.type());
            places.put(name, variable.place());
        }
    }

    /** The time zone where none is said. */
    String zone() {
        return zone;
    }

    /** Who asks, as DuckDB SQL. */
    String user() {
        if (user.isEmpty()) {
            throw new UnsupportedSql("SESSION_USER", "SESSION_USER where nobody asks, as in a column's default");
        }
        return Duck.string(user);
    }

    /** Whether a form will do that may fail with {@link StatementRequest#IN_DOUBT}. */
    boolean isProvisional() {
        return provisional;
    }

    /** The libraries of the statement's own functions in JavaScript, as far as it was written. */
    Set<String> libraries() {
        return libraries;
    }

    Variables variables() {
        return variables;
    }

    QueryParameters types() {
        return positional ? QueryParameters.positional(order) : QueryParameters.named(types);
    }

    /** The number a parameter is, as GoogleSQL; empty for variables and other types. */
    Optional<String> constant(ResolvedParameter parameter) {
        String name = name(parameter);
        Type type = parameter.getType();
        boolean number = type.isInt64() || type.isDouble() || type.isNumeric() || type.isBigNumeric();
        if (places.containsKey(name) || !number) {
            return Optional.empty();
        }
        JsonNode value = values.get(name).path("value");
        String text = value.isNull() || value.isMissingNode() ? "NULL" : Literals.googleString(value.asText());
        return Optional.of("CAST(" + text + " AS " + GoogleSqlType.name(type) + ")");
    }

    private String name(ResolvedParameter parameter) {
        return positional
                ? Long.toString(parameter.getPosition())
                : parameter.getName().toLowerCase(Locale.ROOT);
    }

    String sql(ResolvedParameter parameter) {
        String name = name(parameter);
        String place = places.get(name);
        return place == null
                ? sql(parameter.getType(), values.get(name))
                : Duck.cast(Variables.get(place), DuckType.of(parameter.getType()));
    }

    private static String type(JsonNode type) {
        String name = type.path("type").asText("STRING");
        return switch (name) {
            case "ARRAY" -> "ARRAY<" + type(type.path("arrayType")) + ">";
            case "STRUCT" -> {
                List<String> fields = new ArrayList<>();
                type.path("structTypes")
                        .forEach(field ->
                                fields.add("`" + field.path("name").asText() + "` " + type(field.path("type"))));
                yield "STRUCT<" + String.join(", ", fields) + ">";
            }
            case "RANGE" -> "RANGE<" + type(type.path("rangeElementType")) + ">";
            default -> name;
        };
    }

    private static String sql(Type type, JsonNode value) {
        if (type.isArray()) {
            return array(type, value.path("arrayValues"));
        }
        if (type.isStruct()) {
            return struct(type.asStruct(), value.path("structValues"));
        }
        if (type.isRange() && value.hasNonNull("rangeValue")) {
            Type bound = type.asRange().getElementType();
            return "struct_pack(\"start\" := "
                    + sql(bound, value.path("rangeValue").path("start")) + ", \"end\" := "
                    + sql(bound, value.path("rangeValue").path("end")) + ")";
        }
        if (!value.hasNonNull("value")) {
            return Duck.cast("NULL", DuckType.of(type));
        }
        return scalar(type, value.path("value").asText());
    }

    private static String array(Type type, JsonNode values) {
        Type element = type.asArray().getElementType();
        List<String> elements = new ArrayList<>();
        if (LongLists.isLong(values.size()) && isTold(element)) {
            values.forEach(value -> elements.add(json(element, value)));
            return LongLists.of(element, elements);
        }
        values.forEach(value -> elements.add(sql(element, value)));
        return Duck.cast("[" + String.join(", ", elements) + "]", DuckType.of(type));
    }

    /** Whether values of a type are told as DuckDB casts them. */
    private static boolean isTold(Type type) {
        return switch (type.getKind()) {
            case TYPE_ARRAY -> isTold(type.asArray().getElementType());
            case TYPE_STRUCT -> type.asStruct().getFieldList().stream().allMatch(field -> isTold(field.getType()));
            case TYPE_BYTES, TYPE_TIMESTAMP, TYPE_BIGNUMERIC, TYPE_INTERVAL, TYPE_RANGE -> false;
            default -> true;
        };
    }

    private static String json(Type type, JsonNode value) {
        List<String> parts = new ArrayList<>();
        if (type.isArray()) {
            value.path("arrayValues")
                    .forEach(element -> parts.add(json(type.asArray().getElementType(), element)));
            return "[" + String.join(",", parts) + "]";
        }
        if (type.isStruct()) {
            JsonNode fields = value.path("structValues");
            type.asStruct()
                    .getFieldList()
                    .forEach(field -> parts.add(json(field.getType(), fields.path(field.getName()))));
            return LongLists.object(type.asStruct(), parts);
        }
        if (!value.hasNonNull("value")) {
            return "null";
        }
        String text = value.path("value").asText();
        return LongLists.scalar(type.getKind() == TypeKind.TYPE_DATETIME ? text.replace('T', ' ') : text);
    }

    private static String struct(StructType type, JsonNode values) {
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < type.getFieldCount(); i++) {
            fields.add(Duck.name(DuckType.fieldName(type, i)) + " := "
                    + sql(
                            type.getField(i).getType(),
                            values.path(type.getField(i).getName())));
        }
        return "struct_pack(" + String.join(", ", fields) + ")";
    }

    private static String scalar(Type type, String text) {
        return switch (type.getKind()) {
            case TYPE_BYTES -> Duck.blob(Base64.getDecoder().decode(text));
            case TYPE_TIMESTAMP -> Casts.write(GoogleSqlType.parse("STRING"), type, Duck.string(text), false);
            case TYPE_DATETIME -> Duck.cast(Duck.string(text.replace('T', ' ')), "TIMESTAMP");
            case TYPE_BIGNUMERIC, TYPE_INTERVAL, TYPE_RANGE ->
                Casts.write(GoogleSqlType.parse("STRING"), type, Duck.string(text), false);
            default -> Duck.cast(Duck.string(text), DuckType.of(type));
        };
    }
}
