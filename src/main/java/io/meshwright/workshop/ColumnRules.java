package io.meshwright.workshop;

import io.meshwright.document.YamlWriter;
import io.meshwright.workshop.Draft.DraftColumn;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The rules the form offers for a column, as ODCS writes them. */
final class ColumnRules {

    private static final String NUMBER = "(-?[0-9]+(?:\\.[0-9]+)?)";
    private static final Pattern RANGE = Pattern.compile(NUMBER + "\\s*(?:to|-|–|\\.\\.)\\s*" + NUMBER);

    private ColumnRules() {}

    /** What is wrong with the rule, in a sentence. */
    static Optional<String> fault(DraftColumn column) {
        return switch (column.rule()) {
            case "none" -> Optional.empty();
            case "filled" -> text(column);
            case "range" -> rangeFault(column);
            case "values" ->
                values(column).isEmpty()
                        ? Optional.of("Write the allowed values with commas between, such as rate, tag.")
                        : Optional.empty();
            case "pattern" -> text(column).or(() -> patternFault(column));
            default -> Optional.of("There is no such rule.");
        };
    }

    private static Optional<String> text(DraftColumn column) {
        return ColumnTypes.isText(column.type())
                ? Optional.empty()
                : Optional.of("This rule is for text; " + column.name() + " is " + column.type() + ".");
    }

    private static Optional<String> rangeFault(DraftColumn column) {
        if (!ColumnTypes.isNumber(column.type())) {
            return Optional.of("A range is for numbers; " + column.name() + " is " + column.type() + ".");
        }
        Matcher range = RANGE.matcher(column.detail());
        if (!range.matches() || number(range.group(1)).compareTo(number(range.group(2))) > 0) {
            return Optional.of("Write the smallest and the largest value, such as 0.5 to 5.");
        }
        return Optional.empty();
    }

    private static Optional<String> patternFault(DraftColumn column) {
        try {
            Pattern.compile(column.detail());
            return column.detail().isEmpty()
                    ? Optional.of("Write a regular expression, such as ^[A-Z]{2}$.")
                    : Optional.empty();
        } catch (PatternSyntaxException e) {
            return Optional.of("The regular expression does not work: " + e.getDescription() + ".");
        }
    }

    /** ODCS {@code logicalTypeOptions}. */
    static Map<String, Object> options(DraftColumn column) {
        Map<String, Object> options = new LinkedHashMap<>();
        if (fault(column).isPresent()) {
            return options;
        }
        switch (column.rule()) {
            case "filled" -> options.put("minLength", 1);
            case "pattern" -> options.put("pattern", column.detail());
            case "range" -> {
                Matcher range = RANGE.matcher(column.detail());
                if (range.matches()) {
                    options.put("minimum", plain(number(range.group(1))));
                    options.put("maximum", plain(number(range.group(2))));
                }
            }
            default -> {}
        }
        return options;
    }

    /** An ODCS quality rule, for what options cannot say. */
    static Optional<Map<String, Object>> quality(DraftColumn column) {
        if (!column.rule().equals("values") || fault(column).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(new YamlWriter()
                .with("id", column.name() + "-values")
                .with("type", "library")
                .with("name", "Only known values of " + column.name())
                .with("metric", "invalidValues")
                .with(
                        "arguments",
                        new YamlWriter().with("validValues", typed(column)).fields())
                .with("mustBe", 0)
                .with("unit", "rows")
                .with("dimension", "conformity")
                .with("severity", "error")
                .fields());
    }

    private static List<String> values(DraftColumn column) {
        return Arrays.stream(column.detail().split(","))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    private static List<Object> typed(DraftColumn column) {
        boolean numbers =
                ColumnTypes.isNumber(column.type()) && values(column).stream().allMatch(value -> value.matches(NUMBER));
        return values(column).stream()
                .map(value -> numbers ? plain(number(value)) : (Object) value)
                .toList();
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }

    /** As people write numbers in YAML: 5, not 5.0. */
    private static Object plain(BigDecimal number) {
        BigDecimal bare = number.stripTrailingZeros();
        return bare.scale() <= 0 ? (Object) bare.longValue() : (Object) bare.doubleValue();
    }
}
