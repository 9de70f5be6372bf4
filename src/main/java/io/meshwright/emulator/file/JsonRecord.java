package io.meshwright.emulator.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.meshwright.emulator.storage.FieldSchema;
import io.meshwright.emulator.storage.FieldType;
import io.meshwright.emulator.storage.TableSchema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** One row sent as a JSON object: checked against a schema, its fields spelled as the schema spells them. */
public final class JsonRecord {

    private static final Pattern DATE = Pattern.compile("\\d{4}[-/]\\d{1,2}[-/]\\d{1,2}");
    private static final Pattern TIME = Pattern.compile("\\d{1,2}:\\d{1,2}(:\\d{1,2}(\\.\\d*)?)?");
    private static final int LONGEST_NUMBER = 1_000;
    private static final Set<String> TRUE = Set.of("true", "t", "yes", "y", "1");
    private static final Set<String> FALSE = Set.of("false", "f", "no", "n", "0");

    private final boolean ignoreUnknown;
    private final List<Problem> problems = new ArrayList<>();

    private JsonRecord(boolean ignoreUnknown) {
        this.ignoreUnknown = ignoreUnknown;
    }

    /** What is wrong with a field, named by its path. */
    public record Problem(String field, String message) {}

    /** A row ready to be written, or what is wrong with it. */
    public record Checked(ObjectNode row, List<Problem> problems) {}

    /** @param ignoreUnknown leaves out fields the schema does not have, instead of refusing the row */
    public static Checked check(TableSchema schema, JsonNode row, boolean ignoreUnknown) {
        JsonRecord record = new JsonRecord(ignoreUnknown);
        if (!row.isObject()) {
            return new Checked(
                    JsonNodeFactory.instance.objectNode(), List.of(new Problem("", "A row must be a JSON object.")));
        }
        ObjectNode checked = record.object(schema.fields(), row, "");
        return new Checked(checked, record.problems);
    }

    private ObjectNode object(List<FieldSchema> fields, JsonNode sent, String path) {
        Map<String, FieldSchema> byName = new HashMap<>();
        fields.forEach(field -> byName.put(field.name().toLowerCase(Locale.ROOT), field));
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        sent.properties().forEach(entry -> {
            FieldSchema field = byName.get(entry.getKey().toLowerCase(Locale.ROOT));
            if (field != null) {
                object.set(field.name(), value(field, entry.getValue(), path + field.name()));
            } else if (!ignoreUnknown) {
                String unknown = path + SentText.shown(entry.getKey());
                problem(unknown, "No such field: " + unknown + ".");
            }
        });
        fields.stream()
                .filter(field -> field.mode() == FieldSchema.Mode.REQUIRED && !object.hasNonNull(field.name()))
                .filter(field ->
                        problems.stream().noneMatch(known -> known.field().equals(path + field.name())))
                .forEach(field -> problem(path + field.name(), "Missing required field: " + path + field.name() + "."));
        return object;
    }

    private JsonNode value(FieldSchema field, JsonNode sent, String path) {
        if (!field.isRepeated()) {
            return sent.isNull() ? sent : one(field, sent, path);
        }
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        if (sent.isArray()) {
            for (JsonNode element : sent) {
                if (element.isNull()) {
                    problem(path, "Only optional fields can be set to NULL. Field: " + path + "; Value: NULL");
                }
                array.add(one(field.element(), element, path));
            }
        } else if (!sent.isNull()) {
            problem(path, "Repeated field must be imported as a JSON array. Field: " + path + ".");
        }
        return array;
    }

    private JsonNode one(FieldSchema field, JsonNode sent, String path) {
        if (field.type() == FieldType.STRUCT) {
            if (sent.isObject()) {
                return object(field.fields(), sent, path + ".");
            }
            problem(path, "This field: " + path + " is not a record.");
            return NullNode.instance;
        }
        if (field.type() == FieldType.JSON || field.type() == FieldType.RANGE) {
            String text = sent.toString();
            return SentText.isUnicode(text) ? sent : unreadable(field, sent, text, path);
        }
        if (sent.isArray()) {
            problem(path, "Array specified for non-repeated field: " + path + ".");
            return NullNode.instance;
        }
        if (sent.isObject()) {
            problem(path, "JSON object specified for non-record field: " + path + ".");
            return NullNode.instance;
        }
        String text = sent.isTextual() ? sent.asText() : sent.toString();
        return scalar(field.type(), text)
                .filter(SentText::isUnicode)
                .<JsonNode>map(TextNode::valueOf)
                .orElseGet(() -> unreadable(field, sent, text, path));
    }

    private JsonNode unreadable(FieldSchema field, JsonNode sent, String whole, String path) {
        String text = SentText.shown(whole);
        String kind =
                sent.isNumber() ? "double_value: " + text : sent.isBoolean() ? "bool_value: " + text : quoted(text);
        problem(
                path,
                "Could not convert value '" + kind + "' to "
                        + field.type().restName().toLowerCase(Locale.ROOT) + ". Field: " + path + "; Value: " + text);
        return NullNode.instance;
    }

    private static String quoted(String text) {
        return "string_value: \"" + text + "\"";
    }

    /** The text DuckDB reads the value from. */
    private static Optional<String> scalar(FieldType type, String text) {
        String plain = text.trim();
        return switch (type) {
            case INT64 -> number(plain).flatMap(JsonRecord::whole);
            case FLOAT64 -> real(plain);
            case NUMERIC, BIGNUMERIC -> number(plain).map(BigDecimal::toPlainString);
            case BOOL -> bool(plain.toLowerCase(Locale.ROOT));
            case BYTES -> Optional.of(text).filter(JsonRecord::isBase64);
            case DATE ->
                Optional.of(plain.replace('/', '-'))
                        .filter(date -> DATE.matcher(date).matches());
            case TIME -> Optional.of(plain).filter(time -> TIME.matcher(time).matches());
            case DATETIME -> Optional.of(plain.replace('/', '-')).filter(JsonRecord::startsWithDate);
            case TIMESTAMP ->
                number(plain).map(seconds -> plain).or(() -> Optional.of(plain).filter(JsonRecord::startsWithDate));
            default -> Optional.of(text);
        };
    }

    private static boolean startsWithDate(String text) {
        return DATE.matcher(text).lookingAt();
    }

    /** Longer numbers, and those that would be longer written out, take hours and all of the memory. */
    private static Optional<BigDecimal> number(String text) {
        if (text.length() > LONGEST_NUMBER) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(text)).filter(number -> Math.abs(number.scale()) <= LONGEST_NUMBER);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> whole(BigDecimal number) {
        try {
            return Optional.of(Long.toString(number.longValueExact()));
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> real(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "nan" -> Optional.of("nan");
            case "inf", "+inf", "infinity", "+infinity" -> Optional.of("inf");
            case "-inf", "-infinity" -> Optional.of("-inf");
            default -> number(text).map(BigDecimal::toString);
        };
    }

    private static Optional<String> bool(String text) {
        return TRUE.contains(text) ? Optional.of("true") : Optional.of("false").filter(no -> FALSE.contains(text));
    }

    private static boolean isBase64(String text) {
        try {
            return Base64.getDecoder().decode(text) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void problem(String field, String message) {
        problems.add(new Problem(field, message));
    }
}
