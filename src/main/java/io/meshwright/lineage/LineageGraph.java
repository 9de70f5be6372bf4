package io.meshwright.lineage;

import io.meshwright.diagnostic.Nearest;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jgrapht.Graph;
import org.jgrapht.graph.DirectedPseudograph;

/** The lineage of the whole mesh as its documents say it: known before anything has run. Immutable. */
public final class LineageGraph {

    public static final LineageGraph EMPTY = new LineageGraph(List.of(), List.of());

    private final Map<String, LineageNode> nodes;
    private final List<LineageEdge> edges;
    /** What follows from a place: values from columns, columns into whole nodes, whole nodes into their readers. */
    private final Graph<LineagePlace, LineageEdge> places;

    LineageGraph(Collection<LineageNode> nodes, Collection<LineageEdge> edges) {
        Map<String, LineageNode> byId = new LinkedHashMap<>();
        nodes.forEach(node -> byId.put(node.id(), node));
        this.nodes = byId;
        this.edges = edges.stream()
                .filter(edge -> byId.containsKey(edge.from().node())
                        && byId.containsKey(edge.to().node()))
                .sorted(Comparator.comparing(LineageEdge::toString))
                .distinct()
                .toList();
        this.places = new DirectedPseudograph<>(LineageEdge.class);
        this.nodes.values().forEach(this::addPlaces);
        this.edges.forEach(this::addEdge);
    }

    private void addPlaces(LineageNode node) {
        places.addVertex(node.ref());
        node.columns().forEach(column -> places.addVertex(new ColumnRef(node.id(), column.name())));
    }

    private void addEdge(LineageEdge edge) {
        places.addVertex(edge.from());
        places.addVertex(edge.to());
        places.addEdge(edge.from(), edge.to(), edge);
    }

    public List<LineageNode> nodes() {
        return List.copyOf(nodes.values());
    }

    public List<LineageEdge> edges() {
        return edges;
    }

    public Optional<LineageNode> node(String id) {
        return Optional.ofNullable(nodes.get(id));
    }

    /** The column itself, when its node has it. */
    public Optional<LineageColumn> column(ColumnRef ref) {
        return node(ref.node()).flatMap(node -> node.column(ref.column()));
    }

    /** Who reads whom, each pair once, in a stable order. */
    public Set<NodeEdge> links() {
        Set<NodeEdge> links = new LinkedHashSet<>();
        for (LineageEdge edge : edges) {
            if (!edge.from().node().equals(edge.to().node())) {
                links.add(new NodeEdge(
                        new NodeRef(edge.from().node()), new NodeRef(edge.to().node())));
            }
        }
        return links;
    }

    /** The ports of a product ({@code domain/product}). */
    public List<LineageNode.Port> ports(String product) {
        return nodes.values().stream()
                .filter(LineageNode.Port.class::isInstance)
                .map(LineageNode.Port.class::cast)
                .filter(port -> port.product().equals(product))
                .toList();
    }

    /**
     * Reads what a person writes for a place: a node's id, a product for its first port, a source without the word
     * before its name, and each of them followed by a column.
     */
    public Optional<LineagePlace> find(String text) {
        Optional<LineageNode> node = nodeNamed(text);
        if (node.isPresent()) {
            return node.map(LineageNode::ref);
        }
        return ColumnRef.parse(text).flatMap(ref -> nodeNamed(ref.node())
                .flatMap(found -> found.column(ref.column()).map(column -> new ColumnRef(found.id(), column.name()))));
    }

    private Optional<LineageNode> nodeNamed(String text) {
        List<LineageNode.Port> ports = ports(text);
        return node(text).or(() -> ports.stream().findFirst()).or(() -> node("source:" + text));
    }

    /** The path through a place, so many steps up and down. */
    public LineagePath path(LineagePlace focus, int stepsUp, int stepsDown) {
        return LineagePath.of(this, focus, stepsUp, stepsDown);
    }

    /** What breaks when a column is renamed, retyped or removed. */
    public Impact impact(ColumnRef column) {
        return Impact.of(this, column);
    }

    /** Columns that decide which rows a node has. */
    public List<RowEdge> rowsDecidedBy(String node) {
        return places.incomingEdgesOf(new NodeRef(node)).stream()
                .filter(RowEdge.class::isInstance)
                .map(RowEdge.class::cast)
                .toList();
    }

    /** The place a person most likely meant by a text that names none. */
    public Optional<LineagePlace> closest(String text) {
        Map<String, LineagePlace> written = new LinkedHashMap<>();
        for (LineageNode node : nodes.values()) {
            written.put(node.id(), node.ref());
            node.columns().forEach(column -> {
                ColumnRef ref = new ColumnRef(node.id(), column.name());
                written.put(ref.toString(), ref);
            });
        }
        return Nearest.to(text, written.keySet()).map(written::get);
    }

    Collection<LineageEdge> after(LineagePlace place) {
        return places.containsVertex(place) ? places.outgoingEdgesOf(place) : List.of();
    }

    Collection<LineageEdge> before(LineagePlace place) {
        return places.containsVertex(place) ? places.incomingEdgesOf(place) : List.of();
    }
}
