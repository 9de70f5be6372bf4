package io.meshwright.dashboard;

import io.meshwright.warehouse.QueryResult;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sentence with places for values of a result: {@code {column}}, {@code {column.2}} of the second row,
 * {@code {column.last}}, {@code {column|percent}}.
 */
public record FindingText(String template) {

    private static final Pattern PLACE =
            Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_]*)(?:\\.([0-9]+|last))?(?:\\|([a-z]+))?}");
    private static final Pattern BRACE = Pattern.compile("[{}]");

    /** What is wrong with the template, in a sentence; empty when it is well-formed. */
    public Optional<String> problem() {
        if (BRACE.matcher(PLACE.matcher(template).replaceAll("")).find()) {
            return Optional.of("a value is written {column}, {column.2} for the second row, {column.last} for the last"
                    + " or {column|percent} with a format");
        }
        return places().map(place -> place.group(3))
                .filter(format -> format != null && ValueFormat.of(format).isEmpty())
                .map(format ->
                        "there is no format '" + format + "'; there are " + String.join(", ", ValueFormat.words()))
                .findFirst();
    }

    public boolean isEmpty() {
        return template.isBlank();
    }

    /** The columns it takes values from. */
    public Set<String> columns() {
        Set<String> columns = new LinkedHashSet<>();
        places().forEach(place -> columns.add(place.group(1)));
        return columns;
    }

    /** The sentence with its values; empty when the result has no such rows. */
    public Optional<String> fill(QueryResult result) {
        boolean complete = places().allMatch(place -> row(place, result).isPresent());
        if (!complete) {
            return Optional.empty();
        }
        return Optional.of(PLACE.matcher(template).replaceAll(place -> Matcher.quoteReplacement(value(place, result))));
    }

    private java.util.stream.Stream<MatchResult> places() {
        return PLACE.matcher(template).results();
    }

    private static String value(MatchResult place, QueryResult result) {
        Object value = row(place, result)
                .map(row -> row.get(TileData.position(result, place.group(1))))
                .orElse(null);
        ValueFormat format =
                Optional.ofNullable(place.group(3)).flatMap(ValueFormat::of).orElse(ValueFormat.natural(value));
        return format.format(value);
    }

    private static Optional<List<Object>> row(MatchResult place, QueryResult result) {
        int rows = result.rows().size();
        String which = place.group(2) == null ? "1" : place.group(2);
        int number = which.equals("last") ? rows : Integer.parseInt(which);
        boolean there = number >= 1 && number <= rows && TileData.position(result, place.group(1)) >= 0;
        return there ? Optional.of(result.rows().get(number - 1)) : Optional.empty();
    }
}
