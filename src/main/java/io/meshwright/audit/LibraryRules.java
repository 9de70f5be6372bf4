package io.meshwright.audit;

import io.meshwright.contract.QualityRule;
import io.meshwright.contract.QualityRule.About;
import io.meshwright.contract.SchemaObject;
import io.meshwright.contract.SchemaProperty;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The metrics of ODCS' library as probes. */
final class LibraryRules {

    private final SchemaObject object;
    private final Function<String, Optional<Place>> places;

    /** @param places finds a column of the table that exists and is promised */
    LibraryRules(SchemaObject object, Function<String, Optional<Place>> places) {
        this.object = object;
        this.places = places;
    }

    /** @param place the column the rule stands under; empty for a rule of the table */
    Probe probe(QualityRule.Library rule, Optional<Place> place) {
        try {
            return measurable(rule, place.map(List::of).orElseGet(() -> columns(rule.arguments())));
        } catch (IllegalArgumentException | ArithmeticException e) {
            String column = place.map(Place::path).orElse("");
            Check check = check(rule.about(), metric(rule), object.name(), column, "", describe(metric(rule), column));
            return new Probe.Unworkable(check, e.getMessage());
        }
    }

    private Probe measurable(QualityRule.Library rule, List<Place> columns) {
        Judgement judgement = Judgement.of(rule.comparison(), rule.unit());
        String metric = metric(rule);
        String names = columns.stream().map(Place::path).collect(Collectors.joining(", "));
        Check check = check(rule.about(), metric, object.name(), names, judgement.expected(), describe(metric, names));
        if (rule.metric() != QualityRule.Metric.ROW_COUNT && columns.isEmpty()) {
            throw new IllegalArgumentException(
                    metric + " needs a column: put the rule under a property, or name columns in arguments.properties");
        }
        return switch (rule.metric()) {
            case ROW_COUNT -> new Probe.Counted(check, "TRUE", judgement, List.of());
            case NULL_VALUES -> counted(check, columns, Place::whenMissing, judgement);
            case MISSING_VALUES -> counted(check, columns, column -> missing(column, rule.arguments()), judgement);
            case INVALID_VALUES -> counted(check, columns, column -> invalid(column, rule.arguments()), judgement);
            case DUPLICATE_VALUES -> repeated(check, columns, judgement);
        };
    }

    Probe repeated(Check check, List<Place> columns, Judgement judgement) {
        if (columns.stream().anyMatch(column -> column.array().isPresent())) {
            return new Probe.Unworkable(check, "Duplicates among the elements of an array: use uniqueItems instead");
        }
        // As UNIQUE in SQL: an absent value is no duplicate of another absent value.
        String condition = columns.size() == 1 ? columns.get(0).expression() + " IS NOT NULL" : "TRUE";
        return new Probe.Repeated(check, keys(columns), condition, judgement);
    }

    static List<Probe.Repeated.Key> keys(List<Place> columns) {
        return columns.stream()
                .map(column -> new Probe.Repeated.Key(column.path(), column.groupable()))
                .toList();
    }

    static Check check(About about, String rule, String object, String column, String expected, String fallbackName) {
        String name = !about.name().isBlank() ? about.name() : !about.id().isBlank() ? about.id() : fallbackName;
        return new Check(
                name,
                rule,
                object,
                column,
                about.dimension(),
                about.description(),
                Severity.blocks(about.severity()),
                expected,
                about.location());
    }

    private static Probe counted(
            Check check, List<Place> columns, Function<Place, String> condition, Judgement judgement) {
        String any = columns.stream().map(condition).collect(Collectors.joining(" OR "));
        return new Probe.Counted(
                check, any, judgement, columns.stream().map(Place::column).toList());
    }

    /** The values listed count as missing; NULL does where it is listed or nothing is. */
    private static String missing(Place place, Map<String, Object> arguments) {
        Collection<?> listed = collection(arguments.get("missingValues"));
        List<?> values = listed.stream().filter(Objects::nonNull).toList();
        List<String> conditions = new ArrayList<>();
        if (listed.isEmpty() || listed.size() > values.size()) {
            conditions.add(place.expression() + " IS NULL");
        }
        if (!values.isEmpty()) {
            conditions.add(place.expression() + " IN " + Literal.list(values, place.type()));
        }
        return place.onRow("(" + String.join(" OR ", conditions) + ")");
    }

    private static String invalid(Place place, Map<String, Object> arguments) {
        List<ValueOptions.Violation> violations = new ValueOptions(place).violations(arguments);
        if (violations.isEmpty()) {
            throw new IllegalArgumentException(
                    "invalidValues needs arguments that say what is valid: validValues, pattern, minimum, maximum,"
                            + " minLength, maxLength or format");
        }
        return place.onRow(violations.stream()
                .map(ValueOptions.Violation::condition)
                .collect(Collectors.joining(" OR ", "(", ")")));
    }

    private List<Place> columns(Map<String, Object> arguments) {
        List<Place> columns = new ArrayList<>();
        for (Object name : collection(arguments.get("properties"))) {
            columns.add(places.apply(String.valueOf(name))
                    .orElseThrow(() -> new IllegalArgumentException("arguments.properties names '" + name
                            + "', which is not a column of " + object.name() + "; it has "
                            + object.properties().stream()
                                    .map(SchemaProperty::name)
                                    .collect(Collectors.joining(", ")))));
        }
        return columns;
    }

    private static Collection<?> collection(Object value) {
        return value instanceof Collection<?> many ? many : value == null ? List.of() : List.of(value);
    }

    private static String metric(QualityRule.Library rule) {
        return switch (rule.metric()) {
            case ROW_COUNT -> "rowCount";
            case NULL_VALUES -> "nullValues";
            case MISSING_VALUES -> "missingValues";
            case INVALID_VALUES -> "invalidValues";
            case DUPLICATE_VALUES -> "duplicateValues";
        };
    }

    private static String describe(String metric, String columns) {
        return columns.isEmpty() ? metric : metric + " of " + columns;
    }
}
