package io.meshwright.emulator.translation;

import com.google.zetasql.resolvedast.ResolvedNode;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedSubqueryExpr;
import com.google.zetasql.resolvedast.ResolvedNodes.Visitor;

/** Subqueries within expressions, which DuckDB does not take everywhere. */
final class Subqueries {

    private Subqueries() {}

    /** Whether a subquery is part of an expression. */
    static boolean areIn(ResolvedNode expression) {
        boolean[] found = new boolean[1];
        expression.accept(new Visitor() {
            @Override
            public void visit(ResolvedSubqueryExpr subquery) {
                found[0] = true;
            }
        });
        return found[0];
    }
}
