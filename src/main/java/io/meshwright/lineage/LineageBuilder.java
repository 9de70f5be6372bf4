package io.meshwright.lineage;

import io.meshwright.sql.AnalyzedQuery;
import io.meshwright.sql.ColumnLineage;
import io.meshwright.sql.ColumnSource;
import io.meshwright.sql.ColumnSource.Dependency;
import io.meshwright.sql.TableName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts a graph together from analysed queries, in any order: tables are looked up at the end. */
public final class LineageBuilder {

    private final Map<String, LineageNode> nodes = new LinkedHashMap<>();
    private final Map<TableName, String> tables = new HashMap<>();
    private final List<Reading> readings = new ArrayList<>();
    private final Set<LineageEdge> edges = new LinkedHashSet<>();

    /** What one node reads; with a tile's name when it is a tile that reads. */
    private record Reading(LineageNode node, String tile, Collection<TableName> tables, List<ColumnLineage> lineage) {}

    public LineageBuilder() {}

    /** Starts with all that a graph has. */
    public LineageBuilder(LineageGraph graph) {
        graph.nodes().forEach(this::remember);
        edges.addAll(graph.edges());
    }

    public LineageBuilder add(LineageNode.Source source) {
        remember(source);
        return this;
    }

    public LineageBuilder add(LineageNode.Port port, AnalyzedQuery query) {
        remember(port);
        readings.add(new Reading(port, "", query.tables(), query.lineage()));
        return this;
    }

    /** A port whose query is not understood: only what it says it reads is known. */
    public LineageBuilder add(LineageNode.Port port, Collection<TableName> reads) {
        remember(port);
        readings.add(new Reading(port, "", List.copyOf(reads), List.of()));
        return this;
    }

    /** A dashboard with the queries of its tiles, by tile. */
    public LineageBuilder add(LineageNode.Dashboard dashboard, Map<String, AnalyzedQuery> tiles) {
        remember(dashboard);
        tiles.forEach((tile, query) -> readings.add(new Reading(dashboard, tile, query.tables(), query.lineage())));
        return this;
    }

    public LineageGraph build() {
        readings.forEach(this::connect);
        return new LineageGraph(nodes.values(), edges);
    }

    private void remember(LineageNode node) {
        nodes.put(node.id(), node);
        if (node instanceof LineageNode.Source source) {
            tables.put(source.table(), node.id());
        } else if (node instanceof LineageNode.Port port) {
            tables.put(port.table(), node.id());
        }
    }

    private void connect(Reading reading) {
        for (TableName table : reading.tables) {
            String from = tables.get(table);
            if (from != null) {
                NodeRef node = new NodeRef(from);
                edges.add(new NodeEdge(node, reading.node.ref()));
                if (!reading.tile.isEmpty()) {
                    edges.add(new NodeEdge(node, new ColumnRef(reading.node.id(), reading.tile)));
                }
            }
        }
        for (ColumnLineage column : reading.lineage) {
            for (ColumnSource source : column.sources()) {
                from(source)
                        .flatMap(from -> edge(from, reading, column, source))
                        .ifPresent(edges::add);
            }
        }
    }

    /** The column as its node spells it. */
    private Optional<ColumnRef> from(ColumnSource source) {
        String node = tables.get(source.table());
        if (node == null) {
            return Optional.empty();
        }
        return nodes.get(node).column(source.column()).map(column -> new ColumnRef(node, column.name()));
    }

    private static Optional<LineageEdge> edge(
            ColumnRef from, Reading reading, ColumnLineage column, ColumnSource source) {
        if (!reading.tile.isEmpty()) {
            return Optional.of(
                    new ColumnEdge(from, new ColumnRef(reading.node.id(), reading.tile), source.dependency(), ""));
        }
        if (decidesRows(source.dependency())) {
            return Optional.of(new RowEdge(from, reading.node.ref(), source.dependency()));
        }
        String expression = source.dependency() == Dependency.IDENTITY ? "" : source.expression();
        return reading.node
                .column(column.column())
                .map(to -> new ColumnEdge(
                        from, new ColumnRef(reading.node.id(), to.name()), source.dependency(), expression));
    }

    private static boolean decidesRows(Dependency dependency) {
        return switch (dependency) {
            case JOIN, GROUP_BY, FILTER, SORT -> true;
            case IDENTITY, TRANSFORMATION, AGGREGATION, WINDOW, CONDITIONAL -> false;
        };
    }
}
