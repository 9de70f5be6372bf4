package io.meshwright.emulator.translation;

import com.google.zetasql.resolvedast.ResolvedColumn;
import com.google.zetasql.resolvedast.ResolvedMergeWhenEnums.MatchType;
import com.google.zetasql.resolvedast.ResolvedNodes.*;
import io.meshwright.sql.TableName;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a statement does with the columns of the tables it names.
 *
 * @param read the columns it needs, by table
 * @param filtered the columns that conditions hold to values known beforehand, by table: what partitions can be spared
 *     by, wherever the statement reads the table
 */
public record TableUse(Map<TableName, Set<String>> read, Map<TableName, Set<String>> filtered) {

    public static final TableUse NONE = new TableUse(Map.of(), Map.of());

    public TableUse {
        read = Map.copyOf(read);
        filtered = Map.copyOf(filtered);
    }

    public Set<String> read(TableName table) {
        return read.getOrDefault(table, Set.of());
    }

    public Set<String> filtered(TableName table) {
        return filtered.getOrDefault(table, Set.of());
    }

    static TableUse of(ResolvedStatement statement) {
        Finder finder = new Finder();
        statement.accept(finder);
        return finder.found();
    }

    private static <T> Set<T> common(Set<T> one, Set<T> other) {
        Set<T> both = new HashSet<>(one);
        both.retainAll(other);
        return both;
    }

    /** Collects columns and conditions; a column that is passed on leads back to where it came from. */
    private static final class Finder extends Visitor {
        private record Origin(TableName table, int scan, String column) {}

        private final Map<Long, Origin> origins = new HashMap<>();
        private final Map<Long, Set<Long>> sources = new HashMap<>();
        private final Map<String, List<ResolvedColumn>> withColumns = new HashMap<>();
        private final Set<Long> conditions = new HashSet<>();
        private final Map<TableName, Set<String>> read = new HashMap<>();
        private final IdentityHashMap<ResolvedTableScan, Integer> scans = new IdentityHashMap<>();
        private final Map<TableName, Map<Integer, Set<String>>> held = new HashMap<>();

        @Override
        public void visit(ResolvedTableScan scan) {
            TableName table = TableName.parse(scan.getTable().getFullName(), "");
            Set<String> columns = read.computeIfAbsent(table, name -> new HashSet<>());
            int number = scans.computeIfAbsent(scan, any -> scans.size());
            held.computeIfAbsent(table, name -> new HashMap<>()).put(number, new HashSet<>());
            for (int i = 0; i < scan.getColumnIndexList().size(); i++) {
                int index = scan.getColumnIndexList().get(i).intValue();
                String column = scan.getTable().getColumn(index).getName();
                columns.add(column);
                origins.put(scan.getColumnList().get(i).getId(), new Origin(table, number, column));
            }
            super.visit(scan);
        }

        @Override
        public void visit(ResolvedWithEntry entry) {
            withColumns.put(entry.getWithQueryName(), entry.getWithSubquery().getColumnList());
            super.visit(entry);
        }

        @Override
        public void visit(ResolvedWithRefScan scan) {
            same(scan.getColumnList(), withColumns.getOrDefault(scan.getWithQueryName(), List.of()));
        }

        @Override
        public void visit(ResolvedSetOperationScan scan) {
            scan.getInputItemList().forEach(item -> same(scan.getColumnList(), item.getOutputColumnList()));
            super.visit(scan);
        }

        @Override
        public void visit(ResolvedComputedColumn column) {
            if (!(column.getExpr() instanceof ResolvedNonScalarFunctionCallBase)) {
                sources(column.getColumn().getId()).addAll(columnsOf(column.getExpr()));
            }
            super.visit(column);
        }

        @Override
        public void visit(ResolvedFilterScan scan) {
            conditions.addAll(held(scan.getFilterExpr()));
            equate(scan.getFilterExpr());
            super.visit(scan);
        }

        @Override
        public void visit(ResolvedJoinScan scan) {
            if (scan.getJoinExpr() != null) {
                conditions.addAll(held(scan.getJoinExpr()));
                equate(scan.getJoinExpr());
            }
            super.visit(scan);
        }

        @Override
        public void visit(ResolvedDeleteStmt statement) {
            conditions.addAll(held(statement.getWhereExpr()));
            super.visit(statement);
        }

        @Override
        public void visit(ResolvedUpdateStmt statement) {
            conditions.addAll(held(statement.getWhereExpr()));
            super.visit(statement);
        }

        @Override
        public void visit(ResolvedMergeStmt statement) {
            conditions.addAll(held(statement.getMergeExpr()));
            statement.getWhenClauseList().stream()
                    .filter(when -> when.getMatchType() != MatchType.NOT_MATCHED_BY_TARGET)
                    .map(when -> held(when.getMatchExpr()))
                    .reduce(TableUse::common)
                    .ifPresent(conditions::addAll);
            super.visit(statement);
        }

        /** What one of two equal columns is held to, the other is. */
        private void equate(ResolvedExpr condition) {
            if (condition instanceof ResolvedFunctionCallBase call) {
                List<ResolvedExpr> sides = call.getArgumentList();
                if (call.getFunction().getName().equals("$and")) {
                    sides.forEach(this::equate);
                } else if (call.getFunction().getName().equals("$equal")
                        && sides.get(0) instanceof ResolvedColumnRef left
                        && sides.get(1) instanceof ResolvedColumnRef right) {
                    same(List.of(left.getColumn()), List.of(right.getColumn()));
                    same(List.of(right.getColumn()), List.of(left.getColumn()));
                }
            }
        }

        private void same(List<ResolvedColumn> to, List<ResolvedColumn> from) {
            for (int i = 0; i < Math.min(to.size(), from.size()); i++) {
                sources(to.get(i).getId()).add(from.get(i).getId());
            }
        }

        private Set<Long> sources(long column) {
            return sources.computeIfAbsent(column, id -> new HashSet<>());
        }

        /** The columns a condition holds to known values: one of each of several that all must be true. */
        private static Set<Long> held(ResolvedExpr condition) {
            if (condition instanceof ResolvedFunctionCallBase call) {
                String name = call.getFunction().getName();
                List<Set<Long>> sides =
                        call.getArgumentList().stream().map(Finder::held).toList();
                if (name.equals("$and")) {
                    Set<Long> all = new HashSet<>();
                    sides.forEach(all::addAll);
                    return all;
                }
                if (name.equals("$or")) {
                    return sides.stream().reduce(TableUse::common).orElseThrow();
                }
            }
            Set<Long> columns = columnsOf(condition);
            return columns.size() == 1 && !asksTables(condition) ? columns : Set.of();
        }

        private static boolean asksTables(ResolvedExpr expression) {
            boolean[] found = new boolean[1];
            expression.accept(new Visitor() {
                @Override
                public void visit(ResolvedSubqueryExpr subquery) {
                    found[0] = true;
                }
            });
            return found[0];
        }

        private static Set<Long> columnsOf(ResolvedExpr expression) {
            Set<Long> columns = new HashSet<>();
            if (expression != null) {
                expression.accept(new Visitor() {
                    @Override
                    public void visit(ResolvedColumnRef reference) {
                        columns.add(reference.getColumn().getId());
                    }
                });
            }
            return columns;
        }

        TableUse found() {
            Set<Long> seen = new HashSet<>();
            Deque<Long> open = new ArrayDeque<>(conditions);
            while (!open.isEmpty()) {
                long column = open.pop();
                if (seen.add(column)) {
                    open.addAll(sources.getOrDefault(column, Set.of()));
                    Origin origin = origins.get(column);
                    if (origin != null) {
                        held.get(origin.table()).get(origin.scan()).add(origin.column());
                    }
                }
            }
            Map<TableName, Set<String>> filtered = new HashMap<>();
            held.forEach((table, byScan) -> filtered.put(
                    table, byScan.values().stream().reduce(TableUse::common).orElseThrow()));
            return new TableUse(read, filtered);
        }
    }
}
