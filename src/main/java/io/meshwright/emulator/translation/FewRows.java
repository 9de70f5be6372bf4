package io.meshwright.emulator.translation;

import com.google.zetasql.resolvedast.ResolvedNodes.*;

/** Queries whose rows are known to be few before they run: a row of constants, totals, a small LIMIT. */
final class FewRows {

    private static final long FEW = 100;

    private FewRows() {}

    static boolean are(ResolvedScan scan) {
        if (scan instanceof ResolvedProjectScan project) {
            return are(project.getInputScan());
        }
        if (scan instanceof ResolvedOrderByScan order) {
            return are(order.getInputScan());
        }
        if (scan instanceof ResolvedWithScan with) {
            return are(with.getQuery());
        }
        if (scan instanceof ResolvedLimitOffsetScan limit) {
            return limit.getLimit() instanceof ResolvedLiteral literal
                    && !literal.getValue().isNull()
                    && literal.getValue().getInt64Value() <= FEW;
        }
        return scan instanceof ResolvedSingleRowScan
                || (scan instanceof ResolvedAggregateScan aggregate
                        && aggregate.getGroupByList().isEmpty()
                        && aggregate.getGroupingSetList().isEmpty());
    }
}
