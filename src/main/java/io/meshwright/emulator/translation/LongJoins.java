package io.meshwright.emulator.translation;

import com.google.zetasql.resolvedast.ResolvedJoinScanEnums.JoinType;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedJoinScan;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedScan;

/**
 * So many inner joins in a row that DuckDB would order them longer than it joins, the time growing with more than the cube
 * of their number. It orders some of them at a time: those below a LIMIT are settled before the others.
 */
final class LongJoins {

    private static final int AT_A_TIME = 50;

    private LongJoins() {}

    /** What stands behind a join. */
    static String end(ResolvedJoinScan join) {
        return join.getJoinType() == JoinType.INNER && !join.getIsLateral() && joins(join) % AT_A_TIME == 0
                ? " LIMIT " + Long.MAX_VALUE
                : "";
    }

    private static int joins(ResolvedJoinScan last) {
        int joins = 0;
        ResolvedScan scan = last;
        while (scan instanceof ResolvedJoinScan join && join.getJoinType() == JoinType.INNER) {
            joins++;
            scan = join.getLeftScan();
        }
        return joins;
    }
}
