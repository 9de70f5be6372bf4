package io.meshwright.emulator.translation;

import com.google.zetasql.resolvedast.ResolvedNodes.*;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Groups of the elements of one array, and set operations over such, that become an array again, in the order in which
 * they first come: GoogleSQL promises none, BigQuery has this one, and DuckDB another each time.
 */
final class FirstRows {

    private static final String ROW = "first_row";

    private final Set<ResolvedScan> kept = Collections.newSetFromMap(new IdentityHashMap<>());

    /** @param query of an array */
    void keep(ResolvedScan query) {
        ResolvedScan scan = query;
        while (scan instanceof ResolvedProjectScan || scan instanceof ResolvedFilterScan) {
            scan = input(scan);
        }
        if (scan instanceof ResolvedAggregateScan groups
                && !groups.getGroupByList().isEmpty()
                && groups.getGroupingSetList().isEmpty()) {
            keep(groups);
        }
        if (scan instanceof ResolvedSetOperationScan operation
                && operation.getInputItemList().stream().allMatch(item -> isShort(item.getScan()))) {
            kept.add(operation);
        }
    }

    /** Rows of one array, or one row. */
    private static boolean isShort(ResolvedScan query) {
        ResolvedScan scan = query;
        while (scan instanceof ResolvedProjectScan || scan instanceof ResolvedFilterScan) {
            scan = input(scan);
        }
        return scan instanceof ResolvedSingleRowScan
                || (scan instanceof ResolvedArrayScan array && ArrayScanWriter.isAlone(array));
    }

    private void keep(ResolvedAggregateScan groups) {
        List<ResolvedScan> way = new ArrayList<>(List.of(groups));
        ResolvedScan scan = groups.getInputScan();
        while (scan instanceof ResolvedProjectScan || scan instanceof ResolvedFilterScan) {
            way.add(scan);
            scan = input(scan);
        }
        if (scan instanceof ResolvedArrayScan array && isNumbered(array)) {
            kept.addAll(way);
            kept.add(array);
        }
    }

    private static ResolvedScan input(ResolvedScan scan) {
        return scan instanceof ResolvedProjectScan project
                ? project.getInputScan()
                : ((ResolvedFilterScan) scan).getInputScan();
    }

    private static boolean isNumbered(ResolvedArrayScan scan) {
        return ArrayScanWriter.isAlone(scan)
                && scan.getArrayExprList().size() == 1
                && NumberSeries.of(scan.getArrayExprList().get(0)).isEmpty();
    }

    /** Whether the rows of a set operation are to keep the order in which they first come. */
    boolean isKept(ResolvedSetOperationScan operation) {
        return kept.contains(operation);
    }

    /** The number of a row as a further column of a scan, with a comma before it; or empty. */
    String column(ResolvedScan scan) {
        return kept.contains(scan) ? ", " + ROW : "";
    }

    /** The numbers of the elements of an array, as a further column. */
    String numbers(ResolvedArrayScan scan, String array) {
        return kept.contains(scan) ? ", generate_subscripts(" + array + ", 1) AS " + ROW : "";
    }

    /** {@code ORDER BY} with a space before it, or empty. */
    String orderBy(ResolvedAggregateScan groups) {
        return kept.contains(groups) ? " ORDER BY min(" + ROW + ")" : "";
    }
}
