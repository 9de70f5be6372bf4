package io.meshwright.emulator.translation;

import com.google.zetasql.Type;
import com.google.zetasql.resolvedast.ResolvedColumn;
import com.google.zetasql.resolvedast.ResolvedNodes.*;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes GROUP BY and DISTINCT. */
final class GroupWriter {

    private final QueryWriter queries;
    private final ExpressionWriter expressions;
    private final Ordering ordering;
    private final Map<Long, String> keyNames = new HashMap<>();

    GroupWriter(QueryWriter queries, ExpressionWriter expressions, Ordering ordering) {
        this.queries = queries;
        this.expressions = expressions;
        this.ordering = ordering;
    }

    String write(ResolvedAggregateScan scan, SelectList outputs) {
        return new DistinctPercentiles(expressions, ordering)
                .of(scan)
                .map(grouped -> "SELECT " + outputs.sql() + " FROM (SELECT " + grouped.columns()
                        + " FROM " + queries.from(grouped.input()) + " GROUP BY " + grouped.keys() + ") AS "
                        + queries.alias())
                .orElseGet(() -> grouped(scan, outputs));
    }

    private String grouped(ResolvedAggregateScan scan, SelectList outputs) {
        String input = queries.from(scan.getInputScan());
        Map<Long, String> computed = new HashMap<>();
        List<String> keys = new ArrayList<>();
        if (!scan.getGroupByList().isEmpty()) {
            input = "(SELECT *, " + keyColumns(scan, keys, computed) + " FROM " + input + ") AS " + queries.alias();
        }
        Map<ResolvedColumn, String> outer = new LinkedHashMap<>();
        OuterColumns.of(scan.getAggregateList()).forEach(column -> outer.put(column, expressions.substituted(column)));
        if (!outer.isEmpty()) {
            input = "(SELECT *, " + outerColumns(outer) + " FROM " + input + ") AS " + queries.alias();
        }
        String asked = answers(scan);
        if (!asked.isEmpty()) {
            input = "(SELECT *, " + asked + " FROM " + input + ") AS " + queries.alias();
        }
        KnownExtremes extremes = new KnownExtremes(queries, scan);
        for (ResolvedComputedColumnBase column : scan.getAggregateList()) {
            ResolvedAggregateFunctionCall call = (ResolvedAggregateFunctionCall) column.getExpr();
            AggregateCall written = new AggregateCall(expressions, ordering, call, "", keyTexts(scan, keys));
            computed.put(
                    column.getColumn().getId(),
                    extremes.apart(call).orElseGet(() -> AggregateWriter.write(expressions, written)));
        }
        outer.forEach(expressions::substitute);
        scan.getGroupingCallList()
                .forEach(call -> computed.put(
                        call.getOutputColumn().getId(),
                        "CAST(grouping(" + key(call.getGroupByColumn()) + ") AS BIGINT)"));
        boolean oneRow = keys.isEmpty() && scan.getColumnList().isEmpty();
        return "SELECT " + (oneRow ? "count(*) AS one" : outputs.sql(computed))
                + " FROM " + input + groupBy(scan, keys)
                + queries.firstRows().orderBy(scan);
    }

    /** Columns of outer queries as columns of the input, by which they are called until they are given back. */
    private String outerColumns(Map<ResolvedColumn, String> outer) {
        return outer.entrySet().stream()
                .map(each -> {
                    String name = queries.alias() + ExpressionWriter.column(each.getKey());
                    expressions.substitute(each.getKey(), name);
                    return each.getValue() + " AS " + name;
                })
                .collect(Collectors.joining(", "));
    }

    /** Arguments with subqueries as columns of the input: within aggregates, DuckDB finds no outer column for them. */
    private String answers(ResolvedAggregateScan scan) {
        return scan.getAggregateList().stream()
                .flatMap(column -> ((ResolvedAggregateFunctionCall) column.getExpr()).getArgumentList().stream())
                .filter(Subqueries::areIn)
                .map(argument -> {
                    String name = "x" + queries.alias();
                    String sql = expressions.write(argument);
                    expressions.substitute(argument, name);
                    return sql + " AS " + name;
                })
                .collect(Collectors.joining(", "));
    }

    /** The keys as columns of the input; texts that are equal by their collation have a key beside them. */
    private String keyColumns(ResolvedAggregateScan scan, List<String> keys, Map<Long, String> computed) {
        List<String> columns = new ArrayList<>();
        for (ResolvedComputedColumn key : scan.getGroupByList()) {
            String name = ExpressionWriter.column(key.getColumn());
            String value = expressions.write(key.getExpr());
            columns.add(value + " AS " + name);
            boolean folded = expressions.collations().isFolded(key.getExpr());
            if (folded) {
                columns.add(Collations.key(value) + " AS k" + name);
                computed.put(
                        key.getColumn().getId(),
                        "CASE WHEN k" + name + " IS NOT NULL THEN any_value(" + name + ") END");
                keyNames.put(key.getColumn().getId(), "k" + name);
            }
            keys.add(folded ? "k" + name : name);
        }
        return String.join(", ", columns);
    }

    /** DuckDB groups correlated queries by columns of the outer ones too, which nothing here knows. */
    private Optional<List<String>> keyTexts(ResolvedAggregateScan scan, List<String> keys) {
        if (queries.correlation().isIn()) {
            return Optional.empty();
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            Type type = scan.getGroupByList().get(i).getColumn().getType();
            texts.add(keyNames.containsValue(keys.get(i)) ? keys.get(i) : Wire.encode(type, keys.get(i)));
        }
        return Optional.of(texts);
    }

    private String groupBy(ResolvedAggregateScan scan, List<String> keys) {
        if (!scan.getGroupingSetList().isEmpty()) {
            return " GROUP BY GROUPING SETS ("
                    + scan.getGroupingSetList().stream().map(this::groupingSet).collect(Collectors.joining(", "))
                    + ")" + (keys.isEmpty() ? "" : " HAVING count(*) > 0");
        }
        return keys.isEmpty() ? "" : " GROUP BY " + String.join(", ", keys);
    }

    private String groupingSet(ResolvedGroupingSetBase set) {
        if (set instanceof ResolvedGroupingSet plain) {
            return "(" + String.join(", ", keys(plain.getGroupByColumnList())) + ")";
        }
        if (set instanceof ResolvedRollup rollup) {
            return "ROLLUP (" + multiColumns(rollup.getRollupColumnList()) + ")";
        }
        if (set instanceof ResolvedCube cube) {
            return "CUBE (" + multiColumns(cube.getCubeColumnList()) + ")";
        }
        throw new UnsupportedSql("GROUP", "these grouping sets");
    }

    private String multiColumns(List<ResolvedGroupingSetMultiColumn> columns) {
        return columns.stream()
                .map(each -> "(" + String.join(", ", keys(each.getColumnList())) + ")")
                .collect(Collectors.joining(", "));
    }

    private List<String> keys(List<ResolvedColumnRef> columns) {
        return columns.stream().map(this::key).toList();
    }

    private String key(ResolvedColumnRef column) {
        return Optional.ofNullable(keyNames.get(column.getColumn().getId())).orElseGet(() -> expressions.write(column));
    }
}
