package io.meshwright.emulator.translation;

import com.google.zetasql.resolvedast.ResolvedColumn;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedArrayScan;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedExpr;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedLiteral;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedSingleRowScan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes UNNEST, alone or joined to the rows it is correlated with. */
final class ArrayScanWriter {

    private final QueryWriter queries;
    private final ExpressionWriter expressions;

    ArrayScanWriter(QueryWriter queries, ExpressionWriter expressions) {
        this.queries = queries;
        this.expressions = expressions;
    }

    String write(ResolvedArrayScan scan) {
        ResolvedExpr elements = scan.getArrayExprList().get(0);
        String columns = SelectList.of(scan.getColumnList()).sql();
        boolean isAlone = isAlone(scan);
        boolean isSingle = scan.getArrayExprList().size() == 1;
        Optional<NumberSeries> series =
                isSingle && isAlone && scan.getJoinExpr() == null && scan.getArrayOffsetColumn() == null
                        ? NumberSeries.of(elements)
                        : Optional.empty();
        if (series.isPresent()) {
            return "SELECT " + columns + " FROM " + series.get().from(element(scan));
        }
        String array = isSingle ? expressions.write(elements) : zipped(scan);
        if (isAlone) {
            String unnested = unnest(scan, array) + queries.firstRows().numbers(scan, array);
            return "SELECT " + columns + queries.firstRows().column(scan) + " FROM "
                    + taken(scan, "(SELECT " + unnested + ")") + " AS u"
                    + (scan.getJoinExpr() == null ? "" : " WHERE " + expressions.write(scan.getJoinExpr()));
        }
        String name = "a" + scan.getElementColumnList().get(0).getId();
        String input =
                "(SELECT *, " + array + " AS " + name + " FROM " + queries.from(scan.getInputScan()) + ") AS l" + name;
        if (!scan.getIsOuter()) {
            return "SELECT " + columns + " FROM "
                    + taken(scan, "(SELECT *, " + unnest(scan, name) + " FROM " + input + ")") + " AS u" + name
                    + (scan.getJoinExpr() == null ? "" : " WHERE " + expressions.write(scan.getJoinExpr()));
        }
        if (scan.getJoinExpr() == null) {
            return "SELECT " + columns + " FROM "
                    + taken(scan, "(SELECT *, " + padded(scan, name) + " FROM " + input + ")") + " AS u" + name;
        }
        String unnested = taken(scan, "(SELECT " + unnest(scan, "l" + name + "." + name) + ")") + " AS u" + name;
        String condition = expressions.write(scan.getJoinExpr());
        // DuckDB takes no subquery in the condition of a lateral join.
        return "SELECT " + columns + " FROM " + input + " LEFT JOIN LATERAL "
                + (Subqueries.areIn(scan.getJoinExpr()) || condition.contains("(SELECT ")
                        ? "(SELECT * FROM " + unnested + " WHERE " + condition + ") AS u" + name + " ON TRUE"
                        : unnested + " ON " + condition);
    }

    /** Whether rows of nothing else take part. */
    static boolean isAlone(ResolvedArrayScan scan) {
        return scan.getInputScan() == null || scan.getInputScan() instanceof ResolvedSingleRowScan;
    }

    /** Several arrays as one of their elements side by side. */
    private String zipped(ResolvedArrayScan scan) {
        String mode = scan.getArrayZipMode() == null
                ? "PAD"
                : scan.getArrayZipMode() instanceof ResolvedLiteral literal
                        ? literal.getValue().getEnumName()
                        : "";
        List<String> arrays = new ArrayList<>();
        for (ResolvedExpr array : scan.getArrayExprList()) {
            arrays.add("coalesce(" + expressions.write(array) + ", [])");
        }
        String all = String.join(", ", arrays);
        return switch (mode) {
            case "PAD" -> "list_zip(" + all + ")";
            case "TRUNCATE" -> "list_zip(" + all + ", true)";
            case "STRICT" -> strict(arrays);
            default -> throw new UnsupportedSql("UNNEST", "UNNEST of several arrays in a mode that is not a constant");
        };
    }

    private static String strict(List<String> arrays) {
        String same = arrays.stream()
                .skip(1)
                .map(array -> "len(" + array + ") = len(" + arrays.get(0) + ")")
                .collect(Collectors.joining(" AND "));
        String zipped = "list_zip(" + String.join(", ", arrays) + ")";
        return "CASE WHEN " + same + " THEN " + zipped + " ELSE list_resize(" + zipped
                + ", error('Unnested arrays under STRICT mode must have equal lengths')::BIGINT) END";
    }

    /** The elements of several arrays taken apart again. */
    private static String taken(ResolvedArrayScan scan, String unnested) {
        List<ResolvedColumn> elements = scan.getElementColumnList();
        if (elements.size() == 1) {
            return unnested;
        }
        return IntStream.range(0, elements.size())
                .mapToObj(i -> "struct_extract(" + element(scan) + ", " + (i + 1) + ") AS "
                        + ExpressionWriter.column(elements.get(i)))
                .collect(Collectors.joining(", ", "(SELECT *, ", " FROM " + unnested + ")"));
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
        String first = ExpressionWriter.column(scan.getElementColumnList().get(0));
        return scan.getElementColumnList().size() == 1 ? first : "zip" + first;
    }

    private static String offset(ResolvedArrayScan scan) {
        return ExpressionWriter.column(scan.getArrayOffsetColumn().getColumn());
    }
}
