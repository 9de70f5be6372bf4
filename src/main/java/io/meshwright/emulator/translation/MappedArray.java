package io.meshwright.emulator.translation;

import com.google.zetasql.resolvedast.ResolvedColumn;
import com.google.zetasql.resolvedast.ResolvedNodes.*;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * ARRAY over a query that takes the elements of an array one by one: written as DuckDB's list functions, for it plans each
 * subquery as a join, and dozens of them for minutes.
 */
final class MappedArray {

    private final ExpressionWriter expressions;
    private final NamedValues values;
    private final List<ResolvedColumn> columns = new ArrayList<>();

    MappedArray(ExpressionWriter expressions, NamedValues values) {
        this.expressions = expressions;
        this.values = values;
    }

    /** Empty for other queries, and where something is said that no lambda may hold. */
    Optional<String> write(ResolvedScan query) {
        Deque<ResolvedScan> steps = new ArrayDeque<>();
        ResolvedScan scan = query;
        while (scan instanceof ResolvedProjectScan || scan instanceof ResolvedFilterScan) {
            steps.push(scan);
            scan = scan instanceof ResolvedProjectScan project
                    ? project.getInputScan()
                    : ((ResolvedFilterScan) scan).getInputScan();
        }
        if (!(scan instanceof ResolvedArrayScan array) || !isPlain(array)) {
            return Optional.empty();
        }
        String list = expressions.write(array.getArrayExprList().get(0));
        String element = values.name();
        name(array.getElementColumnList().get(0), element);
        for (ResolvedScan step : steps) {
            if (step instanceof ResolvedProjectScan project) {
                project.getExprList().forEach(column -> name(column.getColumn(), expressions.write(column.getExpr())));
            } else {
                String condition = expressions.write(((ResolvedFilterScan) step).getFilterExpr());
                list = "list_filter(" + list + ", lambda " + element + ": coalesce(" + condition + ", false))";
            }
        }
        ResolvedColumn output = query.getColumnList().get(0);
        String mapped = expressions.substituted(output);
        String sql =
                mapped.equals(element) ? list : "list_transform(" + list + ", lambda " + element + ": " + mapped + ")";
        columns.forEach(column -> expressions.substitute(column, ExpressionWriter.column(column)));
        return Optional.of("coalesce(" + sql + ", CAST([] AS " + DuckType.of(output.getType()) + "[]))")
                .filter(text -> text.length() < NamedValues.LONG * 10 && Volatiles.isFreeOf(text));
    }

    private static boolean isPlain(ResolvedArrayScan scan) {
        return ArrayScanWriter.isAlone(scan)
                && scan.getArrayExprList().size() == 1
                && scan.getJoinExpr() == null
                && scan.getArrayOffsetColumn() == null
                && NumberSeries.of(scan.getArrayExprList().get(0)).isEmpty();
    }

    private void name(ResolvedColumn column, String sql) {
        columns.add(column);
        expressions.substitute(column, sql);
    }
}
