package io.meshwright.emulator.translation;

import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedArrayScan;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedExpr;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedSingleRowScan;
import java.util.Optional;

/** Writes UNNEST, alone or joined to the rows it is correlated with. */
final class ArrayScanWriter {

    private final QueryWriter queries;
    private final ExpressionWriter expressions;

    ArrayScanWriter(QueryWriter queries, ExpressionWriter expressions) {
        this.queries = queries;
        this.expressions = expressions;
    }

    String write(ResolvedArrayScan scan) {
        if (scan.getArrayExprList().size() != 1) {
            throw new UnsupportedSql("UNNEST", "UNNEST of several arrays");
        }
        ResolvedExpr elements = scan.getArrayExprList().get(0);
        String columns = queries.names(scan.getColumnList());
        boolean isAlone = scan.getInputScan() == null || scan.getInputScan() instanceof ResolvedSingleRowScan;
        Optional<NumberSeries> series = isAlone && scan.getJoinExpr() == null && scan.getArrayOffsetColumn() == null
                ? NumberSeries.of(elements)
                : Optional.empty();
        if (series.isPresent()) {
            return "SELECT " + columns + " FROM " + series.get().from(element(scan));
        }
        String array = expressions.write(elements);
        if (isAlone) {
            return "SELECT " + columns + " FROM (SELECT " + unnest(scan, array) + ") AS u"
                    + (scan.getJoinExpr() == null ? "" : " WHERE " + expressions.write(scan.getJoinExpr()));
        }
        String name = "a" + scan.getElementColumnList().get(0).getId();
        String input =
                "(SELECT *, " + array + " AS " + name + " FROM " + queries.from(scan.getInputScan()) + ") AS l" + name;
        if (!scan.getIsOuter()) {
            return "SELECT " + columns + " FROM (SELECT *, " + unnest(scan, name) + " FROM " + input + ") AS u" + name
                    + (scan.getJoinExpr() == null ? "" : " WHERE " + expressions.write(scan.getJoinExpr()));
        }
        if (scan.getJoinExpr() == null) {
            return "SELECT " + columns + " FROM (SELECT *, " + padded(scan, name) + " FROM " + input + ") AS u" + name;
        }
        return "SELECT " + columns + " FROM " + input + " LEFT JOIN LATERAL (SELECT "
                + unnest(scan, "l" + name + "." + name) + ") AS u" + name + " ON "
                + expressions.write(scan.getJoinExpr());
    }

    private static String unnest(ResolvedArrayScan scan, String array) {
        String element = "unnest(" + array + ") AS " + element(scan);
        return scan.getArrayOffsetColumn() == null
                ? element
                : element + ", CAST(generate_subscripts(" + array + ", 1) - 1 AS BIGINT) AS " + offset(scan);
    }

    /** LEFT JOIN: an empty array yields one row with NULL. */
    private static String padded(ResolvedArrayScan scan, String array) {
        String element =
                "unnest(CASE WHEN len(" + array + ") > 0 THEN " + array + " ELSE [NULL] END) AS " + element(scan);
        return scan.getArrayOffsetColumn() == null
                ? element
                : element + ", unnest(CASE WHEN len(" + array + ") > 0 THEN range(len(" + array
                        + ")) ELSE [NULL] END) AS " + offset(scan);
    }

    private static String element(ResolvedArrayScan scan) {
        return ExpressionWriter.column(scan.getElementColumnList().get(0));
    }

    private static String offset(ResolvedArrayScan scan) {
        return ExpressionWriter.column(scan.getArrayOffsetColumn().getColumn());
    }
}
