package io.meshwright.emulator.translation;

import com.google.zetasql.TypeFactory;
import com.google.zetasql.ZetaSQLType.TypeKind;
import com.google.zetasql.resolvedast.ResolvedColumn;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedExpr;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedSubqueryExpr;
import com.google.zetasql.resolvedast.ResolvedSubqueryExprEnums.SubqueryType;
import java.util.List;

/** Writes {@code x LIKE ANY (SELECT ...)} and its like: NULL where a pattern that is NULL leaves the answer open. */
final class LikeSubquery {

    private final QueryWriter queries;
    private final ExpressionWriter expressions;

    LikeSubquery(QueryWriter queries, ExpressionWriter expressions) {
        this.queries = queries;
        this.expressions = expressions;
    }

    String write(ResolvedSubqueryExpr subquery, String sql) {
        ResolvedExpr text = subquery.getInExpr();
        ResolvedColumn pattern = subquery.getSubquery().getColumnList().get(0);
        if (expressions.collations().isFolded(text) || expressions.collations().isFolded(pattern)) {
            throw expressions.collations().refused("$like_any");
        }
        boolean any = subquery.getSubqueryType() == SubqueryType.LIKE_ANY;
        String match = ReferenceCall.expression(
                "({0} LIKE {1})",
                TypeFactory.createSimpleType(TypeKind.TYPE_BOOL),
                List.of(text.getType(), pattern.getType()),
                List.of(expressions.write(text), ExpressionWriter.column(pattern)),
                "LIKE");
        String decided = any ? "bool_or(e) THEN TRUE" : "NOT bool_and(e) THEN FALSE";
        return "(SELECT CASE WHEN " + decided + " WHEN count(*) > count(e) THEN NULL ELSE " + (any ? "FALSE" : "TRUE")
                + " END FROM (SELECT " + match + " AS e FROM (" + sql + ") AS " + queries.alias() + ") AS "
                + queries.alias() + ")";
    }
}
