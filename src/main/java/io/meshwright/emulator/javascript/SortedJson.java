package io.meshwright.emulator.javascript;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** JSON as GoogleSQL keeps it: the members of objects by the bytes of their names. */
final class SortedJson {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int DEEPEST = 500;

    private SortedJson() {}

    static String of(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            return value(parser, parser.nextToken(), 0);
        } catch (IOException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static String value(JsonParser parser, JsonToken token, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("nests deeper than " + DEEPEST);
        }
        return switch (token) {
            case START_OBJECT -> object(parser, depth);
            case START_ARRAY -> array(parser, depth);
            case VALUE_STRING -> quoted(parser.getText());
            default -> parser.getText();
        };
    }

    private static String object(JsonParser parser, int depth) throws IOException {
        Map<String, String> members = new TreeMap<>((a, b) ->
                Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8)));
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            members.put(name, value(parser, parser.nextToken(), depth + 1));
        }
        List<String> written = new ArrayList<>();
        members.forEach((name, value) -> written.add(quoted(name) + ":" + value));
        return "{" + String.join(",", written) + "}";
    }

    private static String array(JsonParser parser, int depth) throws IOException {
        List<String> elements = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            elements.add(value(parser, token, depth + 1));
        }
        return "[" + String.join(",", elements) + "]";
    }

    private static String quoted(String text) {
        return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
