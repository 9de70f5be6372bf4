package io.meshwright.audit;

import io.meshwright.contract.DataContract;
import io.meshwright.contract.QualityRule;
import io.meshwright.contract.QualityRule.Operator;
import io.meshwright.contract.SchemaObject;
import io.meshwright.contract.SchemaProperty;
import io.meshwright.contract.ServiceLevel;
import io.meshwright.diagnostic.SourceLocation;
import io.meshwright.sql.Column;
import io.meshwright.sql.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Turns a contract into probes of a table that has these columns. Pure. */
final class ContractChecks {

    private static final Judgement NONE = Judgement.rows(Operator.MUST_BE, 0);

    private final SchemaObject object;
    private final Map<String, String> types = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final LibraryRules library;
    private final TableName table;
    private final List<Probe> probes = new ArrayList<>();

    private ContractChecks(SchemaObject object, TableName table, List<Column> columns) {
        this.object = object;
        this.table = table;
        columns.forEach(column -> types.put(column.name(), column.type()));
        this.library = new LibraryRules(object, this::place);
    }

    /** Probes in the order of the document: keys, columns, rules of the table, service levels. */
    static List<Probe> of(DataContract contract, SchemaObject object, TableName table, List<Column> columns) {
        ContractChecks checks = new ContractChecks(object, table, columns);
        checks.primaryKey();
        for (SchemaProperty property : object.properties()) {
            checks.place(property.name()).ifPresent(place -> checks.property(property, place));
        }
        object.quality().forEach(rule -> checks.rule(rule, Optional.empty()));
        contract.serviceLevels().forEach(checks::serviceLevel);
        return List.copyOf(checks.probes);
    }

    private Optional<Place> place(String column) {
        return object.property(column)
                .filter(property -> types.containsKey(property.name()))
                .map(property -> Place.column(property, types.get(property.name())));
    }

    private void primaryKey() {
        List<Place> key = object.primaryKey().stream()
                .flatMap(property -> place(property.name()).stream())
                .toList();
        if (key.isEmpty() || key.size() < object.primaryKey().size()) {
            return;
        }
        String names = key.stream().map(Place::path).collect(Collectors.joining(", "));
        Check check = check(
                "Primary key " + names,
                "primaryKey",
                names,
                "uniqueness",
                "No two rows have the same " + names + ".",
                object.primaryKey().get(0).location());
        probes.add(new Probe.Repeated(check, LibraryRules.keys(key), "TRUE", NONE));
    }

    private void property(SchemaProperty property, Place place) {
        if (property.required() || property.primaryKey()) {
            Check check = check(
                    place.path() + " is given",
                    "required",
                    place.path(),
                    "completeness",
                    "Every row has a " + place.path() + ".",
                    property.location());
            probes.add(new Probe.Counted(check, place.whenMissing(), NONE, List.of(place.column())));
        }
        if (property.unique()) {
            Check check = check(
                    place.path() + " is unique",
                    "unique",
                    place.path(),
                    "uniqueness",
                    "No value of " + place.path() + " occurs twice.",
                    property.location());
            probes.add(library.repeated(check, List.of(place), NONE));
        }
        options(property, place);
        property.quality().forEach(rule -> rule(rule, Optional.of(place)));
        property.properties().forEach(field -> property(field, place.field(field)));
        property.items().ifPresent(items -> property(items, place.element(items)));
    }

    private void options(SchemaProperty property, Place place) {
        try {
            for (var violation : new ValueOptions(place).violations(new TreeMap<>(property.logicalTypeOptions()))) {
                Check check = check(
                        place.path() + ": " + violation.expected(),
                        "invalidValues",
                        place.path(),
                        "conformity",
                        "Every " + place.path() + " that is given meets " + violation.option() + ".",
                        property.location());
                probes.add(new Probe.Counted(check, place.onRow(violation.condition()), NONE, List.of(place.column())));
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            Check check = check(
                    place.path() + ": allowed values",
                    "invalidValues",
                    place.path(),
                    "conformity",
                    "",
                    property.location());
            probes.add(new Probe.Unworkable(check, "logicalTypeOptions of " + place.path() + ": " + e.getMessage()));
        }
    }

    private void rule(QualityRule rule, Optional<Place> place) {
        if (rule instanceof QualityRule.Library metric) {
            probes.add(library.probe(metric, place));
        } else if (rule instanceof QualityRule.Sql sql) {
            probes.add(asked(sql, place));
        }
        // Text is for people, Custom for other engines: neither is measured here.
    }

    private Probe asked(QualityRule.Sql rule, Optional<Place> place) {
        Judgement judgement = Judgement.of(rule.comparison(), "");
        String path = place.map(Place::path).orElse("");
        Check check = LibraryRules.check(rule.about(), "sql", object.name(), path, judgement.expected(), "SQL rule");
        String query = substitute(rule.query(), "object|table", table.quoted());
        return new Probe.Asked(
                check,
                substitute(
                        query, "property|column", place.map(Place::expression).orElse("")),
                judgement);
    }

    /** Authors may have put backticks around the placeholder themselves. */
    private static String substitute(String query, String names, String value) {
        return query.replaceAll("`?\\$?\\{(?:" + names + ")}`?", java.util.regex.Matcher.quoteReplacement(value));
    }

    private void serviceLevel(ServiceLevel level) {
        if (!Freshness.isPromisedBy(level)) {
            return;
        }
        Freshness.column(level, object).flatMap(this::place).ifPresent(place -> {
            String expected = level.value() + " " + level.unit();
            Check check = new Check(
                    "Freshness of " + place.path(),
                    "freshness",
                    object.name(),
                    place.path(),
                    "timeliness",
                    level.description(),
                    // Holding the run back would serve data that is older still.
                    false,
                    Freshness.limit(level)
                            .map(limit -> "at most " + Freshness.words(limit) + " old")
                            .orElse(expected),
                    level.location());
            probes.add(Freshness.limit(level)
                    .<Probe>map(limit -> new Probe.Newest(check, place.path(), place.expression(), limit))
                    .orElseGet(() -> new Probe.Unworkable(
                            check, "'" + expected.strip() + "' is not a duration; use a number and h, d, m or s")));
        });
    }

    private Check check(
            String name, String rule, String column, String dimension, String description, SourceLocation location) {
        return new Check(name, rule, object.name(), column, dimension, description, true, NONE.expected(), location);
    }
}
