package io.meshwright.emulator.translation;

import com.google.zetasql.resolvedast.ResolvedColumn;
import com.google.zetasql.resolvedast.ResolvedJoinScanEnums.JoinType;
import com.google.zetasql.resolvedast.ResolvedNodes.*;
import io.meshwright.sql.BoundedType;
import io.meshwright.sql.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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

    /** A whole query with the output columns given, in its order. */
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
        if (scan instanceof ResolvedTableScan table) {
            return table(table);
        }
        if (scan instanceof ResolvedProjectScan project) {
            return project(project);
        }
        if (scan instanceof ResolvedFilterScan filter) {
            return "SELECT " + names(columns) + firstRows.column(scan) + " FROM " + from(filter.getInputScan())
                    + " WHERE "
                    + expressions.write(filter.getFilterExpr());
        }
        if (scan instanceof ResolvedOrderByScan order) {
            return "SELECT " + names(columns) + " FROM " + from(order.getInputScan()) + " ORDER BY "
                    + ordering.write(order.getOrderByItemList());
        }
        if (scan instanceof ResolvedLimitOffsetScan limit) {
            return writeOrdered(limit, names(columns));
        }
        if (scan instanceof ResolvedJoinScan join) {
            return join(join);
        }
        if (scan instanceof ResolvedArrayScan array) {
            return new ArrayScanWriter(this, expressions).write(array);
        }
        if (scan instanceof ResolvedAggregateScan aggregate) {
            return new GroupWriter(this, expressions, ordering).write(aggregate);
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
            return "SELECT " + names(columns) + " FROM " + from(barrier.getInputScan());
        }
        throw scan instanceof ResolvedAggregationThresholdAggregateScan
                ? new UnsupportedSql("AGGREGATION_THRESHOLD", "SELECT WITH AGGREGATION_THRESHOLD")
                : new UnsupportedSql(
                        scan.nodeKindString().replace("Scan", ""),
                        scan.nodeKindString().replace("Scan", ""));
    }

    String names(List<ResolvedColumn> columns) {
        return columns.isEmpty()
                ? "1 AS one"
                : columns.stream().distinct().map(ExpressionWriter::column).collect(Collectors.joining(", "));
    }

    static String renamed(List<ResolvedColumn> from, List<ResolvedColumn> to) {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < to.size(); i++) {
            columns.add(ExpressionWriter.column(from.get(i)) + " AS " + ExpressionWriter.column(to.get(i)));
        }
        return columns.isEmpty() ? "1 AS one" : String.join(", ", columns);
    }

    /** Columns as computed by the map, else passed on. */
    static String computed(List<ResolvedColumn> columns, Map<Long, String> computed) {
        if (columns.isEmpty()) {
            return "1 AS one";
        }
        return columns.stream()
                .distinct()
                .map(column -> computed.containsKey(column.getId())
                        ? computed.get(column.getId()) + " AS " + ExpressionWriter.column(column)
                        : ExpressionWriter.column(column))
                .collect(Collectors.joining(", "));
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

    private String table(ResolvedTableScan scan) {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < scan.getColumnList().size(); i++) {
            int index = scan.getColumnIndexList().get(i).intValue();
            columns.add(Duck.name(scan.getTable().getColumn(index).getName()) + " AS "
                    + ExpressionWriter.column(scan.getColumnList().get(i)));
        }
        return "SELECT " + (columns.isEmpty() ? "1 AS one" : String.join(", ", columns)) + " FROM "
                + relation(scan.getTable().getFullName())
                + times.of(scan).map(past -> " WHERE " + past.condition()).orElse("");
    }

    /** Whether a scan gives the rows of a table as they are stored. */
    boolean isStored(ResolvedScan scan) {
        return scan instanceof ResolvedTableScan table
                && table.getForSystemTimeExpr() == null
                && !relation(table.getTable().getFullName()).contains("(");
    }

    private String project(ResolvedProjectScan scan) {
        if (scan.getExprList().isEmpty()
                && scan.getColumnList().equals(scan.getInputScan().getColumnList())
                && !(scan.getInputScan() instanceof ResolvedSingleRowScan)) {
            return write(scan.getInputScan());
        }
        Map<Long, String> computed = new HashMap<>();
        scan.getExprList()
                .forEach(column -> computed.put(column.getColumn().getId(), expressions.write(column.getExpr())));
        String columns = computed(scan.getColumnList(), computed) + firstRows.column(scan);
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
        return "SELECT " + names(scan.getColumnList()) + " FROM " + left + (cross ? " CROSS" : " " + type.name())
                + " JOIN " + (scan.getIsLateral() ? "LATERAL " : "") + right + condition;
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
        return "SELECT " + computed(scan.getColumnList(), computed) + " FROM " + input;
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
