package io.meshwright.emulator.translation;

import com.google.zetasql.resolvedast.ResolvedColumn;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedComputedColumn;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Columns of one row, such as the arguments of a function written in SQL, and what is said over them. */
final class ComputedColumns {

    private final ExpressionWriter expressions;
    private final NamedValues values;
    private final Set<Long> unnamed = new HashSet<>();

    ComputedColumns(ExpressionWriter expressions, NamedValues values) {
        this.expressions = expressions;
        this.values = values;
    }

    /** An expression over columns computed first. Long ones are named, as functions of functions repeat them without bound. */
    String over(List<ResolvedComputedColumn> columns, Supplier<String> expression) {
        if (columns.isEmpty()) {
            return expression.get();
        }
        ResolvedColumn column = columns.get(0).getColumn();
        List<ResolvedComputedColumn> others = columns.subList(1, columns.size());
        String value = expressions.write(columns.get(0).getExpr());
        if (value.length() > NamedValues.LONG && !unnamed.contains(column.getId())) {
            Optional<String> named = values.bound(value, name -> {
                expressions.substitute(column, name);
                return over(others, expression);
            });
            if (named.isPresent()) {
                return named.get();
            }
            unnamed.add(column.getId());
        }
        expressions.substitute(column, value);
        return over(others, expression);
    }
}
