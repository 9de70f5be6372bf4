package io.meshwright.lineage;

import io.meshwright.lineage.LineageRanks.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The nodes of a domain on one side of the map, by rank, in drawing order. */
record LaneNodes(String domain, String title, boolean consumers, Map<Integer, List<LineageNode>> byRank) {

    /** The lanes of a graph, as its domains come. */
    static List<LaneNodes> of(LineageGraph graph, Map<String, Integer> ranks, Map<String, Double> order) {
        Map<String, LaneNodes> lanes = new LinkedHashMap<>();
        for (LineageNode node : graph.nodes()) {
            boolean consumers = isConsumer(Kind.of(node));
            LineageNode.Owner owner = node.owner();
            lanes.computeIfAbsent(
                            owner.domain() + (consumers ? " consumers" : " producers"),
                            key -> new LaneNodes(owner.domain(), owner.domainTitle(), consumers, new TreeMap<>()))
                    .byRank
                    .computeIfAbsent(ranks.get(node.id()), rank -> new ArrayList<>())
                    .add(node);
        }
        Comparator<LineageNode> drawn =
                Comparator.comparing((LineageNode node) -> order.get(node.id())).thenComparing(LineageNode::id);
        lanes.values().forEach(lane -> lane.byRank.values().forEach(nodes -> nodes.sort(drawn)));
        return List.copyOf(lanes.values());
    }

    private static boolean isConsumer(Kind kind) {
        return kind == Kind.CONSUMER || kind == Kind.DASHBOARD;
    }

    /** Who owns the nodes, for the lane's heading. */
    String teams() {
        List<String> teams = byRank.values().stream()
                .flatMap(List::stream)
                .map(node -> node.owner().team())
                .filter(team -> !team.isEmpty())
                .distinct()
                .sorted()
                .toList();
        return teams.size() <= 2
                ? String.join(", ", teams)
                : teams.stream().limit(2).collect(Collectors.joining(", ")) + " and " + (teams.size() - 2) + " more";
    }
}
