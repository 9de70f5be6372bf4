package io.meshwright.web;

import static io.meshwright.web.LineageCurve.number;

import io.meshwright.lineage.ColumnEdge;
import io.meshwright.lineage.ColumnRef;
import io.meshwright.lineage.LineageColumn;
import io.meshwright.lineage.LineageEdge;
import io.meshwright.lineage.LineageGraph;
import io.meshwright.lineage.LineageLayout;
import io.meshwright.lineage.LineageMap;
import io.meshwright.lineage.LineageMap.Box;
import io.meshwright.lineage.LineageMap.Lane;
import io.meshwright.lineage.LineageNode;
import io.meshwright.lineage.LineagePath;
import io.meshwright.lineage.LineagePlace;
import io.meshwright.lineage.NodeEdge;
import io.meshwright.lineage.NodeRef;
import io.meshwright.web.LineageDrawing.BoxView;
import io.meshwright.web.LineageDrawing.Heading;
import io.meshwright.web.LineageDrawing.LaneView;
import io.meshwright.web.LineageDrawing.Link;
import io.meshwright.web.LineageDrawing.RowView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Draws a view of the lineage: what is on the path stands out, the rest stays as hairlines. */
final class LineageDraft {

    /** Letters of the drawing are 13.5 units high; on the page they should not be smaller than 11 pixels. */
    private static final double SCALE = 0.84;

    private static final double LEGEND_WIDTH = 500;
    private static final double LEGEND_HEIGHT = 237;

    private final LineageGraph graph;
    private final LineageView view;
    private final Optional<LineagePath> path;
    private final LineageMap map;
    private final Map<String, String> marks;
    private final Map<String, Box> boxes = new HashMap<>();

    /** @param marks fail, warn or gone, by product */
    LineageDraft(LineageGraph graph, LineageLayout layout, LineageView view, Map<String, String> marks) {
        this.graph = graph;
        this.view = view;
        this.marks = marks;
        this.path = view.focus().map(focus -> graph.path(focus, view.stepsUp(), view.stepsDown()));
        this.map = layout(layout);
        map.boxes().forEach(box -> box.members().forEach(node -> boxes.put(node, box)));
    }

    private LineageMap layout(LineageLayout layout) {
        if (path.isEmpty() || !view.columns()) {
            return layout.products(path.map(LineagePath::nodes).orElse(Set.of()));
        }
        Map<String, Set<String>> open = new HashMap<>();
        for (LineagePlace place : places(path.get())) {
            Set<String> columns = open.computeIfAbsent(place.node(), node -> new HashSet<>());
            if (place instanceof ColumnRef column) {
                columns.add(column.column());
            }
        }
        if (view.focus().orElseThrow() instanceof NodeRef focus) {
            open.keySet().removeIf(node -> !node.equals(focus.node()));
        }
        return layout.columns(open);
    }

    private static List<LineagePlace> places(LineagePath path) {
        List<LineagePlace> places = new ArrayList<>(path.up().keySet());
        places.add(path.focus());
        places.addAll(path.down().keySet());
        return places;
    }

    Optional<LineagePath> path() {
        return path;
    }

    LineageDrawing draw() {
        double right = Math.max(map.width(), LEGEND_WIDTH + 16);
        double legendX = right - LEGEND_WIDTH - 8;
        double below = map.lanes().stream()
                .filter(lane -> lane.x() + lane.width() > legendX)
                .mapToDouble(lane -> lane.y() + lane.height())
                .max()
                .orElse(0);
        double height = Math.max(map.height(), below + LEGEND_HEIGHT + 22);
        LineageSteps steps = new LineageSteps(map, boxes, view, path);
        return new LineageDrawing(
                number(right),
                number(height),
                number(right * SCALE),
                number(height * SCALE),
                label(),
                map.ranks().stream()
                        .filter(rank -> !rank.heading().isEmpty())
                        .map(rank -> new Heading(number(rank.x()), rank.heading()))
                        .toList(),
                map.lanes().stream().map(this::lane).toList(),
                links(),
                map.boxes().stream().map(this::box).toList(),
                steps.steps(),
                steps.pills(),
                number(legendX),
                number(height - LEGEND_HEIGHT - 10),
                summary());
    }

    private String label() {
        return path.isEmpty()
                ? "Lineage of the whole mesh. A list of the same products follows the graph."
                : "Lineage of " + name(path.get().focus()) + ". A list of the same path follows the graph.";
    }

    private String name(LineagePlace place) {
        String node = graph.node(place.node()).map(LineageNode::title).orElse(place.node());
        return place instanceof ColumnRef column
                ? node + ", " + graph.column(column).map(LineageColumn::title).orElse(column.column())
                : node;
    }

    private String summary() {
        return InWords.counted(graph.nodes().size(), "node") + ", "
                + InWords.counted(graph.links().size(), "link");
    }

    private LaneView lane(Lane lane) {
        return new LaneView(
                number(lane.x()),
                number(lane.y()),
                number(lane.width()),
                number(lane.height()),
                number(lane.x() + 14),
                number(lane.y() + 19),
                number(lane.x() + lane.width() - 14),
                lane.title(),
                teams(lane, breaks(lane)),
                lane.consumers(),
                breaks(lane));
    }

    /** The teams, where there is room for them beside the domain and what breaks. */
    private static String teams(Lane lane, String breaks) {
        double room = lane.width() - (lane.title().length() + breaks.length()) * 7.6 - 50;
        return lane.teams().length() * 7.2 <= room ? lane.teams() : "";
    }

    private String breaks(Lane lane) {
        if (path.isEmpty()) {
            return "";
        }
        Set<String> products = new HashSet<>();
        Set<String> dashboards = new HashSet<>();
        for (LineagePlace place : path.get().down().keySet()) {
            LineageNode node = graph.node(place.node()).orElseThrow();
            if (node.owner().domain().equals(lane.domain())) {
                if (node instanceof LineageNode.Port port && port.consumerAligned() == lane.consumers()) {
                    products.add(port.product());
                } else if (node instanceof LineageNode.Dashboard && lane.consumers()) {
                    dashboards.add(node.id());
                }
            }
        }
        return Words.breaks(products.size(), dashboards.size());
    }

    private List<Link> links() {
        Set<NodeEdge> drawn = new HashSet<>();
        path.ifPresent(found -> {
            found.upEdges().forEach(edge -> drawn.add(between(edge)));
            found.downEdges().forEach(edge -> drawn.add(between(edge)));
        });
        Set<String> seen = new HashSet<>();
        List<Link> links = new ArrayList<>();
        for (NodeEdge link : graph.links()) {
            Box from = boxes.get(link.from().node());
            Box to = boxes.get(link.to().node());
            String curve = LineageCurve.link(from, to);
            if (!drawn.contains(link) && seen.add(curve)) {
                links.add(new Link(from.members().get(0), to.members().get(0), curve));
            }
        }
        return links;
    }

    static NodeEdge between(LineageEdge edge) {
        return new NodeEdge(
                new NodeRef(edge.from().node()), new NodeRef(edge.to().node()));
    }

    private BoxView box(Box box) {
        LineageNode node = graph.node(box.members().get(0)).orElseThrow();
        boolean on = path.isEmpty() || path.get().nodes().contains(node.id());
        boolean chosen =
                view.focus().map(focus -> focus.node().equals(node.id())).orElse(false);
        boolean whole = path.isPresent() && path.get().down().containsKey(node.ref());
        String mark = node instanceof LineageNode.Port port ? marks.getOrDefault(port.product(), "") : "";
        double middle = box.middle() - box.y();
        boolean source = node instanceof LineageNode.Source;
        return new BoxView(
                node.id(),
                number(box.x()),
                number(box.y()),
                number(box.width()),
                number(box.height()),
                number(box.width() - 1),
                number(box.height() - 1),
                number(middle),
                number(middle + 4),
                source ? "10" : "26",
                number(box.width() - 14),
                kind(node),
                path.isEmpty() ? "nd" : on ? "nd on" : "nd off",
                title(box, source),
                box.title() + Words.mark(mark),
                chosen ? LineageView.pageOf(node) : view.on(node.ref()).href(),
                mark,
                whole,
                box.open(),
                rows(node, box),
                box.hidden() == 0 ? "" : "and " + box.hidden() + " more",
                number(LineageMap.HEADER + box.rows().size() * LineageMap.ROW + 15),
                number(box.width() - (source ? 2 : 6)),
                number(box.width() - 9));
    }

    private static String kind(LineageNode node) {
        if (node instanceof LineageNode.Port port) {
            return port.consumerAligned() ? "consumer" : "producer";
        }
        return node instanceof LineageNode.Source ? "source" : "dashboard";
    }

    private List<RowView> rows(LineageNode node, Box box) {
        List<RowView> rows = new ArrayList<>();
        double y = LineageMap.HEADER + 1;
        for (LineageColumn column : box.rows()) {
            ColumnRef place = new ColumnRef(node.id(), column.name());
            rows.add(new RowView(
                    place.toString(),
                    number(y),
                    number(y + 14),
                    shortened(column.title(), box),
                    column.type(),
                    state(place),
                    column.title() + ", " + node.title() + downstream(place),
                    view.level(true).on(place).href()));
            y += LineageMap.ROW;
        }
        return rows;
    }

    private String downstream(ColumnRef place) {
        long columns = graph.path(place, 0, LineagePath.ALL).down().keySet().stream()
                .filter(ColumnRef.class::isInstance)
                .count();
        return columns == 0 ? "" : ", " + columns + " downstream";
    }

    /** Of a product with several ports, the port tells more than the product. */
    private static String title(Box box, boolean source) {
        int letters = (int) ((box.width() - (source ? 16 : 34)) / 6.8);
        int port = box.title().lastIndexOf(" › ");
        boolean fits = box.title().length() <= letters || port < 0;
        return shortened(fits ? box.title() : "…" + box.title().substring(port), letters);
    }

    private static String shortened(String title, Box box) {
        return shortened(title, (int) ((box.width() - 34) / 7.3));
    }

    private static String shortened(String title, int letters) {
        return title.length() <= letters
                ? title
                : title.substring(0, letters - 1).strip() + "…";
    }

    private String state(ColumnRef place) {
        if (path.isEmpty()) {
            return "";
        }
        LineagePath found = path.get();
        if (found.focus().equals(place)) {
            return "sel";
        }
        return found.up().containsKey(place) ? "up" : found.down().containsKey(place) ? "dn" : "";
    }

    /** Whether an edge carries a value between columns. */
    static boolean carriesValue(LineageEdge edge) {
        return edge instanceof ColumnEdge;
    }
}
