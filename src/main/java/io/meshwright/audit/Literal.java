package io.meshwright.audit;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** Names and values as GoogleSQL text. Everything that comes from a document passes here before it enters a query. */
final class Literal {

    private Literal() {}

    static String identifier(String name) {
        return "`" + name.replace("\\", "\\\\").replace("`", "\\`") + "`";
    }

    static String string(String text) {
        StringBuilder quoted = new StringBuilder("'");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '\\' -> quoted.append("\\\\");
                case '\'' -> quoted.append("\\'");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                default -> {
                    if (c < 0x20 || c == 0x7f) {
                        quoted.append(String.format(Locale.ROOT, "\\x%02x", c));
                    } else {
                        quoted.appendCodePoint(c);
                    }
                }
            }
        });
        return quoted.append('\'').toString();
    }

    /**
     * A document's value as a literal of a column's type.
     *
     * @throws IllegalArgumentException when the value cannot be one of that type
     */
    static String of(Object value, String columnType) {
        if (value == null) {
            return "NULL";
        }
        String text = text(value);
        return switch (columnType) {
            case "INT64", "FLOAT64" -> number(text, columnType).toPlainString();
            case "NUMERIC", "BIGNUMERIC" ->
                columnType + " " + string(number(text, columnType).toPlainString());
            case "BOOL" -> bool(text);
            case "DATE", "DATETIME", "TIMESTAMP", "TIME" -> columnType + " " + string(text);
            default -> string(text);
        };
    }

    static String list(Collection<?> values, String columnType) {
        return values.stream().map(value -> of(value, columnType)).collect(Collectors.joining(", ", "(", ")"));
    }

    private static BigDecimal number(String text, String type) {
        try {
            return new BigDecimal(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is not a value of type " + type, e);
        }
    }

    private static String bool(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> "TRUE";
            case "false" -> "FALSE";
            default -> throw new IllegalArgumentException("'" + text + "' is not a value of type BOOL");
        };
    }

    private static String text(Object value) {
        if (value instanceof java.util.Date date) {
            // YAML readers make dates of unquoted dates
            String iso = date.toInstant().toString();
            return iso.endsWith("T00:00:00Z") ? iso.substring(0, 10) : iso;
        }
        return value.toString();
    }
}
