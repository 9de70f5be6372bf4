package io.meshwright.web;

import io.meshwright.lineage.ColumnEdge;
import io.meshwright.lineage.ColumnRef;
import io.meshwright.lineage.Impact;
import io.meshwright.lineage.LineageColumn;
import io.meshwright.lineage.LineageGraph;
import io.meshwright.lineage.LineageNode;
import io.meshwright.lineage.LineagePath;
import io.meshwright.lineage.LineagePlace;
import io.meshwright.lineage.NodeEdge;
import io.meshwright.lineage.NodeRef;
import io.meshwright.lineage.RowEdge;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What stands beside the map about the place chosen.
 *
 * @param kind producer, consumer, source or dashboard
 * @param column the column or tile chosen; empty when a whole node is
 * @param impact what breaks with the column; empty for whole nodes and for tiles, which feed nothing
 */
public record LineagePanel(
        LineageNode node,
        String kind,
        String page,
        Optional<LineageColumn> column,
        Optional<ImpactView> impact,
        List<Origin> comesFrom,
        List<Origin> rowsFrom,
        List<Neighbour> reads,
        List<Neighbour> readBy,
        List<Neighbour> columns,
        List<LineageOutline.Hop> outline) {

    /** @param safer the way that breaks nothing */
    public record ImpactView(
            boolean nothing, long products, long dashboards, long columns, List<Hit> hits, long teams, String safer) {}

    /**
     * Something that breaks.
     *
     * @param what the columns or tiles, in words
     */
    public record Hit(String title, String href, String owner, List<String> columns, String what) {}

    /** @param expression how the value is made of it; empty when it is handed on */
    public record Origin(String title, String href, String column, String expression) {}

    /** Another node, or a column. */
    public record Neighbour(String title, String href, String note) {}

    /** Whether the chosen name is too long to be set as large as others. */
    public boolean longName() {
        return column.filter(chosen -> chosen.title().length() > 12).isPresent();
    }

    static LineagePanel of(LineageGraph graph, LineageView view, LineagePath path) {
        LineagePlace focus = view.focus().orElseThrow();
        LineageNode node = graph.node(focus.node()).orElseThrow();
        Optional<LineageColumn> column = focus instanceof ColumnRef ref ? graph.column(ref) : Optional.empty();
        boolean tile = node instanceof LineageNode.Dashboard;
        LineagePath all = graph.path(focus, LineagePath.ALL, LineagePath.ALL);
        return new LineagePanel(
                node,
                kind(node),
                LineageView.pageOf(node),
                column,
                focus instanceof ColumnRef ref && !tile ? Optional.of(impact(graph, ref)) : Optional.empty(),
                focus instanceof ColumnRef ref ? comesFrom(graph, ref, all, view) : List.of(),
                focus instanceof ColumnRef && !tile ? rowsFrom(graph, node, view) : List.of(),
                focus instanceof NodeRef ? neighbours(graph, view, node, true) : List.of(),
                focus instanceof NodeRef ? neighbours(graph, view, node, false) : List.of(),
                focus instanceof NodeRef ? columns(node, view) : List.of(),
                LineageOutline.of(graph, view, path));
    }

    private static String kind(LineageNode node) {
        if (node instanceof LineageNode.Port port) {
            return port.consumerAligned() ? "consumer" : "producer";
        }
        return node instanceof LineageNode.Source ? "source" : "dashboard";
    }

    private static ImpactView impact(LineageGraph graph, ColumnRef column) {
        Impact impact = graph.impact(column);
        LineageNode node = graph.node(column.node()).orElseThrow();
        return new ImpactView(
                impact.isEmpty(),
                impact.products(),
                impact.dashboards(),
                impact.columns(),
                impact.broken().stream().map(LineagePanel::hit).toList(),
                impact.owners().stream().map(LineageNode.Owner::team).distinct().count(),
                node instanceof LineageNode.Port port ? nextMinor(port.version()) : "");
    }

    /** The version that could have the new column beside the old one; empty when the version is no number. */
    private static String nextMinor(String version) {
        String[] parts = version.split("\\.", -1);
        boolean numbers = parts.length >= 2 && Stream.of(parts[0], parts[1]).allMatch(part -> part.matches("\\d{1,6}"));
        return numbers ? parts[0] + "." + (Integer.parseInt(parts[1]) + 1) + ".0" : "";
    }

    private static Hit hit(Impact.Broken broken) {
        LineageNode node = broken.node();
        int tiles = broken.columns().size();
        boolean dashboard = broken.isDashboard();
        return new Hit(
                node.title(),
                LineageView.pageOf(node),
                dashboard ? "dashboard, " + node.owner().team() : node.owner().team(),
                dashboard
                        ? List.of()
                        : broken.columns().stream().map(LineageColumn::name).toList(),
                dashboard
                        ? InWords.counted(tiles, "tile") + (tiles == 1 ? " goes blank" : " go blank")
                        : broken.rows() ? "decides which rows it has, so all of it breaks" : "");
    }

    private static List<Origin> comesFrom(LineageGraph graph, ColumnRef column, LineagePath path, LineageView view) {
        Map<String, Origin> origins = new LinkedHashMap<>();
        path.upEdges().stream()
                .filter(edge -> edge.to().equals(column) && edge instanceof ColumnEdge)
                .map(ColumnEdge.class::cast)
                .forEach(edge -> origins.putIfAbsent(
                        edge.from().toString(), origin(graph, edge.from(), edge.expression(), view)));
        return List.copyOf(origins.values());
    }

    private static List<Origin> rowsFrom(LineageGraph graph, LineageNode node, LineageView view) {
        Map<String, Origin> origins = new LinkedHashMap<>();
        for (RowEdge edge : graph.rowsDecidedBy(node.id())) {
            origins.putIfAbsent(edge.from().toString(), origin(graph, edge.from(), ExpressionLabel.of(edge), view));
        }
        return List.copyOf(origins.values());
    }

    private static Origin origin(LineageGraph graph, ColumnRef from, String expression, LineageView view) {
        String title = graph.node(from.node()).map(LineageNode::title).orElse(from.node());
        return new Origin(title, view.on(from).href(), from.column(), expression);
    }

    private static List<Neighbour> neighbours(LineageGraph graph, LineageView view, LineageNode node, boolean sources) {
        return graph.links().stream()
                .filter(link -> (sources ? link.to() : link.from()).node().equals(node.id()))
                .map(link -> other(link, sources))
                .flatMap(id -> graph.node(id).stream())
                .map(other -> new Neighbour(
                        other.title(),
                        view.on(other.ref()).href(),
                        other.owner().domainTitle()))
                .toList();
    }

    private static String other(NodeEdge link, boolean sources) {
        return (sources ? link.from() : link.to()).node();
    }

    private static List<Neighbour> columns(LineageNode node, LineageView view) {
        return node.columns().stream()
                .map(column -> new Neighbour(
                        column.title(),
                        view.on(new ColumnRef(node.id(), column.name())).href(),
                        column.type()))
                .toList();
    }
}
