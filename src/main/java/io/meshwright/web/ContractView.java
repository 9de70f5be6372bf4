package io.meshwright.web;

import io.meshwright.contract.DataContract;
import io.meshwright.contract.QualityRule;
import io.meshwright.contract.SchemaObject;
import io.meshwright.contract.SchemaProperty;
import io.meshwright.contract.ServiceLevel;
import io.meshwright.product.OutputPort;
import io.quarkus.qute.TemplateExtension;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a port promises.
 *
 * @param serviceLevels promise and words
 * @param textRules rules for people, which nobody checks
 */
public record ContractView(
        String port,
        String id,
        String version,
        String granularity,
        String fileName,
        List<ColumnRow> columns,
        List<Promise> serviceLevels,
        List<QualityRule.About> textRules) {

    private static final Map<String, String> PROMISES = Map.of(
            "freshness", "Fresh within",
            "frequency", "Made anew every",
            "latency", "Behind by at most",
            "retention", "Kept",
            "availability", "Available",
            "timeofavailability", "Ready by",
            "generalavailability", "Available since",
            "endofsupport", "Supported until",
            "endoflife", "Ends");

    private static final Map<String, String> UNITS =
            Map.of("d", "day", "h", "hour", "m", "minute", "s", "second", "y", "year", "w", "week", "mo", "month");

    /**
     * A column as its contract describes it.
     *
     * @param marks key, required, unique
     * @param glyph the worst of its rules in the last run; empty before one
     */
    public record ColumnRow(
            String name,
            String marks,
            String logicalType,
            String physicalType,
            String classification,
            String meaning,
            String rules,
            String glyph,
            String word) {}

    /** A service level in words. */
    public record Promise(String title, String words, String description) {}

    static ContractView of(OutputPort port, List<RuleRow> results) {
        return new ContractView(
                port.name(),
                port.contract().id(),
                port.contract().version(),
                port.schema().granularity(),
                port.contract().id() + ".odcs.yaml",
                columns(port.schema(), results),
                promises(port.contract()),
                port.schema().quality().stream()
                        .filter(QualityRule.Text.class::isInstance)
                        .map(QualityRule::about)
                        .toList());
    }

    static List<ColumnRow> columns(SchemaObject object, List<RuleRow> results) {
        return object.properties().stream()
                .map(column -> column(column, results))
                .toList();
    }

    static List<Promise> promises(DataContract contract) {
        return contract.serviceLevels().stream().map(ContractView::promise).toList();
    }

    /** Whether a run has judged any of them. */
    @TemplateExtension
    static boolean haveResults(List<ColumnRow> columns) {
        return columns.stream().anyMatch(column -> !column.glyph().isEmpty());
    }

    private static ColumnRow column(SchemaProperty column, List<RuleRow> results) {
        List<RuleRow> own = results.stream()
                .filter(rule -> rule.on().equalsIgnoreCase(column.name()))
                .sorted(Comparator.comparing(RuleRow::isMet))
                .toList();
        return new ColumnRow(
                column.name(),
                marks(column),
                column.logicalType(),
                column.physicalType(),
                column.classification(),
                column.description(),
                String.join(", ", rules(column)),
                own.isEmpty() ? "" : own.get(0).glyph(),
                own.isEmpty() ? "" : own.get(0).word());
    }

    private static String marks(SchemaProperty column) {
        if (column.primaryKey()) {
            return "key";
        }
        return column.required() ? "required" : "";
    }

    private static List<String> rules(SchemaProperty column) {
        List<String> rules = new ArrayList<>();
        if (column.unique()) {
            rules.add("unique");
        }
        column.logicalTypeOptions().forEach((option, value) -> rules.add(option(option, value)));
        column.quality()
                .forEach(rule -> rules.add(lowerFirst(
                        rule.about().name().isEmpty()
                                ? rule.about().description()
                                : rule.about().name())));
        return rules.stream().filter(rule -> !rule.isBlank()).sorted().toList();
    }

    private static String option(String option, Object value) {
        return switch (option) {
            case "minimum" -> "at least " + value;
            case "maximum" -> "at most " + value;
            case "exclusiveMinimum" -> "above " + value;
            case "exclusiveMaximum" -> "below " + value;
            case "minLength" -> "at least " + value + " characters";
            case "maxLength" -> "at most " + value + " characters";
            case "multipleOf" -> "in steps of " + value;
            case "pattern" -> "looks like " + value;
            default -> option + " " + value;
        };
    }

    private static String lowerFirst(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }

    private static Promise promise(ServiceLevel level) {
        String title =
                PROMISES.getOrDefault(level.property().toLowerCase(Locale.ROOT), InWords.title(level.property()));
        boolean ofData =
                title.equals(PROMISES.get("freshness")) && !level.element().isBlank();
        return new Promise(ofData ? "Newest data within" : title, amount(level), level.description());
    }

    private static String amount(ServiceLevel level) {
        String unit = UNITS.get(level.unit().toLowerCase(Locale.ROOT));
        if (level.property().equalsIgnoreCase("timeOfAvailability")) {
            return level.value()
                    .replaceFirst("(?<=\\d)Z$", ", UTC")
                    .replaceFirst("(?<=\\d)([+-])0?(\\d+):00$", ", UTC$1$2");
        }
        if (unit == null && level.value().matches("\\d{4}-\\d\\d-\\d\\d")) {
            return InWords.date(LocalDate.parse(level.value()));
        }
        if (unit == null) {
            return (level.value() + " " + level.unit()).strip();
        }
        return level.value().equals("1") ? "1 " + unit : level.value() + " " + unit + "s";
    }
}
