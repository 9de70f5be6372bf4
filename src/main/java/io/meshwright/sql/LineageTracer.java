package io.meshwright.sql;

import com.google.zetasql.resolvedast.ResolvedColumn;
import com.google.zetasql.resolvedast.ResolvedNodes.*;
import io.meshwright.sql.ColumnSource.Dependency;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Follows every output column of a query back to the columns of tables.
 *
 * <p>Values flow along expressions (direct). Filters, join conditions, grouping and ordering decide which rows there
 * are, so every column of the query depends on them (indirect); those inside an expression's subquery touch that
 * expression alone.
 */
final class LineageTracer {

    /** A dependency on a column of the resolved tree. */
    record Edge(long column, Dependency dependency) {}

    private record TableColumn(TableName table, String column) {}

    private final ExpressionTexts texts;
    private final Map<Long, Set<Edge>> flows = new HashMap<>();
    private final Map<Long, TableColumn> sources = new HashMap<>();
    private final Map<Long, String> names = new HashMap<>();
    private final Map<String, ResolvedScan> withQueries = new HashMap<>();
    private final Map<String, Set<Edge>> withSteering = new HashMap<>();

    LineageTracer(ExpressionTexts texts) {
        this.texts = texts;
    }

    List<ColumnLineage> trace(ResolvedQueryStmt query) {
        Set<Edge> steering = new LinkedHashSet<>();
        scan(query.getQuery(), steering);
        List<ColumnLineage> lineage = new ArrayList<>();
        List<Column> columns = SqlAnalyzer.columns(query);
        for (int i = 0; i < columns.size(); i++) {
            ResolvedColumn column = query.getOutputColumnList().get(i).getColumn();
            Set<Edge> edges = new LinkedHashSet<>(steering);
            edges.add(new Edge(column.getId(), Dependency.IDENTITY));
            String name = columns.get(i).name();
            lineage.add(new ColumnLineage(name, sources(edges, texts.of(i, definingName(column, name)))));
        }
        return lineage;
    }

    /** The tables' columns the edges lead to, with the strongest kind of flow on each way. */
    private List<ColumnSource> sources(Set<Edge> start, String expression) {
        Set<Edge> seen = new HashSet<>();
        Deque<Edge> ahead = new ArrayDeque<>(start);
        Set<ColumnSource> found = new HashSet<>();
        while (!ahead.isEmpty()) {
            Edge edge = ahead.pop();
            if (!seen.add(edge)) {
                continue;
            }
            TableColumn source = sources.get(edge.column());
            if (source != null) {
                found.add(new ColumnSource(source.table(), source.column(), edge.dependency(), expression));
            }
            for (Edge next : flows.getOrDefault(edge.column(), Set.of())) {
                ahead.push(new Edge(next.column(), combined(edge.dependency(), next.dependency())));
            }
        }
        return found.stream()
                .sorted(Comparator.comparing(
                                (ColumnSource source) -> source.table().toString())
                        .thenComparing(ColumnSource::column)
                        .thenComparing(ColumnSource::dependency))
                .toList();
    }

    /** What a column depends on by {@code inner} when it is itself used by {@code outer}. */
    static Dependency combined(Dependency outer, Dependency inner) {
        if (!outer.isDirect()) {
            return outer;
        }
        return !inner.isDirect() || inner.compareTo(outer) > 0 ? inner : outer;
    }

    /** The name a passed-on column was given where it was computed. */
    private String definingName(ResolvedColumn output, String name) {
        long id = output.getId();
        String defined = name;
        Set<Long> seen = new HashSet<>();
        while (seen.add(id)) {
            defined = names.getOrDefault(id, defined);
            Set<Edge> edges = flows.getOrDefault(id, Set.of());
            Edge only = edges.size() == 1 ? edges.iterator().next() : null;
            if (only == null || only.dependency() != Dependency.IDENTITY) {
                break;
            }
            id = only.column();
        }
        return defined;
    }

    /** Records flows of a scan and adds what decides about its rows. */
    void scan(ResolvedScan scan, Set<Edge> steering) {
        if (scan instanceof ResolvedTableScan table) {
            table(table);
        } else if (scan instanceof ResolvedProjectScan project) {
            scan(project.getInputScan(), steering);
            project.getExprList().forEach(column -> define(column.getColumn(), column.getExpr()));
        } else if (scan instanceof ResolvedFilterScan filter) {
            scan(filter.getInputScan(), steering);
            steer(filter.getFilterExpr(), Dependency.FILTER, steering);
        } else if (scan instanceof ResolvedJoinScan join) {
            scan(join.getLeftScan(), steering);
            scan(join.getRightScan(), steering);
            steer(join.getJoinExpr(), Dependency.JOIN, steering);
        } else if (scan instanceof ResolvedArrayScan array) {
            array(array, steering);
        } else if (scan instanceof ResolvedAggregateScanBase aggregate) {
            aggregate(aggregate, steering);
        } else if (scan instanceof ResolvedAnalyticScan analytic) {
            scan(analytic.getInputScan(), steering);
            analytic.getFunctionGroupList().forEach(this::analytic);
        } else {
            passing(scan, steering);
        }
    }

    private void passing(ResolvedScan scan, Set<Edge> steering) {
        if (scan instanceof ResolvedOrderByScan order) {
            scan(order.getInputScan(), steering);
            order.getOrderByItemList().forEach(item -> steer(item.getColumnRef(), Dependency.SORT, steering));
        } else if (scan instanceof ResolvedLimitOffsetScan limit) {
            scan(limit.getInputScan(), steering);
        } else if (scan instanceof ResolvedSampleScan sample) {
            scan(sample.getInputScan(), steering);
        } else if (scan instanceof ResolvedBarrierScan barrier) {
            scan(barrier.getInputScan(), steering);
        } else if (scan instanceof ResolvedSetOperationScan union) {
            union.getInputItemList().forEach(item -> term(item, union.getColumnList(), steering));
        } else if (scan instanceof ResolvedWithScan with) {
            with(with, steering);
        } else if (scan instanceof ResolvedWithRefScan reference) {
            reference(reference, steering);
        } else if (scan instanceof ResolvedRecursiveScan recursive) {
            term(recursive.getNonRecursiveTerm(), recursive.getColumnList(), steering);
            term(recursive.getRecursiveTerm(), recursive.getColumnList(), steering);
        } else if (scan instanceof ResolvedRecursiveRefScan reference) {
            renamed(recursion.peek(), reference.getColumnList());
        } else if (scan instanceof ResolvedTVFScan series && series.getTvf() instanceof SeriesFunction function) {
            series(series, function.call(), steering);
        } else if (!(scan instanceof ResolvedSingleRowScan)) {
            throw new IllegalStateException("Lineage does not know " + scan.nodeKindString());
        }
    }

    private final Deque<List<ResolvedColumn>> recursion = new ArrayDeque<>();

    private void table(ResolvedTableScan scan) {
        TableName name = TableName.parse(scan.getTable().getFullName(), "");
        for (int i = 0; i < scan.getColumnList().size(); i++) {
            int index = scan.getColumnIndexList().get(i).intValue();
            sources.put(
                    scan.getColumnList().get(i).getId(),
                    new TableColumn(name, scan.getTable().getColumn(index).getName()));
        }
    }

    private void array(ResolvedArrayScan scan, Set<Edge> steering) {
        if (scan.getInputScan() != null) {
            scan(scan.getInputScan(), steering);
        }
        for (int i = 0; i < scan.getArrayExprList().size(); i++) {
            Set<Edge> edges = expression(scan.getArrayExprList().get(i), Dependency.TRANSFORMATION);
            flow(scan.getElementColumnList().get(i), edges);
            if (scan.getArrayOffsetColumn() != null) {
                flow(scan.getArrayOffsetColumn().getColumn(), edges);
            }
        }
        steer(scan.getJoinExpr(), Dependency.JOIN, steering);
    }

    /** Values follow from those of their column, and every row from the times and the series they belong to. */
    private void series(ResolvedTVFScan scan, SeriesCall call, Set<Edge> steering) {
        ResolvedFunctionArgument table = scan.getArgumentList().get(0);
        scan(table.getScan(), steering);
        List<ResolvedColumn> given = table.getArgumentColumnList();
        boolean isValueTable = given.size() < call.inputs().size();
        List<Long> inputs = IntStream.range(0, call.inputs().size())
                .mapToObj(i -> given.get(isValueTable ? 0 : i).getId())
                .toList();
        for (int i = 0; i < scan.getColumnList().size(); i++) {
            int output = scan.getColumnIndexList().get(i).intValue();
            Dependency kind = call.isCopied(output) ? Dependency.IDENTITY : Dependency.TRANSFORMATION;
            flow(scan.getColumnList().get(i), Set.of(new Edge(inputs.get(call.source(output)), kind)));
        }
        steering.add(new Edge(inputs.get(call.column()), Dependency.WINDOW));
        call.partitions().forEach(partition -> steering.add(new Edge(inputs.get(partition), Dependency.WINDOW)));
    }

    private void aggregate(ResolvedAggregateScanBase scan, Set<Edge> steering) {
        scan(scan.getInputScan(), steering);
        for (ResolvedComputedColumn key : scan.getGroupByList()) {
            define(key.getColumn(), key.getExpr());
            steer(key.getExpr(), Dependency.GROUP_BY, steering);
        }
        scan.getAggregateList().forEach(column -> define(column.getColumn(), column.getExpr()));
        scan.getGroupingCallList().forEach(call -> define(call.getOutputColumn(), call.getGroupByColumn()));
    }

    private void analytic(ResolvedAnalyticFunctionGroup group) {
        Set<Edge> window = new LinkedHashSet<>();
        if (group.getPartitionBy() != null) {
            group.getPartitionBy().getPartitionByList().forEach(column -> steer(column, Dependency.WINDOW, window));
        }
        if (group.getOrderBy() != null) {
            group.getOrderBy()
                    .getOrderByItemList()
                    .forEach(item -> steer(item.getColumnRef(), Dependency.WINDOW, window));
        }
        for (ResolvedComputedColumnBase column : group.getAnalyticFunctionList()) {
            define(column.getColumn(), column.getExpr());
            flow(column.getColumn(), window);
        }
    }

    private void term(ResolvedSetOperationItem item, List<ResolvedColumn> outputs, Set<Edge> steering) {
        recursion.push(outputs);
        scan(item.getScan(), steering);
        recursion.pop();
        renamed(item.getOutputColumnList(), outputs);
    }

    private void with(ResolvedWithScan scan, Set<Edge> steering) {
        for (ResolvedWithEntry entry : scan.getWithEntryList()) {
            Set<Edge> own = new LinkedHashSet<>();
            withQueries.put(entry.getWithQueryName(), entry.getWithSubquery());
            scan(entry.getWithSubquery(), own);
            withSteering.put(entry.getWithQueryName(), own);
        }
        scan(scan.getQuery(), steering);
    }

    private void reference(ResolvedWithRefScan scan, Set<Edge> steering) {
        renamed(withQueries.get(scan.getWithQueryName()).getColumnList(), scan.getColumnList());
        steering.addAll(withSteering.getOrDefault(scan.getWithQueryName(), Set.of()));
    }

    private void renamed(List<ResolvedColumn> from, List<ResolvedColumn> to) {
        for (int i = 0; i < to.size(); i++) {
            flow(to.get(i), Set.of(new Edge(from.get(i).getId(), Dependency.IDENTITY)));
        }
    }

    private void define(ResolvedColumn column, ResolvedExpr expression) {
        flow(column, expression(expression, Dependency.IDENTITY));
    }

    private void flow(ResolvedColumn column, Collection<Edge> edges) {
        names.putIfAbsent(column.getId(), column.getName());
        flows.computeIfAbsent(column.getId(), id -> new LinkedHashSet<>()).addAll(edges);
    }

    private void steer(ResolvedExpr condition, Dependency kind, Set<Edge> steering) {
        if (condition != null) {
            steering.addAll(expression(condition, kind));
        }
    }

    private Set<Edge> expression(ResolvedExpr expression, Dependency context) {
        return new ExpressionDependencies(this).of(expression, context);
    }
}
