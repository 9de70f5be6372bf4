package io.meshwright.emulator.translation;

import com.google.zetasql.resolvedast.ResolvedColumn;
import com.google.zetasql.resolvedast.ResolvedNodes.*;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The columns of outer queries over which an aggregate function of a subquery is computed alone. To DuckDB such a call is
 * one of the outer query; as columns of the subquery's own input they keep it where it is.
 */
final class OuterColumns extends Visitor {

    private final Map<Long, ResolvedColumn> outer = new LinkedHashMap<>();
    private boolean own;

    private OuterColumns() {}

    static Collection<ResolvedColumn> of(List<ResolvedComputedColumnBase> aggregates) {
        Map<Long, ResolvedColumn> columns = new LinkedHashMap<>();
        for (ResolvedComputedColumnBase aggregate : aggregates) {
            OuterColumns found = new OuterColumns();
            aggregate.getExpr().accept(found);
            if (!found.own) {
                columns.putAll(found.outer);
            }
        }
        return columns.values();
    }

    /** Whether an expression is computed over columns of the query it stands in. */
    static boolean hasOwn(ResolvedExpr expression) {
        OuterColumns found = new OuterColumns();
        expression.accept(found);
        return found.own;
    }

    @Override
    public void visit(ResolvedColumnRef reference) {
        if (reference.getIsCorrelated()) {
            outer.put(reference.getColumn().getId(), reference.getColumn());
        } else {
            own = true;
        }
    }

    @Override
    public void visit(ResolvedSubqueryExpr subquery) {
        subquery.getParameterList().forEach(parameter -> parameter.accept(this));
    }
}
