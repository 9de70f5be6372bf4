package io.meshwright.contract;

import io.meshwright.document.Findings;
import io.meshwright.document.Node.Mapping;
import java.util.List;
import java.util.Set;

/** Reads {@code slaProperties}, and says which promises nobody can measure. */
final class ServiceLevelReader {

    /** Promises about time that Meshwright measures. */
    private static final Set<String> MEASURED = Set.of("freshness", "latency");

    private final Findings findings;

    ServiceLevelReader(Findings findings) {
        this.findings = findings;
    }

    List<ServiceLevel> read(Mapping root) {
        String defaultElement = root.text("slaDefaultElement");
        return root.mappings("slaProperties").stream()
                .map(level -> level(level, defaultElement))
                .toList();
    }

    private ServiceLevel level(Mapping mapping, String defaultElement) {
        ServiceLevel level = new ServiceLevel(
                mapping.text("property"),
                mapping.text("value"),
                mapping.text("unit"),
                mapping.has("element") ? mapping.text("element") : defaultElement,
                mapping.text("description"),
                mapping.location());
        if (MEASURED.contains(level.property()) && level.duration().isEmpty()) {
            findings.warning(
                    "not-measured",
                    mapping.locationOf("value"),
                    "'" + level.property() + "' is shown but not measured; give a number as value and a unit of"
                            + " s, m, h, d or y.");
        }
        return level;
    }
}
