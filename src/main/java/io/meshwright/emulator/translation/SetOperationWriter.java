package io.meshwright.emulator.translation;

import com.google.zetasql.resolvedast.ResolvedColumn;
import com.google.zetasql.resolvedast.ResolvedNodes.*;
import com.google.zetasql.resolvedast.ResolvedSetOperationScanEnums.SetOperationType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes UNION, INTERSECT and EXCEPT. */
final class SetOperationWriter {

    private final QueryWriter queries;
    private final ExpressionWriter expressions;

    SetOperationWriter(QueryWriter queries, ExpressionWriter expressions) {
        this.queries = queries;
        this.expressions = expressions;
    }

    String write(ResolvedSetOperationScan operation) {
        boolean all = operation.getOpType() == SetOperationType.UNION_ALL;
        if (!all && operation.getColumnList().stream().anyMatch(expressions.collations()::isFolded)) {
            return folded(operation);
        }
        if (!all
                && operation.getOpType().name().endsWith("_DISTINCT")
                && queries.firstRows().isKept(operation)) {
            return ordered(operation);
        }
        if (all && areConstantRows(operation)) {
            return values(operation);
        }
        String operator = " " + operation.getOpType().name().replace('_', ' ').replace(" DISTINCT", "") + " ";
        return operation.getInputItemList().stream()
                .map(item -> term(item, operation.getColumnList()))
                .collect(Collectors.joining(operator));
    }

    /** Over texts with a collation: rows whose keys are equal are one, and it comes from the first query. */
    private String folded(ResolvedSetOperationScan operation) {
        List<String> rows = new ArrayList<>();
        for (ResolvedSetOperationItem item : operation.getInputItemList()) {
            rows.add("SELECT *, " + rows.size() + " AS side FROM " + term(item, operation.getColumnList()) + " AS s");
        }
        List<String> values = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        for (ResolvedColumn column : operation.getColumnList()) {
            String name = ExpressionWriter.column(column);
            boolean folded = expressions.collations().isFolded(column);
            if (folded && !column.getType().isString()) {
                throw expressions.collations().refused(operation.getOpType().name());
            }
            values.add("arg_min_null(" + name + ", side) AS " + name);
            keys.add(folded ? Collations.key(name) : name);
        }
        return "SELECT " + String.join(", ", values) + " FROM (" + String.join(" UNION ALL ", rows) + ") AS "
                + queries.alias() + " GROUP BY " + String.join(", ", keys) + " HAVING " + kept(operation);
    }

    /** Which rows stay, by the queries they come from. */
    private static String kept(ResolvedSetOperationScan operation) {
        return switch (operation.getOpType()) {
            case INTERSECT_DISTINCT ->
                "count(DISTINCT side) = " + operation.getInputItemList().size();
            case EXCEPT_DISTINCT -> "max(side) = 0";
            default -> "TRUE";
        };
    }

    /** The distinct rows in the order in which they first come. */
    private String ordered(ResolvedSetOperationScan operation) {
        List<String> rows = new ArrayList<>();
        for (ResolvedSetOperationItem item : operation.getInputItemList()) {
            rows.add("SELECT *, " + rows.size() + " AS side, row_number() OVER () AS place FROM "
                    + term(item, operation.getColumnList()) + " AS s");
        }
        String columns =
                operation.getColumnList().stream().map(ExpressionWriter::column).collect(Collectors.joining(", "));
        return "SELECT " + columns + " FROM (" + String.join(" UNION ALL ", rows) + ") AS " + queries.alias()
                + " GROUP BY " + columns + " HAVING " + kept(operation) + " ORDER BY min((side, place))";
    }

    String term(ResolvedSetOperationItem item, List<ResolvedColumn> columns) {
        return "(" + queries.write(item.getScan(), SelectList.renamed(item.getOutputColumnList(), columns)) + ")";
    }

    private static boolean areConstantRows(ResolvedSetOperationScan operation) {
        return !operation.getColumnList().isEmpty()
                && operation.getInputItemList().stream().allMatch(item -> OneRowQuery.isInlined(item.getScan()));
    }

    /** One list of rows, which keeps their order; the branches of a UNION run side by side. */
    private String values(ResolvedSetOperationScan operation) {
        List<String> rows = new ArrayList<>();
        for (ResolvedSetOperationItem item : operation.getInputItemList()) {
            queries.inline(item.getScan());
            rows.add(item.getOutputColumnList().stream()
                    .map(expressions::substituted)
                    .collect(Collectors.joining(", ", "(", ")")));
        }
        String columns =
                operation.getColumnList().stream().map(ExpressionWriter::column).collect(Collectors.joining(", "));
        return "SELECT " + columns + " FROM (VALUES " + String.join(", ", rows) + ") AS " + queries.alias() + "("
                + columns + ")";
    }
}
