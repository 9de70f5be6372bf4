package io.meshwright.web;

import io.meshwright.lineage.ColumnRef;
import io.meshwright.lineage.LineageColumn;
import io.meshwright.lineage.LineageEdge;
import io.meshwright.lineage.LineageGraph;
import io.meshwright.lineage.LineageNode;
import io.meshwright.lineage.LineagePath;
import io.meshwright.lineage.LineagePlace;
import io.meshwright.lineage.NodeEdge;
import io.meshwright.lineage.RowEdge;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A path as a list: what it comes from, the place itself, and what follows from each step, indented. */
public final class LineageOutline {

    private static final int DEEPEST = 6;

    private final LineageGraph graph;
    private final LineageView view;
    private final LineagePath path;
    private final Set<LineagePlace> seen = new HashSet<>();
    private final List<Hop> hops = new ArrayList<>();

    /**
     * A line of the list.
     *
     * @param direction up, sel or dn
     * @param depth how far it is indented, from 1
     * @param note what happens on the way to it
     */
    public record Hop(String direction, int depth, String note, String title, String href, String column) {}

    private LineageOutline(LineageGraph graph, LineageView view, LineagePath path) {
        this.graph = graph;
        this.view = view;
        this.path = path;
    }

    static List<Hop> of(LineageGraph graph, LineageView view, LineagePath path) {
        LineageOutline outline = new LineageOutline(graph, view, path);
        outline.addSources();
        outline.add(path.focus(), "sel", 1, "selected");
        outline.seen.add(path.focus());
        outline.follow(path.focus(), 1);
        return outline.hops;
    }

    private void addSources() {
        path.up().entrySet().stream()
                .sorted(Map.Entry.<LineagePlace, Integer>comparingByValue().reversed())
                .forEach(entry -> add(entry.getKey(), "up", 1, steps(entry.getValue())));
    }

    private String steps(int distance) {
        return distance == 1 ? "directly above" : distance + " steps above";
    }

    private void follow(LineagePlace place, int depth) {
        for (LineageEdge edge : path.downEdges()) {
            if (edge.from().equals(place) && !told(edge) && seen.add(edge.to())) {
                add(edge.to(), "dn", Math.min(depth, DEEPEST), note(edge));
                follow(edge.to(), depth + 1);
            }
        }
    }

    /** A dashboard as a whole goes without saying where its tiles are told. */
    private boolean told(LineageEdge edge) {
        return edge instanceof NodeEdge
                && !(edge.to() instanceof ColumnRef)
                && graph.node(edge.to().node()).orElseThrow() instanceof LineageNode.Dashboard
                && path.focus() instanceof ColumnRef;
    }

    private String note(LineageEdge edge) {
        if (graph.node(edge.to().node()).orElseThrow() instanceof LineageNode.Dashboard) {
            return edge.to() instanceof ColumnRef ? "tile" : "dashboard";
        }
        if (edge instanceof RowEdge) {
            return "decides its rows (" + ExpressionLabel.of(edge) + ")";
        }
        String label = ExpressionLabel.of(edge);
        return !label.isEmpty() ? label : edge instanceof NodeEdge ? "reads it" : "handed on";
    }

    private void add(LineagePlace place, String direction, int depth, String note) {
        LineageNode node = graph.node(place.node()).orElseThrow();
        String column = place instanceof ColumnRef ref
                ? graph.column(ref).map(LineageColumn::title).orElse(ref.column())
                : "";
        hops.add(new Hop(direction, depth, note, node.title(), view.on(place).href(), column));
    }
}
