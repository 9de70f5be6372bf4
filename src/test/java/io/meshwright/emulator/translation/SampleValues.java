package io.meshwright.emulator.translation;

import com.google.zetasql.Type;
import com.google.zetasql.Value;
import io.meshwright.sql.ReferenceExpression;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The values functions are tried with, from {@code sql/functions/values.txt}: lists by name, each of one type. */
final class SampleValues {

    /** Values of one type, the first of them not NULL. */
    record Pool(Type type, List<Value> values) {}

    private final Map<String, List<String>> texts = new LinkedHashMap<>();
    private final Map<String, Pool> pools = new LinkedHashMap<>();

    SampleValues() throws IOException {
        for (String line : lines("values.txt")) {
            if (!line.isBlank() && !line.startsWith("#")) {
                int colon = line.indexOf(": ");
                texts.computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
                        .addAll(split(line.substring(colon + 2), ','));
            }
        }
    }

    static List<String> lines(String file) throws IOException {
        try (InputStream stream = SampleValues.class.getResourceAsStream("/sql/functions/" + file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    Pool pool(String name) {
        return pools.computeIfAbsent(name, this::evaluated);
    }

    private Pool evaluated(String name) {
        List<String> expressions = texts.get(name);
        if (expressions == null) {
            throw new IllegalArgumentException("No values are called " + name);
        }
        String structs =
                expressions.stream().map(each -> "STRUCT(" + each + ")").collect(Collectors.joining(", "));
        ReferenceExpression all = ReferenceExpression.of("[" + structs + "]", List.of());
        List<Value> values = all.evaluate(List.of(List.<Value>of())).get(0).getElementList().stream()
                .map(struct -> struct.getField(0))
                .toList();
        return new Pool(
                all.type().asArray().getElementType().asStruct().getField(0).getType(), values);
    }

    /** The parts between separators that stand outside of quotes and brackets. */
    static List<String> split(String list, char separator) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        char quote = 0;
        int start = 0;
        for (int i = 0; i < list.length(); i++) {
            char c = list.charAt(i);
            if (quote != 0) {
                i += c == '\\' ? 1 : 0;
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '(' || c == '[') {
                depth++;
            } else if (c == ')' || c == ']') {
                depth--;
            } else if (c == separator && depth == 0) {
                parts.add(list.substring(start, i).trim());
                start = i + 1;
            }
        }
        parts.add(list.substring(start).trim());
        return parts;
    }
}
