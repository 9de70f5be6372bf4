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

    private record Recursion(String name, List<ResolvedColumn> columns) {}

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
        recursions.push(new Recursion(name, columns));
        List<String> keys = columns.stream().map(ExpressionWriter::column).toList();
        String depthName = depth == null ? HIDDEN_DEPTH : ExpressionWriter.column(depth);
        String steps = steps(scan, columns, name, depthName, all ? List.of() : keys);
        recursions.pop();
        String names =
                scan.getColumnList().stream().map(ExpressionWriter::column).collect(Collectors.joining(", "));
        String head = all
                ? name
                : name + "(" + String.join(", ", keys) + ", " + depthName + ") USING KEY (" + String.join(", ", keys)
                        + ")";
        return "WITH RECURSIVE " + head + " AS (" + steps + ") SELECT " + names + " FROM " + name + from(modifier);
    }

    /** The rows of the iteration before, within the recursive term. */
    String reference(ResolvedRecursiveRefScan scan) {
        Recursion recursion = recursions.element();
        return "SELECT " + QueryWriter.renamed(recursion.columns(), scan.getColumnList()) + " FROM " + recursion.name();
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
            conditions.add("NOT EXISTS (SELECT 1 FROM recurring." + name + " AS k WHERE "
                    + keys.stream()
                            .map(key -> "k." + key + " IS NOT DISTINCT FROM r." + key)
                            .collect(Collectors.joining(" AND "))
                    + ")");
        }
        return "SELECT r.*, CAST(0 AS BIGINT) AS " + depth + " FROM " + term(scan.getNonRecursiveTerm(), columns)
                + " AS r UNION " + (keys.isEmpty() ? "ALL " : "") + "SELECT r.*, " + next + " AS " + depth + " FROM "
                + term(scan.getRecursiveTerm(), columns) + " AS r, (SELECT max(" + depth + ") AS n FROM " + name
                + ") AS s" + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions));
    }

    private String term(ResolvedSetOperationItem item, List<ResolvedColumn> columns) {
        return new SetOperationWriter(queries, expressions).term(item, columns);
    }

    private String from(ResolvedRecursionDepthModifier modifier) {
        return modifier == null || modifier.getLowerBound() == null
                ? ""
                : " WHERE "
                        + ExpressionWriter.column(
                                modifier.getRecursionDepthColumn().getColumn()) + " >= "
                        + expressions.write(modifier.getLowerBound());
    }
}
