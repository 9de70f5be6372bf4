package io.meshwright.lineage;

import io.meshwright.lineage.LineageMap.Box;
import io.meshwright.lineage.LineageMap.Lane;
import io.meshwright.lineage.LineageMap.Rank;
import io.meshwright.lineage.LineageRanks.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A graph laid out once: ranks from left to right, domains as lanes. Opening a node afterwards pushes down what is below
 * it and moves nothing sideways or up.
 */
public final class LineageLayout {

    private static final double CLOSED = 24;
    private static final double GAP = 6;
    private static final double GAP_WHEN_OPEN = 11;
    private static final double LANE_TOP = 34;
    private static final double LANE_HEADER = 30;
    private static final double LANE_GAP = 11;
    private static final double LANE_SIDE = 14;
    private static final int ROWS_SHOWN = 12;
    /** With more nodes than this, sources beside the path are drawn as one node for each lane. */
    private static final int NODES_DRAWN = 60;

    private final LineageGraph graph;
    private final Map<Integer, Kind> kinds = new TreeMap<>();
    private final List<Rank> ranks;
    private final List<LaneNodes> lanes;
    /** How far down a lane of consumers wants to stand, to be beside what it reads; by domain. */
    private final Map<String, Double> wanted = new HashMap<>();

    private LineageLayout(LineageGraph graph) {
        this.graph = graph;
        Map<String, Integer> rankOf = LineageRanks.of(graph);
        graph.nodes().forEach(node -> kinds.put(rankOf.get(node.id()), Kind.of(node)));
        this.ranks = RankColumns.of(graph, rankOf, kinds);
        List<LaneNodes> unsorted = LaneNodes.of(graph, rankOf, NodeOrder.of(graph, rankOf));
        LineageMap closed = draw(unsorted, Set.of(), Map.of());
        unsorted.stream().filter(LaneNodes::consumers).forEach(lane -> wanted.put(lane.domain(), wanted(lane, closed)));
        this.lanes = unsorted.stream()
                .sorted(Comparator.comparing(lane -> lane.consumers() ? wanted.get(lane.domain()) : 0.0))
                .toList();
    }

    public static LineageLayout of(LineageGraph graph) {
        return new LineageLayout(graph);
    }

    /** All nodes closed; those on a path are never drawn together with others. */
    public LineageMap products(Set<String> onPath) {
        return draw(lanes, onPath, Map.of());
    }

    /** Nodes on a path open, with the columns on it among those shown. */
    public LineageMap columns(Map<String, Set<String>> onPath) {
        return draw(lanes, onPath.keySet(), onPath);
    }

    private double wanted(LaneNodes lane, LineageMap closed) {
        Set<String> members = lane.byRank().values().stream()
                .flatMap(List::stream)
                .map(LineageNode::id)
                .collect(Collectors.toSet());
        return graph.links().stream()
                .filter(link -> members.contains(link.to().node())
                        && !members.contains(link.from().node()))
                .flatMap(link -> closed.box(link.from().node()).stream())
                .filter(box -> !kinds.get(box.rank()).equals(Kind.CONSUMER))
                .mapToDouble(Box::middle)
                .average()
                .orElse(LANE_TOP);
    }

    private LineageMap draw(List<LaneNodes> inOrder, Set<String> onPath, Map<String, Set<String>> open) {
        List<Lane> drawn = new ArrayList<>();
        List<Box> boxes = new ArrayList<>();
        double producersEnd = LANE_TOP;
        double consumersEnd = LANE_TOP;
        for (LaneNodes lane : inOrder) {
            double half = LANE_HEADER + height(lane) / 2;
            double top = lane.consumers()
                    ? Math.max(consumersEnd, wanted.getOrDefault(lane.domain(), 0.0) - half)
                    : producersEnd;
            double height = place(lane, top, onPath, open, boxes);
            drawn.add(lane(lane, top, height));
            if (lane.consumers()) {
                consumersEnd = top + height + LANE_GAP;
            } else {
                producersEnd = top + height + LANE_GAP;
            }
        }
        Rank last = ranks.isEmpty() ? new Rank("", 0, 0) : ranks.get(ranks.size() - 1);
        return new LineageMap(ranks, drawn, boxes, last.x() + last.width() + 22, Math.max(producersEnd, consumersEnd));
    }

    private Lane lane(LaneNodes lane, double top, double height) {
        List<Rank> own = new ArrayList<>();
        kinds.forEach((rank, kind) -> {
            if (lane.consumers() == (kind == Kind.CONSUMER || kind == Kind.DASHBOARD)) {
                own.add(ranks.get(rank));
            }
        });
        double left = own.get(0).x() - LANE_SIDE;
        Rank end = own.get(own.size() - 1);
        return new Lane(
                lane.domain(),
                lane.title(),
                lane.teams(),
                lane.consumers(),
                left,
                top,
                end.x() + end.width() + LANE_SIDE - left,
                height);
    }

    /** Draws the nodes of a lane and returns its height. */
    private double place(
            LaneNodes lane, double top, Set<String> onPath, Map<String, Set<String>> open, List<Box> boxes) {
        double closed = height(lane);
        double bottom = top + LANE_HEADER + closed;
        for (Map.Entry<Integer, List<LineageNode>> rank : lane.byRank().entrySet()) {
            double y = top + LANE_HEADER + Math.round((closed - height(together(rank.getValue(), Set.of()))) / 2);
            boolean anyOpen = rank.getValue().stream().anyMatch(node -> isOpen(node, open));
            for (List<LineageNode> nodes : together(rank.getValue(), onPath)) {
                Box box = box(nodes, rank.getKey(), y, open);
                boxes.add(box);
                bottom = Math.max(bottom, box.y() + box.height());
                y += box.height() + (anyOpen ? GAP_WHEN_OPEN : GAP);
            }
        }
        return bottom - top + GAP_WHEN_OPEN;
    }

    private double height(LaneNodes lane) {
        return lane.byRank().values().stream()
                .mapToDouble(nodes -> height(together(nodes, Set.of())))
                .max()
                .orElse(0);
    }

    private static double height(List<?> closed) {
        return closed.size() * (CLOSED + GAP) - GAP;
    }

    /** One list for each box of a rank. */
    private List<List<LineageNode>> together(List<LineageNode> nodes, Set<String> onPath) {
        List<List<LineageNode>> boxes = new ArrayList<>();
        List<LineageNode> beside = new ArrayList<>();
        for (LineageNode node : nodes) {
            boolean merge = graph.nodes().size() > NODES_DRAWN
                    && node instanceof LineageNode.Source
                    && !onPath.contains(node.id());
            if (merge) {
                beside.add(node);
            } else {
                boxes.add(List.of(node));
            }
        }
        if (!beside.isEmpty()) {
            boxes.add(beside);
        }
        return boxes;
    }

    private static boolean isOpen(LineageNode node, Map<String, Set<String>> open) {
        return open.containsKey(node.id()) && !node.columns().isEmpty();
    }

    private Box box(List<LineageNode> nodes, int rank, double y, Map<String, Set<String>> open) {
        LineageNode first = nodes.get(0);
        Rank column = ranks.get(rank);
        List<LineageColumn> rows = isOpen(first, open) ? rows(first, open.get(first.id())) : List.of();
        int hidden = rows.isEmpty() ? 0 : first.columns().size() - rows.size();
        double height =
                rows.isEmpty() ? CLOSED : LineageMap.HEADER + (rows.size() + (hidden > 0 ? 1 : 0)) * LineageMap.ROW + 5;
        return new Box(
                nodes.stream().map(LineageNode::id).toList(),
                nodes.size() == 1 ? first.title() : nodes.size() + " sources",
                first.owner().domain(),
                rank,
                rows,
                hidden,
                column.x(),
                y,
                column.width(),
                height);
    }

    /** All columns of a small table; of a large one those on the path, then the first others. */
    private static List<LineageColumn> rows(LineageNode node, Set<String> onPath) {
        List<LineageColumn> columns = node.columns();
        if (columns.size() <= ROWS_SHOWN) {
            return columns;
        }
        long others = Math.max(0, ROWS_SHOWN - onPath.size());
        List<LineageColumn> fill = columns.stream()
                .filter(column -> !onPath.contains(column.name()))
                .limit(others)
                .toList();
        return columns.stream()
                .filter(column -> onPath.contains(column.name()) || fill.contains(column))
                .toList();
    }
}
