package io.meshwright.contract;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The GoogleSQL type a contract promises for a column, and which real types keep that promise. */
public final class ColumnType {

    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("INT", "INT64"),
            Map.entry("SMALLINT", "INT64"),
            Map.entry("INTEGER", "INT64"),
            Map.entry("BIGINT", "INT64"),
            Map.entry("TINYINT", "INT64"),
            Map.entry("BYTEINT", "INT64"),
            Map.entry("FLOAT", "FLOAT64"),
            Map.entry("BOOLEAN", "BOOL"),
            Map.entry("DECIMAL", "NUMERIC"),
            Map.entry("BIGDECIMAL", "BIGNUMERIC"),
            Map.entry("RECORD", "STRUCT"));

    private static final Set<String> SCALARS = Set.of(
            "INT64",
            "FLOAT64",
            "NUMERIC",
            "BIGNUMERIC",
            "BOOL",
            "STRING",
            "BYTES",
            "DATE",
            "DATETIME",
            "TIME",
            "TIMESTAMP",
            "JSON",
            "GEOGRAPHY",
            "INTERVAL");

    /** Per logical type: the GoogleSQL types that hold it, the one to create first. */
    private static final Map<String, List<String>> LOGICAL = Map.of(
            "string", List.of("STRING"),
            "date", List.of("DATE"),
            "timestamp", List.of("TIMESTAMP", "DATETIME"),
            "time", List.of("TIME"),
            "number", List.of("FLOAT64", "NUMERIC", "BIGNUMERIC", "INT64"),
            "integer", List.of("INT64"),
            "boolean", List.of("BOOL"));

    private static final Pattern WORD = Pattern.compile("[A-Z][A-Z0-9_]*");
    private static final Pattern PARAMETERS = Pattern.compile("\\s*\\([^)]*\\)");

    private ColumnType() {}

    /** The GoogleSQL type to give the column: its physical type where that is one, else what its logical type means. */
    public static String of(SchemaProperty property) {
        String physical = normalize(property.physicalType());
        if (SCALARS.contains(physical) || physical.contains("<")) {
            return physical;
        }
        return switch (property.logicalType()) {
            case "array" -> "ARRAY<" + property.items().map(ColumnType::of).orElse("STRING") + ">";
            case "object" ->
                property.properties().isEmpty()
                        ? "JSON"
                        : property.properties().stream()
                                .map(field -> field.name() + " " + of(field))
                                .collect(Collectors.joining(", ", "STRUCT<", ">"));
            default ->
                LOGICAL.getOrDefault(property.logicalType(), List.of("STRING")).get(0);
        };
    }

    /** Whether a real column's type keeps the promise; lengths and precisions do not matter. */
    public static boolean accepts(SchemaProperty property, String actual) {
        String physical = normalize(property.physicalType());
        String real = normalize(actual);
        if (SCALARS.contains(physical) || physical.contains("<")) {
            return physical.equalsIgnoreCase(real);
        }
        return switch (property.logicalType()) {
            case "array" ->
                real.startsWith("ARRAY<")
                        && property.items().stream()
                                .allMatch(items -> accepts(items, real.substring(6, real.length() - 1)));
            case "object" ->
                real.equals("JSON")
                        || (property.properties().isEmpty()
                                ? real.startsWith("STRUCT<")
                                : of(property).equalsIgnoreCase(real));
            default -> {
                List<String> allowed = LOGICAL.get(property.logicalType());
                yield allowed == null || allowed.contains(real);
            }
        };
    }

    /** One spelling per type: upper case, aliases resolved, parameters dropped; field names keep their case. */
    public static String normalize(String type) {
        String bare = PARAMETERS.matcher(type.strip()).replaceAll("");
        int open = bare.indexOf('<');
        if (open < 0) {
            String upper = bare.toUpperCase(Locale.ROOT).replaceAll("\\s+", " ");
            return ALIASES.getOrDefault(upper, upper);
        }
        String outer = bare.substring(0, open).strip().toUpperCase(Locale.ROOT);
        String inner = bare.substring(open + 1, bare.lastIndexOf('>') < open ? bare.length() : bare.lastIndexOf('>'));
        if (outer.equals("ARRAY") || !WORD.matcher(outer).matches()) {
            return outer + "<" + normalize(inner) + ">";
        }
        return splitFields(inner).stream()
                .map(ColumnType::normalizeField)
                .collect(Collectors.joining(", ", ALIASES.getOrDefault(outer, outer) + "<", ">"));
    }

    private static String normalizeField(String field) {
        String text = field.strip();
        int space = text.indexOf(' ');
        int bracket = text.indexOf('<');
        if (space < 0 || (bracket >= 0 && bracket < space)) {
            return normalize(text);
        }
        return text.substring(0, space).replace("`", "") + " " + normalize(text.substring(space + 1));
    }

    private static List<String> splitFields(String text) {
        var fields = new java.util.ArrayList<String>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '<') {
                depth++;
            } else if (c == '>') {
                depth--;
            } else if (c == ',' && depth == 0) {
                fields.add(text.substring(start, i));
                start = i + 1;
            }
        }
        fields.add(text.substring(start));
        return fields;
    }
}
