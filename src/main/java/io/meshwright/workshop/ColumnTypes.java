package io.meshwright.workshop;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** GoogleSQL types as ODCS logical types. */
final class ColumnTypes {

    private ColumnTypes() {}

    static String logical(String type) {
        String outer = type.contains("<") ? type.substring(0, type.indexOf('<')) : type;
        return switch (outer.toUpperCase(Locale.ROOT)) {
            case "INT64" -> "integer";
            case "FLOAT64", "NUMERIC", "BIGNUMERIC" -> "number";
            case "BOOL" -> "boolean";
            case "DATE" -> "date";
            case "TIMESTAMP", "DATETIME" -> "timestamp";
            case "TIME" -> "time";
            case "ARRAY" -> "array";
            case "STRUCT", "JSON" -> "object";
            default -> "string";
        };
    }

    static boolean isNumber(String type) {
        String logical = logical(type);
        return logical.equals("integer") || logical.equals("number");
    }

    static boolean isText(String type) {
        return type.equalsIgnoreCase("STRING");
    }

    /** The ODCS {@code items} of an array of scalars. */
    static Optional<Map<String, Object>> items(String type) {
        if (!type.startsWith("ARRAY<") || type.startsWith("ARRAY<STRUCT")) {
            return Optional.empty();
        }
        String element = type.substring("ARRAY<".length(), type.length() - 1);
        Map<String, Object> items = new LinkedHashMap<>();
        items.put("logicalType", logical(element));
        items.put("physicalType", element);
        return Optional.of(items);
    }
}
