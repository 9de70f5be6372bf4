package io.meshwright.emulator.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.zetasql.Type;
import io.meshwright.emulator.result.RowSource;
import io.meshwright.emulator.result.TimestampFormat;
import io.meshwright.sql.Column;
import io.meshwright.sql.GoogleSqlType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** The rows of a job as its REST API gives them, as plain Java values: Long, Double, Boolean, String, byte[], List, null. */
final class RestValues {

    private RestValues() {}

    static List<List<Object>> rows(Job job) {
        if (job.rows().isEmpty()) {
            return List.of();
        }
        RowSource source = job.rows().get();
        List<Type> types = source.schema().columns().stream()
                .map(Column::type)
                .map(GoogleSqlType::parse)
                .toList();
        List<List<Object>> rows = new ArrayList<>();
        LocalEngine.parse(source.page(0, Long.MAX_VALUE).json(new byte[0], new byte[0], TimestampFormat.ISO8601_STRING))
                .forEach(row -> rows.add(cells(types, row)));
        return rows;
    }

    private static List<Object> cells(List<Type> types, JsonNode row) {
        List<Object> cells = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            cells.add(value(types.get(i), row.path("f").get(i).path("v")));
        }
        return cells;
    }

    private static Object value(Type type, JsonNode value) {
        if (value.isNull()) {
            return null;
        }
        return switch (type.getKind()) {
            case TYPE_ARRAY -> {
                List<Object> elements = new ArrayList<>();
                value.forEach(element -> elements.add(value(type.asArray().getElementType(), element.path("v"))));
                yield elements;
            }
            case TYPE_STRUCT ->
                cells(
                        type.asStruct().getFieldList().stream()
                                .map(field -> field.getType())
                                .toList(),
                        value);
            case TYPE_RANGE -> range(type.asRange().getElementType(), value.asText());
            case TYPE_INT64 -> Long.valueOf(value.asText());
            case TYPE_DOUBLE ->
                Double.valueOf(value.asText().replace("Inf", "Infinity").replace("Infinityinity", "Infinity"));
            case TYPE_BOOL -> Boolean.valueOf(value.asText());
            case TYPE_BYTES -> Base64.getDecoder().decode(value.asText());
            default -> text(type, value.asText());
        };
    }

    private static List<Object> range(Type bound, String text) {
        List<Object> bounds = new ArrayList<>();
        for (String part : text.substring(1, text.length() - 1).split(", ")) {
            bounds.add(part.equals("UNBOUNDED") ? null : text(bound, part));
        }
        return bounds;
    }

    /** Fractions of three digits where these say it all, and an instant with its offset, as GoogleSQL prints them. */
    private static String text(Type type, String text) {
        return switch (type.getKind()) {
            case TYPE_TIMESTAMP -> shortened(text).replace('T', ' ').replace("Z", "+00");
            case TYPE_DATETIME, TYPE_TIME -> shortened(text);
            default -> text;
        };
    }

    private static String shortened(String time) {
        return time.replaceFirst("(\\.\\d{3})000(Z?)$", "$1$2");
    }

    static String shown(Object value) {
        if (value instanceof List<?> list) {
            return Arrays.toString(list.stream().map(RestValues::shown).toArray());
        }
        return value instanceof byte[] bytes
                ? new String(bytes, StandardCharsets.UTF_8)
                : value == null ? "NULL" : value.toString();
    }
}
