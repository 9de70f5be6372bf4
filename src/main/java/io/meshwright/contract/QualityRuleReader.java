package io.meshwright.contract;

import io.meshwright.contract.QualityRule.About;
import io.meshwright.contract.QualityRule.Comparison;
import io.meshwright.contract.QualityRule.Metric;
import io.meshwright.contract.QualityRule.Operator;
import io.meshwright.contract.QualityRule.Unit;
import io.meshwright.document.Findings;
import io.meshwright.document.Node;
import io.meshwright.document.Node.Mapping;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a quality rule whose shape is right, and reports rules that could never be checked. */
final class QualityRuleReader {

    /** Names of 3.1 and of 3.0's {@code rule}. */
    private static final Map<String, Metric> METRICS = Map.ofEntries(
            Map.entry("rowCount", Metric.ROW_COUNT),
            Map.entry("nullValues", Metric.NULL_VALUES),
            Map.entry("missingValues", Metric.MISSING_VALUES),
            Map.entry("invalidValues", Metric.INVALID_VALUES),
            Map.entry("duplicateValues", Metric.DUPLICATE_VALUES),
            Map.entry("countCheck", Metric.ROW_COUNT),
            Map.entry("nullCheck", Metric.NULL_VALUES),
            Map.entry("validValues", Metric.INVALID_VALUES),
            Map.entry("duplicateCount", Metric.DUPLICATE_VALUES));

    private static final Set<String> PERCENT = Set.of("percent", "percentage", "%");

    private final Findings findings;

    QualityRuleReader(Findings findings) {
        this.findings = findings;
    }

    /**
     * @param onColumn whether the rule stands on a column rather than a table
     */
    Optional<QualityRule> read(Mapping rule, boolean onColumn) {
        About about = about(rule);
        if (QualityShape.isLibrary(rule)) {
            return library(rule, about, onColumn);
        }
        return switch (rule.text("type")) {
            case "sql" -> sql(rule, about);
            case "custom" -> Optional.of(new QualityRule.Custom(about, rule.text("engine"), implementation(rule)));
            default -> Optional.of(new QualityRule.Text(about));
        };
    }

    private static About about(Mapping rule) {
        return new About(
                rule.text("id"),
                rule.text("name"),
                rule.text("description"),
                rule.text("dimension"),
                rule.text("severity"),
                rule.text("businessImpact"),
                rule.location());
    }

    private static String implementation(Mapping rule) {
        return rule.value("implementation")
                .map(value -> value instanceof Mapping mapping
                        ? String.valueOf(mapping.plain())
                        : rule.text("implementation"))
                .orElse("");
    }

    private Optional<QualityRule> sql(Mapping rule, About about) {
        if (ComparisonReader.OPERATORS.keySet().stream().noneMatch(rule::has)) {
            findings.warning(
                    "rule-not-checked",
                    rule.location(),
                    "The rule is shown but not checked, because it does not say what its number must be; add mustBe.");
            return Optional.of(new QualityRule.Text(about));
        }
        return ComparisonReader.read(rule, findings)
                .map(comparison -> new QualityRule.Sql(about, rule.text("query"), comparison));
    }

    private Optional<QualityRule> library(Mapping rule, About about, boolean onColumn) {
        String field = rule.has("metric") ? "metric" : "rule";
        String name = rule.text(field);
        Metric metric = METRICS.get(name);
        if (metric == null) {
            findings.warning(
                    "rule-not-checked",
                    rule.locationOf(field),
                    "The rule is shown but not checked: '" + name + "' is not one of "
                            + String.join(", ", QualityShape.METRICS) + ".");
            return Optional.of(new QualityRule.Text(about));
        }
        if (field.equals("rule")) {
            findings.warning(
                    "deprecated-field",
                    rule.fields().get("rule").location(),
                    "'rule' is the old name of 'metric'; write metric: " + currentName(metric) + " in version v3.1.0.");
        }
        Map<String, Object> arguments = arguments(rule);
        boolean sound = reportMisplaced(rule, metric, arguments, onColumn) && reportArguments(rule, metric, arguments);
        Optional<Unit> unit = unit(rule);
        Optional<Comparison> comparison =
                ComparisonReader.OPERATORS.keySet().stream().anyMatch(rule::has)
                        ? ComparisonReader.read(rule, findings)
                        : Optional.of(new Comparison(Operator.MUST_BE, List.of(0L)));
        if (!sound || unit.isEmpty() || comparison.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new QualityRule.Library(about, metric, unit.get(), arguments, comparison.get()));
    }

    private static String currentName(Metric metric) {
        return QualityShape.METRICS.stream()
                .filter(name -> METRICS.get(name) == metric)
                .findFirst()
                .orElseThrow();
    }

    private Optional<Unit> unit(Mapping rule) {
        String unit = rule.text("unit");
        if (unit.isEmpty() || unit.equals("rows")) {
            return Optional.of(Unit.ROWS);
        }
        if (PERCENT.contains(unit)) {
            return Optional.of(Unit.PERCENT);
        }
        findings.error(
                "unknown-value", rule.locationOf("unit"), "'unit' cannot be '" + unit + "'; it is rows or percent.");
        return Optional.empty();
    }

    /** The rule's arguments without empty ones; 3.0 wrote {@code validValues} on the rule itself. */
    static Map<String, Object> arguments(Mapping rule) {
        Map<String, Object> arguments = new HashMap<>();
        rule.value("validValues").ifPresent(values -> arguments.put("validValues", values.plain()));
        rule.mapping("arguments").ifPresent(given -> given.fields()
                .keySet()
                .forEach(name -> given.value(name).map(Node::plain).ifPresent(value -> arguments.put(name, value))));
        return arguments;
    }

    private boolean reportMisplaced(Mapping rule, Metric metric, Map<String, Object> arguments, boolean onColumn) {
        boolean overColumns = arguments.get("properties") instanceof List<?> columns && !columns.isEmpty();
        String advice = null;
        if (metric == Metric.ROW_COUNT && onColumn) {
            advice = "rowCount counts the rows of a table; move the rule to the table's 'quality'.";
        } else if (metric == Metric.DUPLICATE_VALUES && !onColumn && !overColumns) {
            advice = "duplicateValues on a table needs to know of which columns; add arguments: properties: [...].";
        } else if (!onColumn && metric != Metric.ROW_COUNT && metric != Metric.DUPLICATE_VALUES) {
            advice = currentName(metric) + " looks at one column; move the rule to the column's 'quality'.";
        }
        if (advice != null) {
            findings.error("rule-misplaced", rule.location(), advice);
        }
        return advice == null;
    }

    private boolean reportArguments(Mapping rule, Metric metric, Map<String, Object> arguments) {
        String advice = null;
        if (metric == Metric.INVALID_VALUES && !isList(arguments, "validValues") && !isText(arguments, "pattern")) {
            advice =
                    "invalidValues needs to know what is valid; add arguments with a list of validValues or a pattern.";
        } else if (metric == Metric.MISSING_VALUES && !isList(arguments, "missingValues")) {
            advice =
                    "missingValues needs to know what counts as missing; add arguments: missingValues: [null, '', ...].";
        }
        if (advice != null) {
            findings.error("missing-argument", rule.location(), advice);
        }
        return advice == null;
    }

    private static boolean isList(Map<String, Object> arguments, String name) {
        return arguments.get(name) instanceof List<?> list && !list.isEmpty();
    }

    private static boolean isText(Map<String, Object> arguments, String name) {
        return arguments.get(name) instanceof String text && !text.isEmpty();
    }
}
