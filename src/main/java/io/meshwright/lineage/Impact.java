package io.meshwright.lineage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What breaks when a column changes, and who it belongs to.
 *
 * @param broken nearest first
 */
public record Impact(ColumnRef column, List<Broken> broken) {

    public Impact {
        broken = List.copyOf(broken);
    }

    /**
     * A node that breaks.
     *
     * @param columns the columns or tiles whose values it feeds; empty when only the rows depend on it
     * @param rows whether it decides which rows the node has, so that all of it breaks
     * @param steps how far away it is
     */
    public record Broken(LineageNode node, List<LineageColumn> columns, boolean rows, int steps) {
        public Broken {
            columns = List.copyOf(columns);
        }

        public boolean isDashboard() {
            return node instanceof LineageNode.Dashboard;
        }
    }

    static Impact of(LineageGraph graph, ColumnRef column) {
        Map<String, List<LineageColumn>> columns = new LinkedHashMap<>();
        Map<String, Integer> steps = new LinkedHashMap<>();
        Map<LineagePlace, Integer> down = graph.path(column, 0, LineagePath.ALL).down();
        down.forEach((place, distance) -> {
            steps.merge(place.node(), distance, Math::min);
            columns.computeIfAbsent(place.node(), node -> new ArrayList<>());
            if (place instanceof ColumnRef reached) {
                graph.column(reached).ifPresent(columns.get(place.node())::add);
            }
        });
        return new Impact(
                column,
                steps.keySet().stream()
                        .flatMap(id -> graph.node(id).stream())
                        .map(node -> new Broken(
                                node,
                                inOrder(node, columns.get(node.id())),
                                down.containsKey(node.ref()),
                                steps.get(node.id())))
                        .sorted(Comparator.comparing(Broken::isDashboard)
                                .thenComparing(Broken::steps)
                                .thenComparing(broken -> broken.node().title()))
                        .toList());
    }

    private static List<LineageColumn> inOrder(LineageNode node, List<LineageColumn> reached) {
        return node.columns().stream().filter(reached::contains).toList();
    }

    public boolean isEmpty() {
        return broken.isEmpty();
    }

    public long products() {
        return broken.stream()
                .map(Broken::node)
                .filter(LineageNode.Port.class::isInstance)
                .map(node -> ((LineageNode.Port) node).product())
                .distinct()
                .count();
    }

    public long dashboards() {
        return broken.stream().filter(Broken::isDashboard).count();
    }

    /** Columns of products; a dashboard's tiles are not counted. */
    public long columns() {
        return broken.stream()
                .filter(one -> !one.isDashboard())
                .mapToLong(one -> one.columns().size())
                .sum();
    }

    /** Who has to be asked first: the teams that own what breaks, each once. */
    public List<LineageNode.Owner> owners() {
        return broken.stream().map(one -> one.node().owner()).distinct().toList();
    }
}
