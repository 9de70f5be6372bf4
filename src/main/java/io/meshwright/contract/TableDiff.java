package io.meshwright.contract;

import io.meshwright.diagnostic.SourceLocation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What changed in one table of a contract. */
final class TableDiff {

    private final SchemaObject before;
    private final SchemaObject after;
    private final List<ContractChange> changes = new ArrayList<>();

    TableDiff(SchemaObject before, SchemaObject after) {
        this.before = before;
        this.after = after;
    }

    List<ContractChange> changes() {
        for (SchemaProperty column : before.properties()) {
            after.property(column.name())
                    .ifPresentOrElse(
                            now -> compare(column, now),
                            () -> add(
                                    "column-removed",
                                    true,
                                    column,
                                    "is gone; consumers that read it fail.",
                                    column.location()));
        }
        after.properties().stream()
                .filter(column -> before.property(column.name()).isEmpty())
                .forEach(column -> add("column-added", false, column, "is new.", column.location()));
        compareKeys();
        if (!before.granularity().equals(after.granularity())) {
            changes.add(new ContractChange(
                    "granularity-changed",
                    !before.granularity().isEmpty(),
                    after.name(),
                    "A row was '" + before.granularity() + "' and is '" + after.granularity()
                            + "'; counts and joins may mean something else.",
                    after.location()));
        }
        compareRules(after.name(), before.quality(), after.quality(), after.location());
        return changes;
    }

    private void compare(SchemaProperty was, SchemaProperty is) {
        if (!was.name().equals(is.name())) {
            add("column-renamed", false, is, "was written " + was.name() + "; queries do not mind.", is.location());
        }
        String oldType = ColumnType.of(was);
        String newType = ColumnType.of(is);
        if (!oldType.equalsIgnoreCase(newType)) {
            add("type-changed", true, is, "was " + oldType + " and is " + newType + ".", is.location());
        }
        if (was.required() && !is.required()) {
            add("column-optional", true, is, "may be empty now.", is.location());
        } else if (!was.required() && is.required()) {
            add("column-required", false, is, "is always filled now.", is.location());
        }
        if (was.unique() && !is.unique()) {
            add("column-repeating", true, is, "may repeat now; joins on it may multiply rows.", is.location());
        } else if (!was.unique() && is.unique()) {
            add("column-unique", false, is, "does not repeat any more.", is.location());
        }
        if (!was.classification().equals(is.classification())) {
            add(
                    "classification-changed",
                    !was.classification().isEmpty(),
                    is,
                    "was classified '" + was.classification() + "' and is '" + is.classification()
                            + "'; who may read it may change.",
                    is.location());
        }
        if (!was.description().equals(is.description())) {
            add("description-changed", false, is, "is described in other words.", is.location());
        }
        compareRules(subject(is), was.quality(), is.quality(), is.location());
    }

    private void compareKeys() {
        List<String> was =
                before.primaryKey().stream().map(SchemaProperty::name).toList();
        List<String> is = after.primaryKey().stream().map(SchemaProperty::name).toList();
        if (!was.equals(is)) {
            // What was unique stays unique only when the new key asks for no further column.
            boolean stillUnique = !is.isEmpty() && new HashSet<>(was).containsAll(is);
            changes.add(new ContractChange(
                    "key-changed",
                    !was.isEmpty() && !stillUnique,
                    after.name(),
                    "The primary key was " + words(was) + " and is " + words(is) + ".",
                    after.location()));
        }
    }

    private static String words(List<String> columns) {
        return columns.isEmpty() ? "none" : String.join(", ", columns);
    }

    /** A rule that is gone or different is a promise less; a rule more is a promise more. */
    private void compareRules(String subject, List<QualityRule> was, List<QualityRule> is, SourceLocation location) {
        Set<String> now = new HashSet<>(is.stream().map(TableDiff::promise).toList());
        Set<String> then = new HashSet<>(was.stream().map(TableDiff::promise).toList());
        was.stream()
                .filter(rule -> !now.contains(promise(rule)))
                .forEach(rule -> changes.add(new ContractChange(
                        "rule-removed",
                        !(rule instanceof QualityRule.Text),
                        subject,
                        "The rule " + title(rule) + " of " + subject + " is gone or differs.",
                        location)));
        is.stream()
                .filter(rule -> !then.contains(promise(rule)))
                .forEach(rule -> changes.add(new ContractChange(
                        "rule-added",
                        false,
                        subject,
                        "The rule " + title(rule) + " of " + subject + " is new.",
                        rule.about().location())));
    }

    private static String title(QualityRule rule) {
        if (!rule.about().name().isEmpty()) {
            return "'" + rule.about().name() + "'";
        }
        return rule instanceof QualityRule.Library library
                ? library.metric().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ')
                : "'" + rule.about().description() + "'";
    }

    /** What a rule demands, apart from where it stands and how it is told. */
    private static String promise(QualityRule rule) {
        if (rule instanceof QualityRule.Library library) {
            return "library " + library.metric() + library.unit() + new java.util.TreeMap<>(library.arguments())
                    + comparison(library.comparison());
        }
        if (rule instanceof QualityRule.Sql sql) {
            return "sql " + sql.query() + comparison(sql.comparison());
        }
        if (rule instanceof QualityRule.Custom custom) {
            return "custom " + custom.engine() + custom.implementation();
        }
        return "text " + rule.about().description();
    }

    private static String comparison(QualityRule.Comparison comparison) {
        return " " + comparison.operator() + comparison.operands();
    }

    private void add(String code, boolean breaking, SchemaProperty column, String predicate, SourceLocation location) {
        changes.add(new ContractChange(code, breaking, subject(column), subject(column) + " " + predicate, location));
    }

    private String subject(SchemaProperty column) {
        return after.name() + "." + column.name();
    }
}
