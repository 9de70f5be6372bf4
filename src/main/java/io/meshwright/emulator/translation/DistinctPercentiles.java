package io.meshwright.emulator.translation;

import com.google.zetasql.resolvedast.ResolvedColumn;
import com.google.zetasql.resolvedast.ResolvedNodes.*;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code SELECT DISTINCT k, PERCENTILE_CONT(x, 0.5) OVER (PARTITION BY k)}, GoogleSQL's way to a median for each k, written
 * as the aggregate by k that it is.
 */
final class DistinctPercentiles {

    private static final Set<String> PERCENTILES = Set.of("percentile_cont", "percentile_disc");

    private final ExpressionWriter expressions;
    private final Ordering ordering;

    DistinctPercentiles(ExpressionWriter expressions, Ordering ordering) {
        this.expressions = expressions;
        this.ordering = ordering;
    }

    /** The columns, FROM's input and GROUP BY of such a query; empty for any other. */
    Optional<Grouped> of(ResolvedAggregateScan distinct) {
        boolean plain = distinct.getAggregateList().isEmpty()
                && distinct.getGroupingSetList().isEmpty();
        if (!plain || !(distinct.getInputScan() instanceof ResolvedAnalyticScan analytic)) {
            return Optional.empty();
        }
        Map<Long, ResolvedColumn> outputs = new HashMap<>();
        for (ResolvedComputedColumn key : distinct.getGroupByList()) {
            if (!(key.getExpr() instanceof ResolvedColumnRef reference)) {
                return Optional.empty();
            }
            outputs.put(reference.getColumn().getId(), key.getColumn());
        }
        return grouped(analytic, outputs);
    }

    record Grouped(ResolvedScan input, String columns, String keys) {}

    private Optional<Grouped> grouped(ResolvedAnalyticScan analytic, Map<Long, ResolvedColumn> outputs) {
        Set<Long> keys = new HashSet<>(outputs.keySet());
        List<String> columns = new ArrayList<>();
        for (ResolvedAnalyticFunctionGroup group : analytic.getFunctionGroupList()) {
            for (ResolvedComputedColumnBase column : group.getAnalyticFunctionList()) {
                ResolvedAnalyticFunctionCall call = (ResolvedAnalyticFunctionCall) column.getExpr();
                ResolvedColumn output = outputs.get(column.getColumn().getId());
                if (output == null || !PERCENTILES.contains(call.getFunction().getName())) {
                    return Optional.empty();
                }
                keys.remove(column.getColumn().getId());
                columns.add(AggregateWriter.write(expressions, ordering, call, "") + " AS "
                        + ExpressionWriter.column(output));
            }
        }
        boolean samePartitions = analytic.getFunctionGroupList().stream()
                .allMatch(group -> partition(group).equals(keys));
        if (!samePartitions || keys.isEmpty()) {
            return Optional.empty();
        }
        List<String> names =
                keys.stream().map(ExpressionWriter::column).sorted().toList();
        keys.forEach(
                id -> columns.add(ExpressionWriter.column(id) + " AS " + ExpressionWriter.column(outputs.get(id))));
        return Optional.of(new Grouped(analytic.getInputScan(), String.join(", ", columns), String.join(", ", names)));
    }

    private static Set<Long> partition(ResolvedAnalyticFunctionGroup group) {
        return group.getPartitionBy() == null
                ? Set.of()
                : group.getPartitionBy().getPartitionByList().stream()
                        .map(reference -> reference.getColumn().getId())
                        .collect(Collectors.toSet());
    }
}
