package io.meshwright.lineage;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The way of data through one place: where it comes from, and what it goes into.
 *
 * @param up places it comes from, with their distance in steps
 * @param down places it goes into, with their distance
 * @param furthestUp how many steps up there are at all
 * @param furthestDown how many steps down there are at all
 */
public record LineagePath(
        LineagePlace focus,
        Map<LineagePlace, Integer> up,
        Map<LineagePlace, Integer> down,
        List<LineageEdge> upEdges,
        List<LineageEdge> downEdges,
        int furthestUp,
        int furthestDown) {

    /** As far as it goes. */
    public static final int ALL = Integer.MAX_VALUE;

    static LineagePath of(LineageGraph graph, LineagePlace focus, int stepsUp, int stepsDown) {
        Map<LineagePlace, Integer> allUp = reach(focus, place -> sources(graph, place));
        Map<LineagePlace, Integer> allDown = reach(focus, place -> targets(graph, place));
        Map<LineagePlace, Integer> up = within(allUp, stepsUp);
        Map<LineagePlace, Integer> down = within(allDown, stepsDown);
        return new LineagePath(
                focus,
                up,
                down,
                edges(graph, up, focus, true),
                edges(graph, down, focus, false),
                furthest(allUp),
                furthest(allDown));
    }

    /** Nodes the path touches, the focus included. */
    public Set<String> nodes() {
        Set<String> nodes = new LinkedHashSet<>();
        Stream.of(up.keySet().stream(), Stream.of(focus), down.keySet().stream())
                .flatMap(places -> places)
                .forEach(place -> nodes.add(place.node()));
        return nodes;
    }

    /** Values are followed up from a column, readings from a node: what decides the rows is told apart. */
    private static Stream<LineagePlace> sources(LineageGraph graph, LineagePlace place) {
        return graph.before(place).stream()
                .filter(edge -> followedUp(edge, place))
                .map(LineageEdge::from);
    }

    private static boolean followedUp(LineageEdge edge, LineagePlace place) {
        return place instanceof NodeRef ? edge instanceof NodeEdge : edge instanceof ColumnEdge;
    }

    private static Stream<LineagePlace> targets(LineageGraph graph, LineagePlace place) {
        return graph.after(place).stream().map(LineageEdge::to);
    }

    private static Map<LineagePlace, Integer> reach(
            LineagePlace start, Function<LineagePlace, Stream<LineagePlace>> next) {
        Map<LineagePlace, Integer> distance = new LinkedHashMap<>();
        distance.put(start, 0);
        Deque<LineagePlace> waiting = new ArrayDeque<>(List.of(start));
        while (!waiting.isEmpty()) {
            LineagePlace place = waiting.remove();
            next.apply(place).forEach(neighbour -> {
                if (distance.putIfAbsent(neighbour, distance.get(place) + 1) == null) {
                    waiting.add(neighbour);
                }
            });
        }
        distance.remove(start);
        return distance;
    }

    private static Map<LineagePlace, Integer> within(Map<LineagePlace, Integer> all, int steps) {
        Map<LineagePlace, Integer> within = new LinkedHashMap<>(all);
        within.values().removeIf(distance -> distance > steps);
        return within;
    }

    private static List<LineageEdge> edges(
            LineageGraph graph, Map<LineagePlace, Integer> reached, LineagePlace focus, boolean up) {
        return reached.keySet().stream()
                .flatMap(place -> (up ? graph.after(place) : graph.before(place))
                        .stream().filter(edge -> !up || followedUp(edge, edge.to())))
                .filter(edge -> {
                    LineagePlace other = up ? edge.to() : edge.from();
                    return other.equals(focus) || reached.containsKey(other);
                })
                .distinct()
                .toList();
    }

    private static int furthest(Map<LineagePlace, Integer> distances) {
        return distances.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }
}
