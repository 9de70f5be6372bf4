package io.meshwright.emulator.translation;

import com.google.zetasql.Type;
import com.google.zetasql.resolvedast.ResolvedNodes.*;

/**
 * Queries whose result is known to be small before they run: one row, such as constants or totals, or a small LIMIT of
 * rows whose values have a bounded length.
 */
final class FewRows {

    private static final long FEW = 100;

    private FewRows() {}

    static boolean are(ResolvedQueryStmt query) {
        boolean bounded = query.getOutputColumnList().stream()
                .allMatch(column -> isBounded(column.getColumn().getType()));
        return most(query.getQuery()) <= (bounded ? FEW : 1);
    }

    private static boolean isBounded(Type type) {
        return !type.isString() && !type.isBytes() && !type.isJson() && !type.isArray() && !type.isStruct();
    }

    /** How many rows there can be, as far as the query says. */
    private static long most(ResolvedScan scan) {
        if (scan instanceof ResolvedProjectScan project) {
            return most(project.getInputScan());
        }
        if (scan instanceof ResolvedOrderByScan order) {
            return most(order.getInputScan());
        }
        if (scan instanceof ResolvedWithScan with) {
            return most(with.getQuery());
        }
        if (scan instanceof ResolvedLimitOffsetScan limit) {
            return limit.getLimit() instanceof ResolvedLiteral literal
                            && !literal.getValue().isNull()
                    ? literal.getValue().getInt64Value()
                    : Long.MAX_VALUE;
        }
        boolean one = scan instanceof ResolvedSingleRowScan
                || (scan instanceof ResolvedAggregateScan aggregate
                        && aggregate.getGroupByList().isEmpty()
                        && aggregate.getGroupingSetList().isEmpty());
        return one ? 1 : Long.MAX_VALUE;
    }
}
