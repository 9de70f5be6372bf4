package io.meshwright.lineage;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The column of the map a node stands in, counted from the left: sources, producer-aligned products by how far they are
 * from their sources, consumer-aligned products likewise, dashboards.
 */
final class LineageRanks {

    /** The kinds of nodes, in the map's order from left to right. */
    enum Kind {
        SOURCE,
        PRODUCER,
        CONSUMER,
        DASHBOARD;

        static Kind of(LineageNode node) {
            if (node instanceof LineageNode.Port port) {
                return port.consumerAligned() ? CONSUMER : PRODUCER;
            }
            return node instanceof LineageNode.Source ? SOURCE : DASHBOARD;
        }
    }

    private final Map<String, LineageNode> nodes = new HashMap<>();
    private final Map<String, Set<String>> reads = new HashMap<>();
    private final Map<String, Integer> depths = new HashMap<>();
    private final Map<String, Integer> ranks = new HashMap<>();

    private LineageRanks(LineageGraph graph) {
        graph.nodes().forEach(node -> nodes.put(node.id(), node));
        graph.links().forEach(link -> reads.computeIfAbsent(link.to().node(), node -> new HashSet<>())
                .add(link.from().node()));
    }

    static Map<String, Integer> of(LineageGraph graph) {
        LineageRanks ranks = new LineageRanks(graph);
        int next = 0;
        for (Kind kind : Kind.values()) {
            next = ranks.place(kind, next);
        }
        return ranks.ranks;
    }

    private int place(Kind kind, int first) {
        int last = first - 1;
        for (LineageNode node : nodes.values()) {
            if (Kind.of(node) == kind) {
                int rank = first + depth(node.id(), kind, new HashSet<>());
                ranks.put(node.id(), rank);
                last = Math.max(last, rank);
            }
        }
        return last + 1;
    }

    /** The longest chain of nodes of the same kind that ends here; a circle counts once. */
    private int depth(String node, Kind kind, Set<String> visiting) {
        Integer known = depths.get(node);
        if (known != null) {
            return known;
        }
        if (!visiting.add(node)) {
            return 0;
        }
        int depth = 0;
        for (String read : reads.getOrDefault(node, Set.of())) {
            if (Kind.of(nodes.get(read)) == kind) {
                depth = Math.max(depth, 1 + depth(read, kind, visiting));
            }
        }
        visiting.remove(node);
        depths.put(node, depth);
        return depth;
    }
}
