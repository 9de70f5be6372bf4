package io.meshwright.emulator.translation;

import com.google.zetasql.resolvedast.ResolvedNodes.*;
import java.util.ArrayList;
import java.util.List;

/** Queries without FROM, which may be written as expressions. */
final class OneRowQuery {

    private OneRowQuery() {}

    /** Whether a query has no FROM. */
    static boolean is(ResolvedScan scan) {
        ResolvedScan input = scan;
        while (input instanceof ResolvedProjectScan project) {
            input = project.getInputScan();
        }
        return input instanceof ResolvedSingleRowScan && scan instanceof ResolvedProjectScan;
    }

    /** Whether all of a query may be written as expressions, in which those of the queries below it may stand twice. */
    static boolean isInlined(ResolvedScan scan) {
        return is(scan) && !Attempts.isOverSubquery(scan) && !isOverRandom(scan);
    }

    /** Whether a query without FROM selects from another one of whose values chance decides. */
    static boolean isOverRandom(ResolvedScan scan) {
        return is(scan) && inputs((ResolvedProjectScan) scan).stream().anyMatch(OneRowQuery::isRandom);
    }

    /** The columns computed below a query without FROM, those that others use first. */
    static List<ResolvedComputedColumn> inputs(ResolvedProjectScan project) {
        return columns(project.getInputScan());
    }

    /** All columns computed in a query without FROM, those that others use first. */
    static List<ResolvedComputedColumn> columns(ResolvedScan scan) {
        List<ResolvedComputedColumn> columns = new ArrayList<>();
        if (scan instanceof ResolvedProjectScan project) {
            columns.addAll(columns(project.getInputScan()));
            columns.addAll(project.getExprList());
        }
        return columns;
    }

    private static boolean isRandom(ResolvedComputedColumn column) {
        boolean[] found = new boolean[1];
        column.accept(new Visitor() {
            @Override
            public void visit(ResolvedFunctionCall call) {
                found[0] |= Volatiles.is(call.getFunction().getName());
                super.visit(call);
            }
        });
        return found[0];
    }
}
