package io.meshwright.emulator.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.meshwright.emulator.translation.Printed;
import io.meshwright.sql.Column;
import io.meshwright.sql.GoogleSqlType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Rows somebody recorded, compared with those a query gives; as a multiset where the query does not order them. */
final class RecordedRows {

    private static final ObjectMapper JSON = new ObjectMapper();

    private interface Same {
        boolean test(JsonNode expected, Object actual, Column column);
    }

    private final JsonNode recorded;
    private final Same same;

    private RecordedRows(JsonNode recorded, Same same) {
        this.recorded = recorded;
        this.same = same;
    }

    /** Rows of JSON values. */
    static RecordedRows values(JsonNode recorded) {
        return new RecordedRows(recorded, RecordedRows::sameValue);
    }

    /** Rows of texts, as a document prints them. */
    static RecordedRows printed(JsonNode recorded, Printed printed) {
        return new RecordedRows(
                recorded,
                (expected, actual, column) ->
                        printed.shows(GoogleSqlType.parse(column.type()), actual, expected.asText()));
    }

    /** @param keys the columns that fix the order; rows that tie in them may change places */
    boolean match(List<List<Object>> rows, List<Column> schema, List<Integer> keys) {
        return matches(columns(recorded, schema), rows, schema, same, keys)
                || matches(cells(recorded.path("rows"), schema.size()), rows, schema, same, keys);
    }

    /** The rows, their values in the order of the query's columns where the headers are the same in another order. */
    private static JsonNode columns(JsonNode test, List<Column> schema) {
        List<String> headers = new ArrayList<>();
        test.path("header").forEach(header -> headers.add(header.asText()));
        List<Integer> places =
                schema.stream().map(column -> headers.indexOf(column.name())).toList();
        if (places.contains(-1) || Set.copyOf(places).size() != headers.size()) {
            return test.path("rows");
        }
        ArrayNode rows = JSON.createArrayNode();
        test.path("rows").forEach(row -> {
            ArrayNode ordered = rows.addArray();
            places.forEach(place -> ordered.add(row.path(place)));
        });
        return rows;
    }

    /** A table of one column whose cells take several lines each. */
    private static JsonNode cells(JsonNode rows, int columns) {
        ArrayNode cells = JSON.createArrayNode();
        if (columns == 1) {
            StringBuilder cell = new StringBuilder();
            String close = "";
            for (JsonNode row : rows) {
                String line = row.path(0).asText().strip();
                close = cell.isEmpty() ? line.equals("{") ? "}" : "]" : close;
                cell.append(cell.isEmpty() ? "" : " ").append(line);
                if (line.equals(close)) {
                    cells.addArray().add(cell.toString());
                    cell.setLength(0);
                }
            }
        }
        return cells;
    }

    /** @param keys the columns that fix the order; rows that tie in them may change places */
    private static boolean matches(
            JsonNode expected, List<List<Object>> rows, List<Column> schema, Same same, List<Integer> keys) {
        if (expected.size() != rows.size()) {
            return false;
        }
        int at = 0;
        while (at < expected.size()) {
            int end = at + 1;
            while (end < expected.size() && tie(expected.get(at), expected.get(end), keys)) {
                end++;
            }
            List<List<Object>> left = new ArrayList<>(rows.subList(at, end));
            for (; at < end; at++) {
                JsonNode row = expected.get(at);
                if (!left.removeIf(new FirstOnly(candidate -> sameRow(row, candidate, schema, same)))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean tie(JsonNode row, JsonNode other, List<Integer> keys) {
        return keys.stream().allMatch(key -> key >= 0 && row.path(key).equals(other.path(key)));
    }

    /** Takes the first of the rows that will do. */
    private static final class FirstOnly implements Predicate<List<Object>> {
        private final Predicate<List<Object>> wanted;
        private boolean found;

        FirstOnly(Predicate<List<Object>> wanted) {
            this.wanted = wanted;
        }

        @Override
        public boolean test(List<Object> row) {
            boolean taken = !found && wanted.test(row);
            found |= taken;
            return taken;
        }
    }

    private static boolean sameRow(JsonNode expected, List<Object> row, List<Column> schema, Same same) {
        if (expected.size() != row.size()) {
            return false;
        }
        for (int i = 0; i < row.size(); i++) {
            if (!same.test(expected.get(i), row.get(i), schema.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Values as JSON: a NULL array is an empty one, as BigQuery answers; JSON compares as JSON. */
    private static boolean sameValue(JsonNode expected, Object actual, Column column) {
        if (column.type().startsWith("ARRAY") && actual instanceof List<?> list && list.isEmpty()) {
            return expected.isNull() || expected.isEmpty();
        }
        if (column.type().equals("JSON") && actual != null) {
            return sameJson(expected.isNull() ? "null" : expected.asText(), actual.toString());
        }
        return sameValue(expected, actual);
    }

    private static boolean sameValue(JsonNode expected, Object actual) {
        if (expected == null || expected.isNull() || actual == null) {
            return (expected == null || expected.isNull()) && actual == null;
        }
        if (actual instanceof List<?> list) {
            List<JsonNode> elements = new ArrayList<>();
            expected.forEach(elements::add);
            boolean same = elements.size() == list.size();
            for (int i = 0; same && i < list.size(); i++) {
                same = sameValue(elements.get(i), list.get(i));
            }
            return same;
        }
        if (actual instanceof byte[] bytes) {
            return expected.asText().equals(Base64.getEncoder().encodeToString(bytes));
        }
        if (actual instanceof Double number && expected.isNumber()) {
            double wanted = expected.asDouble();
            return number == wanted || Math.abs(number - wanted) <= 2 * Math.ulp(wanted);
        }
        return expected.asText().equals(actual.toString());
    }

    private static boolean sameJson(String expected, String actual) {
        try {
            return JSON.readTree(expected).equals(JSON.readTree(actual));
        } catch (IOException e) {
            return expected.equals(actual);
        }
    }
}
