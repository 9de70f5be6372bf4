package io.meshwright.emulator.translation;

import com.google.zetasql.resolvedast.ResolvedColumn;
import com.google.zetasql.resolvedast.ResolvedNodes.*;
import com.google.zetasql.resolvedast.ResolvedRecursiveScanEnums.RecursiveSetOperationType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes recursive WITH queries.
 *
 * <p>Rows carry the iteration they come from: it is the column of WITH DEPTH, and it ends a recursion that would not end by
 * itself where BigQuery ends it.
 */
final class RecursionWriter {

    private static final int MOST_ITERATIONS = 500;
    private static final String HIDDEN_DEPTH = "iteration";

    private final QueryWriter queries;
    private final ExpressionWriter expressions;
    private final Deque<Recursion> recursions = new ArrayDeque<>();

    private record Recursion(String name, List<ResolvedColumn> columns, String present) {}

    RecursionWriter(QueryWriter queries, ExpressionWriter expressions) {
        this.queries = queries;
        this.expressions = expressions;
    }

    String write(ResolvedRecursiveScan scan) {
        ResolvedRecursionDepthModifier modifier = scan.getRecursionDepthModifier();
        boolean all = scan.getOpType() == RecursiveSetOperationType.UNION_ALL;
        ResolvedColumn depth =
                modifier == null ? null : modifier.getRecursionDepthColumn().getColumn();
        List<ResolvedColumn> columns = scan.getColumnList().stream()
                .filter(column -> !column.equals(depth))
                .toList();
        String name = queries.alias();
        List<String> keys = columns.stream().map(ExpressionWriter::column).toList();
        String depthName = depth == null ? HIDDEN_DEPTH : ExpressionWriter.column(depth);
        List<String> conditions = new ArrayList<>(all ? List.of() : List.of(depthName + " IS NOT NULL"));
        recursions.push(new Recursion(name, columns, where(conditions)));
        String steps = steps(scan, columns, name, depthName, all ? List.of() : keys);
        recursions.pop();
        if (modifier != null && modifier.getLowerBound() != null) {
            conditions.add(depthName + " >= " + expressions.write(modifier.getLowerBound()));
        }
        String names =
                scan.getColumnList().stream().map(ExpressionWriter::column).collect(Collectors.joining(", "));
        String head = all
                ? name
                : name + "(" + String.join(", ", keys) + ", " + depthName + ") USING KEY (" + String.join(", ", keys)
                        + ")";
        return "WITH RECURSIVE " + head + " AS (" + steps + ") SELECT " + names + " FROM " + name + where(conditions);
    }

    /** The rows of the iteration before, within the recursive term. */
    String reference(ResolvedRecursiveRefScan scan) {
        Recursion recursion = recursions.element();
        return "SELECT "
                + SelectList.renamed(recursion.columns(), scan.getColumnList()).sql() + " FROM " + recursion.name()
                + recursion.present();
    }

    /** @param keys of UNION DISTINCT: a row that was there before is not taken again */
    private String steps(
            ResolvedRecursiveScan scan, List<ResolvedColumn> columns, String name, String depth, List<String> keys) {
        String next =
                "CASE WHEN s.n < " + MOST_ITERATIONS + " THEN s.n + 1 ELSE CAST(error('A recursive CTE has reached"
                        + " the maximum number of iterations: " + MOST_ITERATIONS + "') AS BIGINT) END";
        List<String> conditions = new ArrayList<>();
        ResolvedRecursionDepthModifier modifier = scan.getRecursionDepthModifier();
        if (modifier != null && modifier.getUpperBound() != null) {
            conditions.add("s.n < " + expressions.write(modifier.getUpperBound()));
        }
        if (!keys.isEmpty()) {
            conditions.add("NOT EXISTS (SELECT 1 FROM recurring." + name + " AS k WHERE k." + depth
                    + " IS NOT NULL AND "
                    + keys.stream()
                            .map(key -> "k." + key + " IS NOT DISTINCT FROM r." + key)
                            .collect(Collectors.joining(" AND "))
                    + ")");
        }
        return first(scan.getNonRecursiveTerm(), columns, depth, keys.isEmpty()) + " UNION "
                + (keys.isEmpty() ? "ALL " : "") + "SELECT r.*, " + next + " AS " + depth + " FROM "
                + term(scan.getRecursiveTerm(), columns) + " AS r, (SELECT coalesce(max(" + depth + "), 0) AS n FROM "
                + name + ") AS s" + where(conditions);
    }

    private String term(ResolvedSetOperationItem item, List<ResolvedColumn> columns) {
        return new SetOperationWriter(queries, expressions).term(item, columns);
    }

    /** The first rows; in UNION DISTINCT one without depth in place of none, as DuckDB recurs from no row not even once. */
    private String first(ResolvedSetOperationItem item, List<ResolvedColumn> columns, String depth, boolean all) {
        String rows = "SELECT r.*, CAST(0 AS BIGINT) AS " + depth + " FROM " + term(item, columns) + " AS r";
        return all ? rows : "SELECT f.* FROM (SELECT 1) AS one LEFT JOIN (" + rows + ") AS f ON TRUE";
    }

    private static String where(List<String> conditions) {
        return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    }
}
