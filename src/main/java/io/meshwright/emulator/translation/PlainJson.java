package io.meshwright.emulator.translation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.meshwright.sql.ReferenceExpression;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/**
 * PARSE_JSON of what needs no care: without fractions, large numbers and names given twice. NULL for all other text, valid
 * or not, which the reference parses.
 */
final class PlainJson {

    /** BigQuery's bound. */
    private static final int DEEPEST = 500;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();

    private static final String FUNCTION = "googlesql_plain_json";
    private static final String SHALLOW = "googlesql_shallow_json";

    private boolean plain = true;

    private PlainJson() {}

    static void install(Connection connection) throws SQLException {
        TranslationRuntime.register(connection, FUNCTION, PlainJson::of);
        TranslationRuntime.register(connection, SHALLOW, PlainJson::requireShallow);
    }

    static String call(String sql) {
        return FUNCTION + "(" + sql + ")";
    }

    /** The text itself, unless it nests so deep that the reference's parser has no room for it. */
    static String shallow(String sql) {
        return SHALLOW + "(" + sql + ")";
    }

    private static String requireShallow(String text) {
        if (deepest(text) > DEEPEST) {
            throw new ReferenceExpression.FailedExpression(
                    "Max nesting of " + DEEPEST + " has been exceeded while parsing JSON document");
        }
        return text;
    }

    private static String of(String text) {
        requireShallow(text);
        PlainJson json = new PlainJson();
        StringBuilder written = new StringBuilder(text.length());
        try (JsonParser parser = JSON.createParser(text)) {
            parser.nextToken();
            json.value(parser, written);
            return json.plain && parser.nextToken() == null ? written.toString() : null;
        } catch (IOException e) {
            return null;
        }
    }

    /** How deep brackets nest. */
    private static int deepest(String text) {
        int depth = 0;
        int deepest = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                i += c == '\\' ? 1 : 0;
                quoted = c != '"';
            } else if (c == '"') {
                quoted = true;
            } else if (c == '[' || c == '{') {
                deepest = Math.max(deepest, ++depth);
            } else if (c == ']' || c == '}') {
                depth--;
            }
        }
        return deepest;
    }

    private void value(JsonParser parser, StringBuilder written) throws IOException {
        JsonToken token = parser.currentToken();
        switch (token == null ? JsonToken.NOT_AVAILABLE : token) {
            case START_OBJECT -> object(parser, written);
            case START_ARRAY -> array(parser, written);
            case VALUE_STRING -> string(parser.getText(), written);
            case VALUE_NUMBER_INT -> integer(parser.getText(), written);
            case VALUE_TRUE, VALUE_FALSE, VALUE_NULL -> written.append(parser.getText());
            default -> plain = false;
        }
    }

    private void array(JsonParser parser, StringBuilder written) throws IOException {
        char separator = '[';
        while (plain && parser.nextToken() != JsonToken.END_ARRAY) {
            written.append(separator);
            value(parser, written);
            separator = ',';
        }
        written.append(separator == '[' ? "[]" : "]");
    }

    private void object(JsonParser parser, StringBuilder written) throws IOException {
        Map<String, String> fields = new TreeMap<>();
        while (plain && parser.nextToken() == JsonToken.FIELD_NAME) {
            StringBuilder field = new StringBuilder();
            String name = parser.getText();
            string(name, field);
            parser.nextToken();
            value(parser, field.append(':'));
            plain &= fields.put(name, field.toString()) == null;
        }
        written.append('{').append(String.join(",", fields.values())).append('}');
    }

    /** Beyond the first plane, names are sorted otherwise, and halves of a character are no text. */
    private void string(String text, StringBuilder written) {
        plain &= text.chars().noneMatch(c -> Character.isSurrogate((char) c));
        written.append(JsonQuotes.quoted(text));
    }

    /** Of at most 18 digits, and no zero with a sign. */
    private void integer(String text, StringBuilder written) {
        plain &= text.length() <= 18 && !text.equals("-0");
        written.append(text);
    }
}
