package io.meshwright.web;

import io.meshwright.contract.ContractChange;
import io.meshwright.product.AcceptedVersion;
import io.meshwright.product.VersionChanges;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A version of a product, with what it changed.
 *
 * @param before the version it followed; empty for the first
 * @param words such as "1 breaking change, 3 safe ones"
 */
public record VersionRow(String version, Instant when, String who, String before, String words, List<Change> changes) {

    /** Older ones are told without their changes. */
    private static final int COMPARED = 10;

    /**
     * A change of a contract.
     *
     * @param title such as Column removed
     */
    public record Change(String title, boolean breaking, String sentence) {}

    /** @param versions the latest first */
    static List<VersionRow> of(List<AcceptedVersion> versions) {
        List<VersionRow> rows = new ArrayList<>();
        for (int i = 0; i < versions.size(); i++) {
            AcceptedVersion version = versions.get(i);
            boolean isFirst = i + 1 == versions.size();
            List<Change> changes = isFirst || i >= COMPARED ? List.of() : changes(versions.get(i + 1), version);
            rows.add(new VersionRow(
                    version.version(),
                    version.when(),
                    version.who(),
                    isFirst ? "" : versions.get(i + 1).version(),
                    isFirst ? "The first version." : i < COMPARED ? words(changes) : "",
                    changes));
        }
        return rows;
    }

    private static List<Change> changes(AcceptedVersion before, AcceptedVersion after) {
        return VersionChanges.between(before, after).stream()
                .sorted(Comparator.comparing(change -> !change.breaking()))
                .map(VersionRow::change)
                .toList();
    }

    private static Change change(ContractChange change) {
        return new Change(InWords.title(change.code()), change.breaking(), InWords.groupedDigits(change.sentence()));
    }

    private static String words(List<Change> changes) {
        long breaking = changes.stream().filter(Change::breaking).count();
        long safe = changes.size() - breaking;
        if (changes.isEmpty()) {
            return "The contract stayed as it was.";
        }
        if (breaking == 0) {
            return InWords.counted(safe, "safe change") + ".";
        }
        return InWords.counted(breaking, "breaking change") + (safe == 0 ? "" : ", " + safe + " safe") + ".";
    }

    public boolean isBreaking() {
        return changes.stream().anyMatch(Change::breaking);
    }
}
