package io.meshwright.lineage;

import java.util.HashMap;
import java.util.Map;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.alg.layered.options.OrderingStrategy;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/** Which node stands above which, so that few links cross: ELK's layered layout of the closed nodes. */
final class NodeOrder {

    private static final double WIDTH = 180;
    private static final double HEIGHT = 24;

    private NodeOrder() {}

    /** A height for each node, comparable within a rank. */
    static Map<String, Double> of(LineageGraph graph, Map<String, Integer> ranks) {
        // Finds the algorithm's options on the class path; outside Eclipse nobody else does.
        LayoutMetaDataService.getInstance();
        ElkNode root = root();
        Map<String, ElkNode> drawn = new HashMap<>();
        for (LineageNode node : graph.nodes()) {
            ElkNode box = ElkGraphUtil.createNode(root);
            box.setIdentifier(node.id());
            box.setDimensions(WIDTH, HEIGHT);
            box.setProperty(LayeredOptions.PARTITIONING_PARTITION, ranks.get(node.id()));
            drawn.put(node.id(), box);
        }
        for (NodeEdge link : graph.links()) {
            ElkGraphUtil.createSimpleEdge(
                    drawn.get(link.from().node()), drawn.get(link.to().node()));
        }
        new RecursiveGraphLayoutEngine().layout(root, new BasicProgressMonitor());
        Map<String, Double> heights = new HashMap<>();
        drawn.forEach((id, box) -> heights.put(id, box.getY()));
        return heights;
    }

    private static ElkNode root() {
        ElkNode root = ElkGraphUtil.createGraph();
        root.setProperty(CoreOptions.ALGORITHM, "org.eclipse.elk.layered");
        root.setProperty(LayeredOptions.DIRECTION, Direction.RIGHT);
        root.setProperty(LayeredOptions.PARTITIONING_ACTIVATE, true);
        // An unconnected node would be packed apart, outside its rank.
        root.setProperty(LayeredOptions.SEPARATE_CONNECTED_COMPONENTS, false);
        root.setProperty(LayeredOptions.CONSIDER_MODEL_ORDER_STRATEGY, OrderingStrategy.PREFER_NODES);
        root.setProperty(LayeredOptions.RANDOM_SEED, 1);
        return root;
    }
}
