package io.meshwright.web;

import static io.meshwright.web.LineageCurve.number;

import io.meshwright.lineage.ColumnRef;
import io.meshwright.lineage.LineageEdge;
import io.meshwright.lineage.LineageMap;
import io.meshwright.lineage.LineageMap.Box;
import io.meshwright.lineage.LineagePath;
import io.meshwright.lineage.LineagePlace;
import io.meshwright.lineage.NodeEdge;
import io.meshwright.web.LineageDrawing.Pill;
import io.meshwright.web.LineageDrawing.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The steps of a path as lines with arrowheads, and the expressions on them. */
final class LineageSteps {

    private static final double LETTER = 6.9;

    private final Map<String, Box> boxes;
    private final LineageView view;
    private final LineageCurve curves;
    private final Map<String, Step> steps = new LinkedHashMap<>();
    private final Map<String, Pill> pills = new LinkedHashMap<>();

    LineageSteps(LineageMap map, Map<String, Box> boxes, LineageView view, Optional<LineagePath> path) {
        this.boxes = boxes;
        this.view = view;
        this.curves = new LineageCurve(map);
        path.ifPresent(found -> {
            add(found.upEdges(), true);
            add(found.downEdges(), false);
        });
    }

    List<Step> steps() {
        return new ArrayList<>(steps.values());
    }

    List<Pill> pills() {
        return new ArrayList<>(pills.values());
    }

    /** A step between whole nodes goes without saying where a column's step joins the same two. */
    private void add(List<LineageEdge> edges, boolean up) {
        Set<NodeEdge> joined = new HashSet<>();
        edges.stream().filter(LineageDraft::carriesValue).forEach(edge -> joined.add(LineageDraft.between(edge)));
        for (LineageEdge edge : edges) {
            if (LineageDraft.carriesValue(edge) || !joined.contains(LineageDraft.between(edge))) {
                add(edge, up);
            }
        }
    }

    private void add(LineageEdge edge, boolean up) {
        Box from = boxes.get(edge.from().node());
        Box to = boxes.get(edge.to().node());
        double fromY = height(from, edge.from());
        double toY = height(to, edge.to());
        String css = (up ? "up" : "dn") + (LineageDraft.carriesValue(edge) || !view.columns() ? "" : " thin");
        String curve = curves.step(from, fromY, to, toY);
        steps.putIfAbsent(
                curve,
                new Step(
                        curve,
                        css,
                        "M" + number(to.x()) + " " + number(toY) + "l-8-4.5v9z",
                        number(from.right()),
                        number(fromY),
                        up,
                        edge.from().toString(),
                        edge.to().toString()));
        if (view.columns()) {
            pill(ExpressionLabel.of(edge), to, toY, up);
        }
    }

    private static double height(Box box, LineagePlace place) {
        return place instanceof ColumnRef column ? box.middleOf(column.column()) : box.middle();
    }

    private void pill(String label, Box to, double y, boolean up) {
        if (label.isEmpty()) {
            return;
        }
        double width = label.length() * LETTER + 12;
        double x = to.x() - width - 11;
        pills.putIfAbsent(
                to.members().get(0) + " " + y,
                new Pill(number(x), number(y - 8), number(width), number(x + width / 2), number(y + 3.8), label, up));
    }
}
