package io.meshwright.audit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What values may be (ODCS {@code logicalTypeOptions}, and the arguments of the metric invalidValues that say the same):
 * each option becomes the condition that breaks it. NULL breaks none of them.
 */
final class ValueOptions {

    /**
     * @param condition true for a value that breaks the option
     * @param expected the option in words
     */
    record Violation(String option, String condition, String expected) {}

    private static final Map<String, String> FORMATS = Map.of(
            "email", "^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$",
            "uuid", "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$",
            "uri", "^[A-Za-z][A-Za-z0-9+.-]*:\\S+$",
            "hostname",
                    "^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$",
            "ipv4", "^((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.|$)){4}$",
            "ipv6", "^[0-9a-fA-F:]*:[0-9a-fA-F:.]+$",
            "byte", "^[A-Za-z0-9+/]*={0,2}$");

    private final Place place;

    ValueOptions(Place place) {
        this.place = place;
    }

    /** @throws IllegalArgumentException when an option's value makes no sense for the column's type */
    List<Violation> violations(Map<String, Object> options) {
        List<Violation> violations = new ArrayList<>();
        options.forEach((option, value) -> violation(option, value, options).ifPresent(violations::add));
        return violations;
    }

    private Optional<Violation> violation(String option, Object value, Map<String, Object> all) {
        return switch (option) {
            case "minimum" ->
                isTrue(all.get("exclusiveMinimum")) ? bound(option, ">", value) : bound(option, ">=", value);
            case "maximum" ->
                isTrue(all.get("exclusiveMaximum")) ? bound(option, "<", value) : bound(option, "<=", value);
            case "exclusiveMinimum" -> value instanceof Boolean ? Optional.empty() : bound(option, ">", value);
            case "exclusiveMaximum" -> value instanceof Boolean ? Optional.empty() : bound(option, "<", value);
            case "multipleOf" -> multiple(value);
            case "minLength" ->
                size(option, "CHAR_LENGTH(" + place.asText() + ")", "<", value, "at least ", "characters");
            case "maxLength" ->
                size(option, "CHAR_LENGTH(" + place.asText() + ")", ">", value, "at most ", "characters");
            case "pattern" -> pattern(option, value.toString(), "matches " + value);
            case "format" -> format(value.toString());
            case "minItems" -> size(option, length(), "<", value, "at least ", "elements");
            case "maxItems" -> size(option, length(), ">", value, "at most ", "elements");
            case "uniqueItems" -> isTrue(value) ? distinctElements() : Optional.empty();
            case "validValues", "enum" -> oneOf(option, (Collection<?>) value);
            default -> Optional.empty();
        };
    }

    private Optional<Violation> bound(String option, String operator, Object limit) {
        String condition = "NOT (" + place.expression() + " " + operator + " " + Literal.of(limit, place.type()) + ")";
        return Optional.of(new Violation(option, condition, words(operator) + limit));
    }

    private static String words(String operator) {
        return switch (operator) {
            case ">" -> "more than ";
            case ">=" -> "at least ";
            case "<" -> "less than ";
            default -> "at most ";
        };
    }

    private Optional<Violation> multiple(Object value) {
        BigDecimal divisor = new BigDecimal(value.toString());
        String text = divisor.toPlainString();
        String condition =
                place.type().equals("INT64") && divisor.stripTrailingZeros().scale() <= 0
                        ? "MOD(" + place.expression() + ", " + divisor.toBigInteger() + ") != 0"
                        // Doubles are seldom exact multiples of a fraction
                        : "ABS(" + place.expression() + " / " + text + " - ROUND(" + place.expression() + " / " + text
                                + ")) > 1e-9";
        return Optional.of(new Violation("multipleOf", condition, "a multiple of " + text));
    }

    private static Optional<Violation> size(
            String option, String size, String operator, Object limit, String words, String what) {
        long number = new BigDecimal(limit.toString()).longValueExact();
        return Optional.of(new Violation(option, size + " " + operator + " " + number, words + number + " " + what));
    }

    private String length() {
        return "ARRAY_LENGTH(" + place.expression() + ")";
    }

    private Optional<Violation> pattern(String option, String regex, String words) {
        String condition = "NOT REGEXP_CONTAINS(" + place.asText() + ", " + Literal.string(regex) + ")";
        return Optional.of(new Violation(option, condition, words));
    }

    private Optional<Violation> format(String format) {
        if (place.type().equals("INT64") && format.matches("[iu](8|16|32)|u64")) {
            return integerFormat(format);
        }
        return Optional.ofNullable(FORMATS.get(format))
                .filter(regex -> place.type().equals("STRING"))
                .flatMap(regex -> pattern("format", regex, "format " + format));
    }

    private Optional<Violation> integerFormat(String format) {
        int bits = Integer.parseInt(format.substring(1));
        boolean signed = format.startsWith("i");
        long low = signed ? -(1L << (bits - 1)) : 0;
        String condition = bits == 64
                ? place.expression() + " < 0"
                : place.expression() + " NOT BETWEEN " + low + " AND "
                        + (signed ? (1L << (bits - 1)) - 1 : (1L << bits) - 1);
        return Optional.of(new Violation("format", condition, "fits " + format));
    }

    private Optional<Violation> distinctElements() {
        String distinct =
                "(SELECT COUNT(DISTINCT TO_JSON_STRING(item)) FROM UNNEST(" + place.expression() + ") AS item)";
        return Optional.of(new Violation("uniqueItems", length() + " > " + distinct, "distinct elements"));
    }

    private Optional<Violation> oneOf(String option, Collection<?> values) {
        List<?> present = values.stream().filter(java.util.Objects::nonNull).toList();
        String condition = present.isEmpty()
                ? place.expression() + " IS NOT NULL"
                : place.expression() + " NOT IN " + Literal.list(present, place.type());
        return Optional.of(new Violation(option, condition, "one of " + shortened(present)));
    }

    private static String shortened(List<?> values) {
        String all = values.stream()
                .map(Object::toString)
                .reduce((a, b) -> a + ", " + b)
                .orElse("nothing");
        return all.length() <= 120 ? all : all.substring(0, 117) + "...";
    }

    private static boolean isTrue(Object value) {
        return Boolean.TRUE.equals(value);
    }
}
