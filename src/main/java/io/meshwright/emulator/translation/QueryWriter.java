package io.meshwright.emulator.translation;

import com.google.zetasql.resolvedast.ResolvedColumn;
import com.google.zetasql.resolvedast.ResolvedJoinScanEnums.JoinType;
import com.google.zetasql.resolvedast.ResolvedNodes.*;
import io.meshwright.sql.BoundedType;
import io.meshwright.sql.TableName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes resolved scans as DuckDB queries, one SELECT for each.
 *
 * <p>Every column of the tree has a number of its own and is named after it, so names never clash and outer columns are
 * seen from inner queries. DuckDB's optimizer takes the layers away again.
 */
final class QueryWriter {

    private final TranslationCatalog catalog;
    private final ExpressionWriter expressions;
    private final Ordering ordering;
    private final WithWriter withs = new WithWriter(this);
    private final RecursionWriter recursions;
    private final SystemTimes times;
    private final FirstRows firstRows = new FirstRows();
    private final Correlation correlation = new Correlation();
    private int aliases;

    QueryWriter(TranslationCatalog catalog, ParameterValues parameters) {
        this.catalog = catalog;
        this.expressions = new ExpressionWriter(this, parameters);
        this.ordering = new Ordering(expressions);
        this.recursions = new RecursionWriter(this, expressions);
        this.times = new SystemTimes(catalog, expressions);
    }

    SystemTimes times() {
        return times;
    }

    ExpressionWriter expressions() {
        return expressions;
    }

    /** The query of an array. */
    String writeArray(ResolvedScan scan) {
        firstRows.keep(scan);
        return write(scan);
    }

    Correlation correlation() {
        return correlation;
    }

    FirstRows firstRows() {
        return firstRows;
    }

    /** A query with columns of one's choice, without a layer of its own for them where that can be. */
    String write(ResolvedScan scan, SelectList outputs) {
        if (scan instanceof ResolvedTableScan table) {
            return table(table, outputs);
        }
        if (scan instanceof ResolvedFilterScan filter) {
            return "SELECT " + outputs.sql() + firstRows.column(scan) + " FROM " + from(filter.getInputScan())
                    + " WHERE "
                    + expressions.write(filter.getFilterExpr());
        }
        if (scan instanceof ResolvedProjectScan project && isPassedOn(project)) {
            return write(project.getInputScan(), outputs);
        }
        if (scan instanceof ResolvedProjectScan project && outputs.hasEachOnce()) {
            return project(project, outputs);
        }
        return scan instanceof ResolvedAggregateScan aggregate && outputs.hasEachOnce()
                ? new GroupWriter(this, expressions, ordering).write(aggregate, outputs)
                : "SELECT " + outputs.sql() + firstRows.column(scan) + " FROM " + from(scan);
    }

    /** A whole query with the columns given, in its order. */
    String writeOrdered(ResolvedScan scan, SelectList outputs) {
        boolean ordered = scan instanceof ResolvedOrderByScan || scan instanceof ResolvedLimitOffsetScan;
        if (scan instanceof ResolvedWithScan with) {
            return withs.write(with, () -> writeOrdered(with.getQuery(), outputs));
        }
        return ordered ? writeOrdered(scan, outputs.sql()) : write(scan, outputs);
    }

    /** The same with the columns as DuckDB SQL. */
    String writeOrdered(ResolvedScan scan, String outputs) {
        if (scan instanceof ResolvedWithScan with) {
            return withs.write(with, () -> writeOrdered(with.getQuery(), outputs));
        }
        ResolvedScan input = scan;
        String tail = "";
        if (input instanceof ResolvedLimitOffsetScan limit) {
            tail = limit(limit);
            input = limit.getInputScan();
        }
        if (input instanceof ResolvedOrderByScan order) {
            tail = " ORDER BY " + ordering.write(order.getOrderByItemList()) + tail;
            input = order.getInputScan();
        }
        return "SELECT " + outputs + " FROM " + from(input) + tail;
    }

    String from(ResolvedScan scan) {
        return "(" + write(scan) + ") AS " + alias();
    }

    String alias() {
        return "t" + aliases++;
    }

    String write(ResolvedScan scan) {
        List<ResolvedColumn> columns = scan.getColumnList();
        if (scan instanceof ResolvedSingleRowScan) {
            return "SELECT 1 AS one";
        }
        if (scan instanceof ResolvedTableScan
                || scan instanceof ResolvedFilterScan
                || scan instanceof ResolvedProjectScan
                || scan instanceof ResolvedAggregateScan) {
            return write(scan, SelectList.of(columns));
        }
        if (scan instanceof ResolvedOrderByScan order) {
            return "SELECT " + SelectList.of(columns).sql() + " FROM " + from(order.getInputScan()) + " ORDER BY "
                    + ordering.write(order.getOrderByItemList());
        }
        if (scan instanceof ResolvedLimitOffsetScan limit) {
            return writeOrdered(limit, SelectList.of(columns).sql());
        }
        if (scan instanceof ResolvedJoinScan join) {
            return join(join);
        }
        if (scan instanceof ResolvedArrayScan array) {
            return new ArrayScanWriter(this, expressions).write(array);
        }
        if (scan instanceof ResolvedAnalyticScan analytic) {
            return analytic(analytic);
        }
        return combined(scan, columns);
    }

    private String combined(ResolvedScan scan, List<ResolvedColumn> columns) {
        if (scan instanceof ResolvedWithScan with) {
            return withs.write(with, () -> write(with.getQuery()));
        }
        if (scan instanceof ResolvedWithRefScan reference) {
            return withs.reference(reference);
        }
        if (scan instanceof ResolvedSetOperationScan operation) {
            return new SetOperationWriter(this, expressions).write(operation);
        }
        if (scan instanceof ResolvedRecursiveScan recursive) {
            return recursions.write(recursive);
        }
        if (scan instanceof ResolvedRecursiveRefScan reference) {
            return recursions.reference(reference);
        }
        if (scan instanceof ResolvedSampleScan sample) {
            return SampleWriter.write(this, expressions, sample);
        }
        if (scan instanceof ResolvedTVFScan series) {
            return new SeriesWriter(this, expressions).write(series);
        }
        if (scan instanceof ResolvedBarrierScan barrier) {
            return "SELECT " + SelectList.of(columns).sql() + " FROM " + from(barrier.getInputScan());
        }
        throw scan instanceof ResolvedAggregationThresholdAggregateScan
                ? new UnsupportedSql("AGGREGATION_THRESHOLD", "SELECT WITH AGGREGATION_THRESHOLD")
                : new UnsupportedSql(
                        scan.nodeKindString().replace("Scan", ""),
                        scan.nodeKindString().replace("Scan", ""));
    }

    String relation(String fullName) {
        return physical(fullName).relation();
    }

    /** A value on its way into a column, held to the limits of the column's type. */
    String limited(String fullName, String column, String sql) {
        return physical(fullName).columns().stream()
                .filter(known -> known.name().equalsIgnoreCase(column))
                .findFirst()
                .map(known -> TypeLimits.column(known.name(), BoundedType.parse(known.type()), sql))
                .orElse(sql);
    }

    /** DuckDB SQL of the defaults of a table's columns. */
    Map<String, String> defaults(String fullName) {
        return physical(fullName).defaults();
    }

    private TranslationCatalog.PhysicalTable physical(String fullName) {
        TableName name = TableName.parse(fullName, "");
        return catalog.table(name)
                .orElseThrow(() -> new IllegalStateException("Table vanished during translation: " + name));
    }

    private String table(ResolvedTableScan scan, SelectList outputs) {
        Map<Long, String> stored = new HashMap<>();
        for (int i = 0; i < scan.getColumnList().size(); i++) {
            int index = scan.getColumnIndexList().get(i).intValue();
            stored.put(
                    scan.getColumnList().get(i).getId(),
                    Duck.name(scan.getTable().getColumn(index).getName()));
        }
        return "SELECT " + outputs.sql(stored) + " FROM "
                + relation(scan.getTable().getFullName())
                + times.of(scan).map(past -> " WHERE " + past.condition()).orElse("");
    }

    /** Whether a scan gives the rows of a table as they are stored. */
    boolean isStored(ResolvedScan scan) {
        return scan instanceof ResolvedTableScan table
                && table.getForSystemTimeExpr() == null
                && !relation(table.getTable().getFullName()).contains("(");
    }

    private static boolean isPassedOn(ResolvedProjectScan scan) {
        return scan.getExprList().isEmpty() && !(scan.getInputScan() instanceof ResolvedSingleRowScan);
    }

    private String project(ResolvedProjectScan scan, SelectList outputs) {
        Map<Long, String> computed = new HashMap<>();
        scan.getExprList()
                .forEach(column -> computed.put(column.getColumn().getId(), expressions.write(column.getExpr())));
        String columns = outputs.sql(computed) + firstRows.column(scan);
        return scan.getInputScan() instanceof ResolvedSingleRowScan
                ? "SELECT " + columns
                : "SELECT " + columns + " FROM " + from(scan.getInputScan());
    }

    private String join(ResolvedJoinScan scan) {
        JoinType type = scan.getJoinType();
        boolean cross = scan.getJoinExpr() == null && type == JoinType.INNER;
        String left = from(scan.getLeftScan());
        String right = correlation.within(scan.getIsLateral(), () -> from(scan.getRightScan()));
        String condition =
                scan.getJoinExpr() == null ? cross ? "" : " ON TRUE" : " ON " + expressions.write(scan.getJoinExpr());
        return "SELECT " + SelectList.of(scan.getColumnList()).sql() + " FROM " + left
                + (cross ? " CROSS" : " " + type.name()) + " JOIN " + (scan.getIsLateral() ? "LATERAL " : "") + right
                + condition + LongJoins.end(scan);
    }

    private String analytic(ResolvedAnalyticScan scan) {
        String input = from(scan.getInputScan());
        WindowWriter windows = new WindowWriter(expressions, ordering);
        Map<Long, String> computed = new HashMap<>();
        for (ResolvedAnalyticFunctionGroup group : scan.getFunctionGroupList()) {
            for (ResolvedComputedColumnBase column : group.getAnalyticFunctionList()) {
                computed.put(column.getColumn().getId(), windows.write(group, (ResolvedAnalyticFunctionCall)
                        column.getExpr()));
            }
        }
        return "SELECT " + SelectList.of(scan.getColumnList()).sql(computed) + " FROM " + input;
    }

    private String limit(ResolvedLimitOffsetScan scan) {
        String offset = scan.getOffset() == null ? "" : " OFFSET " + count(scan.getOffset());
        return (scan.getLimit() == null ? "" : " LIMIT " + count(scan.getLimit())) + offset;
    }

    private String count(ResolvedExpr count) {
        String wrong = "Limit requires non-negative count and offset";
        return new CheckedNumber(count, expressions.write(count)).atLeast(0, wrong, wrong);
    }

    /**
     * Has the columns of a query without FROM written as their expressions, which the analyzer's PIVOT makes by the
     * hundred; DuckDB would plan each as a correlated subquery. False for other queries.
     */
    boolean inline(ResolvedScan scan) {
        if (!OneRowQuery.isInlined(scan)) {
            return false;
        }
        inlineProjects(scan);
        return true;
    }

    private void inlineProjects(ResolvedScan scan) {
        if (scan instanceof ResolvedProjectScan project) {
            inlineProjects(project.getInputScan());
            project.getExprList()
                    .forEach(column -> expressions.substitute(column.getColumn(), expressions.write(column.getExpr())));
        }
    }
}
