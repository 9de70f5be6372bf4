package io.meshwright.contract;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What changed between two versions of a contract, and what of it breaks consumers. */
public record ContractDiff(List<ContractChange> changes) {

    public ContractDiff {
        changes = List.copyOf(changes);
    }

    public static ContractDiff between(DataContract before, DataContract after) {
        List<ContractChange> changes = new ArrayList<>();
        for (SchemaObject table : before.schema()) {
            Optional<SchemaObject> now = after.object(table.name());
            if (now.isEmpty()) {
                changes.add(new ContractChange(
                        "table-removed",
                        true,
                        table.name(),
                        "The table " + table.name() + " is gone.",
                        table.location()));
            } else {
                changes.addAll(new TableDiff(table, now.get()).changes());
            }
        }
        after.schema().stream()
                .filter(table -> before.object(table.name()).isEmpty())
                .forEach(table -> changes.add(new ContractChange(
                        "table-added",
                        false,
                        table.name(),
                        "The table " + table.name() + " is new.",
                        table.location())));
        changes.addAll(serviceLevels(before, after));
        changes.addAll(status(before, after));
        return new ContractDiff(changes);
    }

    public boolean isBreaking() {
        return changes.stream().anyMatch(ContractChange::breaking);
    }

    public List<ContractChange> breaking() {
        return changes.stream().filter(ContractChange::breaking).toList();
    }

    private static List<ContractChange> status(DataContract before, DataContract after) {
        Set<String> ending = Set.of("deprecated", "retired");
        if (before.status().equals(after.status())) {
            return List.of();
        }
        return List.of(new ContractChange(
                "status-changed",
                ending.contains(after.status()) && !ending.contains(before.status()),
                "",
                "The contract was " + before.status() + " and is " + after.status() + ".",
                after.location()));
    }

    private static List<ContractChange> serviceLevels(DataContract before, DataContract after) {
        List<ContractChange> changes = new ArrayList<>();
        Map<String, ServiceLevel> now = levels(after);
        levels(before).forEach((key, level) -> {
            ServiceLevel then = now.get(key);
            if (then == null) {
                changes.add(new ContractChange(
                        "service-level-removed",
                        true,
                        level.element(),
                        "The promise of " + level.property() + " " + amount(level) + " is gone.",
                        level.location()));
            } else if (!amount(level).equals(amount(then))) {
                changes.add(new ContractChange(
                        "service-level-changed",
                        isWorse(level, then),
                        level.element(),
                        "The promise of " + level.property() + " was " + amount(level) + " and is " + amount(then)
                                + ".",
                        then.location()));
            }
        });
        Set<String> known = new HashSet<>(levels(before).keySet());
        now.forEach((key, level) -> {
            if (!known.contains(key)) {
                changes.add(new ContractChange(
                        "service-level-added",
                        false,
                        level.element(),
                        "There is a promise of " + level.property() + " " + amount(level) + " now.",
                        level.location()));
            }
        });
        return changes;
    }

    private static Map<String, ServiceLevel> levels(DataContract contract) {
        return contract.serviceLevels().stream()
                .collect(Collectors.toMap(
                        level -> level.property() + " " + level.element(),
                        Function.identity(),
                        (first, second) -> first,
                        java.util.LinkedHashMap::new));
    }

    private static String amount(ServiceLevel level) {
        return (level.value() + " " + level.unit()).strip();
    }

    /** Longer is worse for delays and better for what is kept; where that cannot be told, a change counts as worse. */
    private static boolean isWorse(ServiceLevel before, ServiceLevel after) {
        if (before.duration().isEmpty() || after.duration().isEmpty()) {
            return true;
        }
        int longer = after.duration().get().compareTo(before.duration().get());
        return before.property().equals("retention") ? longer < 0 : longer > 0;
    }
}
