package io.meshwright.emulator.information;

import io.meshwright.emulator.error.ApiError;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Views that BigQuery documents and that tell nothing of a mesh: reservations, indexes, replicas and the like. */
final class OtherViews {

    private static final Set<String> NAMES = Set.of(
            "BI_CAPACITIES",
            "BI_CAPACITY_CHANGES",
            "EFFECTIVE_PROJECT_OPTIONS",
            "INSIGHTS",
            "OBJECT_PRIVILEGES",
            "ORGANIZATION_OPTIONS",
            "ORGANIZATION_OPTIONS_CHANGES",
            "PROJECT_OPTIONS",
            "PROJECT_OPTIONS_CHANGES",
            "PROPERTY_GRAPHS",
            "SCHEMATA_LINKS",
            "SCHEMATA_REPLICAS",
            "SCHEMATA_REPLICAS_BY_FAILOVER_RESERVATION",
            "SEARCH_INDEXES",
            "SEARCH_INDEX_COLUMNS",
            "SEARCH_INDEX_COLUMN_OPTIONS",
            "SEARCH_INDEX_OPTIONS",
            "SHARED_DATASET_USAGE",
            "TABLE_STORAGE_USAGE_TIMELINE",
            "VECTOR_INDEXES",
            "VECTOR_INDEX_COLUMNS",
            "VECTOR_INDEX_OPTIONS");

    /** Those that are there for a project, and most of them for an organization or a folder too. */
    private static final Pattern FAMILIES = Pattern.compile("(ASSIGNMENTS|ASSIGNMENT_CHANGES|CAPACITY_COMMITMENTS"
            + "|CAPACITY_COMMITMENT_CHANGES|FAILOVER_HISTORY|JOBS_TIMELINE|RECOMMENDATIONS|RESERVATIONS"
            + "|RESERVATION_CHANGES|RESERVATIONS_TIMELINE|STREAMING_TIMELINE|WRITE_API_TIMELINE)"
            + "(_BY_(PROJECT|USER|FOLDER|ORGANIZATION))?"
            + "|(JOBS|SEARCH_INDEXES|TABLE_STORAGE|TABLE_STORAGE_USAGE_TIMELINE)_BY_(FOLDER|ORGANIZATION)");

    private OtherViews() {}

    /** Refuses a documented view by its name. */
    static void refuse(String view) {
        String name = view.toUpperCase(Locale.ROOT);
        if (NAMES.contains(name) || FAMILIES.matcher(name).matches()) {
            throw new ApiError(
                    "invalidQuery",
                    "query",
                    "The embedded warehouse does not support the view INFORMATION_SCHEMA." + name,
                    null);
        }
    }
}
