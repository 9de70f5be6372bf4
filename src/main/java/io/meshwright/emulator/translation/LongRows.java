package io.meshwright.emulator.translation;

import com.google.zetasql.resolvedast.ResolvedColumn;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedExpr;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedInsertStmt;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedLiteral;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** {@code VALUES} of so many rows that DuckDB would plan longer than it writes: each column of constants is one list. */
final class LongRows {

    private LongRows() {}

    /**
     * The rows as a query; empty where they are few, or a column holds neither constants alone nor one expression.
     *
     * @param written DuckDB SQL of a column's value
     */
    static Optional<String> query(ResolvedInsertStmt insert, BiFunction<ResolvedColumn, ResolvedExpr, String> written) {
        if (!LongLists.isLong(insert.getRowList().size())) {
            return Optional.empty();
        }
        List<String> lists = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        for (int i = 0; i < insert.getInsertColumnList().size(); i++) {
            ResolvedColumn column = insert.getInsertColumnList().get(i);
            List<ResolvedExpr> values = values(insert, i);
            if (values.stream().allMatch(value -> isConstant(value, column))) {
                String name = "v" + i;
                List<String> elements = values.stream()
                        .map(value -> LongLists.json(((ResolvedLiteral) value).getValue()))
                        .toList();
                lists.add("unnest(" + LongLists.of(column.getType(), elements) + ") AS " + name);
                outputs.add(name);
            } else {
                List<String> distinct = values.stream()
                        .map(value -> written.apply(column, value))
                        .distinct()
                        .toList();
                if (distinct.size() > 1) {
                    return Optional.empty();
                }
                outputs.addAll(distinct);
            }
        }
        return lists.isEmpty()
                ? Optional.empty()
                : Optional.of("SELECT " + String.join(", ", outputs) + " FROM (SELECT " + String.join(", ", lists)
                        + ") AS v");
    }

    private static List<ResolvedExpr> values(ResolvedInsertStmt insert, int column) {
        return insert.getRowList().stream()
                .map(row -> row.getValueList().get(column).getValue())
                .toList();
    }

    private static boolean isConstant(ResolvedExpr value, ResolvedColumn column) {
        return value instanceof ResolvedLiteral && value.getType().equals(column.getType());
    }
}
