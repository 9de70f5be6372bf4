package io.meshwright.sql;

import com.google.zetasql.resolvedast.ResolvedColumn;
import com.google.zetasql.resolvedast.ResolvedNodes.*;
import com.google.zetasql.resolvedast.ResolvedSubqueryExprEnums.SubqueryType;
import io.meshwright.sql.ColumnSource.Dependency;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The columns one expression depends on, and how. */
final class ExpressionDependencies extends Visitor {

    private final LineageTracer tracer;
    private final Set<LineageTracer.Edge> edges = new LinkedHashSet<>();
    private Dependency context = Dependency.IDENTITY;

    ExpressionDependencies(LineageTracer tracer) {
        this.tracer = tracer;
    }

    Set<LineageTracer.Edge> of(ResolvedExpr expression, Dependency outer) {
        boolean passedOn = expression instanceof ResolvedColumnRef || expression instanceof ResolvedSubqueryExpr;
        context = passedOn ? outer : LineageTracer.combined(outer, Dependency.TRANSFORMATION);
        expression.accept(this);
        return edges;
    }

    @Override
    public void visit(ResolvedColumnRef reference) {
        add(reference.getColumn(), context);
    }

    @Override
    public void visit(ResolvedFunctionCall call) {
        List<ResolvedExpr> arguments = call.getArgumentList();
        switch (call.getFunction().getName()) {
            case "if" -> {
                within(Dependency.CONDITIONAL, arguments.get(0));
                arguments.subList(1, arguments.size()).forEach(argument -> argument.accept(this));
            }
            case "$case_no_value" -> branches(arguments, 0);
            case "$case_with_value" -> {
                within(Dependency.CONDITIONAL, arguments.get(0));
                branches(arguments, 1);
            }
            default -> super.visit(call);
        }
    }

    /** Condition, value, condition, value, ..., and the value of ELSE. */
    private void branches(List<ResolvedExpr> arguments, int start) {
        for (int i = start; i < arguments.size(); i++) {
            boolean condition = (i - start) % 2 == 0 && i + 1 < arguments.size();
            within(condition ? Dependency.CONDITIONAL : context, arguments.get(i));
        }
    }

    @Override
    public void visit(ResolvedAggregateFunctionCall call) {
        call.getArgumentList().forEach(argument -> within(Dependency.AGGREGATION, argument));
        if (call.getWhereExpr() != null) {
            within(Dependency.FILTER, call.getWhereExpr());
        }
        call.getOrderByItemList().forEach(item -> within(Dependency.SORT, item.getColumnRef()));
        if (call.getHavingModifier() != null) {
            within(Dependency.SORT, call.getHavingModifier().getHavingExpr());
        }
    }

    @Override
    public void visit(ResolvedAnalyticFunctionCall call) {
        Dependency kind = call.getFunction().isAggregate() ? Dependency.AGGREGATION : Dependency.TRANSFORMATION;
        call.getArgumentList().forEach(argument -> within(kind, argument));
    }

    @Override
    public void visit(ResolvedSubqueryExpr subquery) {
        if (subquery.getInExpr() != null) {
            within(Dependency.TRANSFORMATION, subquery.getInExpr());
        }
        Set<LineageTracer.Edge> steering = new LinkedHashSet<>();
        tracer.scan(subquery.getSubquery(), steering);
        if (subquery.getSubqueryType() != SubqueryType.EXISTS) {
            subquery.getSubquery().getColumnList().forEach(column -> add(column, context));
        }
        for (LineageTracer.Edge edge : steering) {
            edges.add(new LineageTracer.Edge(edge.column(), LineageTracer.combined(context, edge.dependency())));
        }
    }

    private void within(Dependency kind, ResolvedExpr expression) {
        Dependency outer = context;
        context = LineageTracer.combined(outer, kind);
        expression.accept(this);
        context = outer;
    }

    private void add(ResolvedColumn column, Dependency kind) {
        edges.add(new LineageTracer.Edge(column.getId(), kind));
    }
}
