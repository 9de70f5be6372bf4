package io.meshwright.sql;

import com.google.zetasql.resolvedast.ResolvedColumn;
import com.google.zetasql.resolvedast.ResolvedFunctionCallBaseEnums.ErrorMode;
import com.google.zetasql.resolvedast.ResolvedJoinScanEnums.JoinType;
import com.google.zetasql.resolvedast.ResolvedNodes.*;
import com.google.zetasql.resolvedast.ResolvedSubqueryExprEnums.SubqueryType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which output columns of a query cannot be NULL. Says so only where it is sure. */
final class Nullability {

    private final Tables tables;
    private final Set<Long> neverNull = new HashSet<>();
    private final Map<String, ResolvedScan> withQueries = new HashMap<>();

    Nullability(Tables tables) {
        this.tables = tables;
    }

    Set<String> neverNull(ResolvedQueryStmt query) {
        scan(query.getQuery());
        List<Column> columns = SqlAnalyzer.columns(query);
        Set<String> names = new HashSet<>();
        for (int i = 0; i < columns.size(); i++) {
            if (neverNull.contains(
                    query.getOutputColumnList().get(i).getColumn().getId())) {
                names.add(columns.get(i).name());
            }
        }
        return names;
    }

    private void scan(ResolvedScan scan) {
        if (scan instanceof ResolvedTableScan table) {
            table(table);
        } else if (scan instanceof ResolvedProjectScan project) {
            scan(project.getInputScan());
            project.getExprList().forEach(column -> define(column.getColumn(), column.getExpr()));
        } else if (scan instanceof ResolvedFilterScan filter) {
            scan(filter.getInputScan());
            learn(filter.getFilterExpr());
        } else if (scan instanceof ResolvedJoinScan join) {
            join(join);
        } else if (scan instanceof ResolvedAggregateScan aggregate) {
            aggregate(aggregate);
        } else if (scan instanceof ResolvedAnalyticScan analytic) {
            scan(analytic.getInputScan());
            analytic.getFunctionGroupList().stream()
                    .flatMap(group -> group.getAnalyticFunctionList().stream())
                    .filter(column -> column.getExpr() instanceof ResolvedAnalyticFunctionCall call
                            && NullRules.isNever(call.getFunction().getName()))
                    .forEach(column -> neverNull.add(column.getColumn().getId()));
        } else if (scan instanceof ResolvedOrderByScan order) {
            scan(order.getInputScan());
        } else if (scan instanceof ResolvedLimitOffsetScan limit) {
            scan(limit.getInputScan());
        } else if (scan instanceof ResolvedSampleScan sample) {
            scan(sample.getInputScan());
        } else if (scan instanceof ResolvedArrayScan array && array.getInputScan() != null) {
            scan(array.getInputScan());
        } else {
            combining(scan);
        }
    }

    private void combining(ResolvedScan scan) {
        if (scan instanceof ResolvedWithScan with) {
            for (ResolvedWithEntry entry : with.getWithEntryList()) {
                withQueries.put(entry.getWithQueryName(), entry.getWithSubquery());
                scan(entry.getWithSubquery());
            }
            scan(with.getQuery());
        } else if (scan instanceof ResolvedWithRefScan reference) {
            List<ResolvedColumn> from =
                    withQueries.get(reference.getWithQueryName()).getColumnList();
            for (int i = 0; i < from.size(); i++) {
                know(
                        reference.getColumnList().get(i),
                        neverNull.contains(from.get(i).getId()));
            }
        } else if (scan instanceof ResolvedSetOperationScan union) {
            union.getInputItemList().forEach(item -> scan(item.getScan()));
            for (int i = 0; i < union.getColumnList().size(); i++) {
                int position = i;
                know(
                        union.getColumnList().get(i),
                        union.getInputItemList().stream()
                                .allMatch(item -> neverNull.contains(
                                        item.getOutputColumnList().get(position).getId())));
            }
        }
    }

    private void table(ResolvedTableScan scan) {
        Set<String> required = new HashSet<>();
        tables.required(TableName.parse(scan.getTable().getFullName(), ""))
                .forEach(column -> required.add(column.toLowerCase(Locale.ROOT)));
        for (ResolvedColumn column : scan.getColumnList()) {
            know(column, required.contains(column.getName().toLowerCase(Locale.ROOT)));
        }
    }

    private void join(ResolvedJoinScan join) {
        scan(join.getLeftScan());
        scan(join.getRightScan());
        if (join.getJoinType() == JoinType.LEFT || join.getJoinType() == JoinType.FULL) {
            join.getRightScan().getColumnList().forEach(column -> neverNull.remove(column.getId()));
        }
        if (join.getJoinType() == JoinType.RIGHT || join.getJoinType() == JoinType.FULL) {
            join.getLeftScan().getColumnList().forEach(column -> neverNull.remove(column.getId()));
        }
    }

    private void aggregate(ResolvedAggregateScan scan) {
        scan(scan.getInputScan());
        boolean plainGroups =
                !scan.getGroupByList().isEmpty() && scan.getGroupingSetList().isEmpty();
        for (ResolvedComputedColumn key : scan.getGroupByList()) {
            know(key.getColumn(), plainGroups && isNeverNull(key.getExpr()));
        }
        for (ResolvedComputedColumnBase column : scan.getAggregateList()) {
            if (column.getExpr() instanceof ResolvedAggregateFunctionCall call) {
                String name = call.getFunction().getName();
                boolean ofGroup = plainGroups && NullRules.isOfGroup(name) && call.getWhereExpr() == null;
                boolean known = NullRules.isNever(name)
                        || (ofGroup && isNeverNull(call.getArgumentList().get(0)));
                know(column.getColumn(), known && call.getErrorMode() != ErrorMode.SAFE_ERROR_MODE);
            }
        }
        scan.getGroupingCallList().forEach(call -> know(call.getOutputColumn(), true));
    }

    /** After WHERE x IS NOT NULL, x is not. */
    private void learn(ResolvedExpr condition) {
        if (!(condition instanceof ResolvedFunctionCall call)) {
            return;
        }
        String name = call.getFunction().getName();
        if (name.equals("$and")) {
            call.getArgumentList().forEach(this::learn);
        } else if (name.equals("$not")
                && call.getArgumentList().get(0) instanceof ResolvedFunctionCall inner
                && inner.getFunction().getName().equals("$is_null")
                && inner.getArgumentList().get(0) instanceof ResolvedColumnRef reference) {
            know(reference.getColumn(), true);
        }
    }

    private void define(ResolvedColumn column, ResolvedExpr expression) {
        know(column, isNeverNull(expression));
    }

    private void know(ResolvedColumn column, boolean never) {
        if (never) {
            neverNull.add(column.getId());
        }
    }

    private boolean isNeverNull(ResolvedExpr expression) {
        if (expression instanceof ResolvedLiteral literal) {
            return !literal.getValue().isNull();
        }
        if (expression instanceof ResolvedColumnRef reference) {
            return neverNull.contains(reference.getColumn().getId());
        }
        if (expression instanceof ResolvedCast cast) {
            return !cast.getReturnNullOnError() && isNeverNull(cast.getExpr());
        }
        if (expression instanceof ResolvedSubqueryExpr subquery) {
            return subquery.getSubqueryType() == SubqueryType.EXISTS
                    || subquery.getSubqueryType() == SubqueryType.ARRAY;
        }
        return expression instanceof ResolvedMakeStruct
                || (expression instanceof ResolvedFunctionCall call && isNeverNull(call));
    }

    private boolean isNeverNull(ResolvedFunctionCall call) {
        String name = call.getFunction().getName();
        List<ResolvedExpr> arguments = call.getArgumentList();
        if (call.getErrorMode() == ErrorMode.SAFE_ERROR_MODE) {
            return false;
        }
        return switch (name) {
            case "if" -> isNeverNull(arguments.get(1)) && isNeverNull(arguments.get(2));
            case "coalesce", "ifnull" -> arguments.stream().anyMatch(this::isNeverNull);
            case "$case_no_value" -> values(arguments, 0);
            case "$case_with_value" -> values(arguments, 1);
            default ->
                NullRules.isNever(name)
                        || (NullRules.isStrict(name)
                                && !arguments.isEmpty()
                                && arguments.stream().allMatch(this::isNeverNull));
        };
    }

    /** All THEN values and an ELSE, which must be there. */
    private boolean values(List<ResolvedExpr> arguments, int start) {
        boolean otherwise = (arguments.size() - start) % 2 == 1;
        for (int i = start + 1; i < arguments.size(); i += 2) {
            if (!isNeverNull(arguments.get(i))) {
                return false;
            }
        }
        return otherwise && isNeverNull(arguments.get(arguments.size() - 1));
    }
}
