package io.meshwright.emulator.translation;

import com.google.zetasql.Type;
import com.google.zetasql.resolvedast.ResolvedColumn;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedExpr;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedSubqueryExpr;

/** Writes {@code x IN (SELECT ...)}. */
final class InSubquery {

    private final QueryWriter queries;
    private final ExpressionWriter expressions;

    InSubquery(QueryWriter queries, ExpressionWriter expressions) {
        this.queries = queries;
        this.expressions = expressions;
    }

    String write(ResolvedSubqueryExpr subquery, String sql) {
        ResolvedExpr sought = subquery.getInExpr();
        ResolvedColumn column = subquery.getSubquery().getColumnList().get(0);
        String value = expressions.write(sought);
        String found = ExpressionWriter.column(column);
        String rows = "(" + sql + ") AS " + queries.alias();
        if (expressions.collations().isFolded(sought)
                || expressions.collations().isFolded(column)) {
            return "(" + Collations.key(value) + " IN (SELECT " + Collations.key(found) + " FROM " + rows + "))";
        }
        Type type = sought.getType();
        if (OperatorForms.isComparable(type)) {
            return "(" + value + " IN (" + sql + "))";
        }
        if (type.isDouble()) {
            return "(" + value + " IN (SELECT " + found + " FROM " + rows + " WHERE NOT coalesce(isnan(" + found
                    + "), FALSE)))";
        }
        return "(SELECT CASE WHEN bool_or(e) THEN TRUE WHEN count(*) > count(e) THEN NULL ELSE FALSE END FROM (SELECT "
                + OperatorForms.equality(type, value, found) + " AS e FROM " + rows + ") AS " + queries.alias() + ")";
    }
}
