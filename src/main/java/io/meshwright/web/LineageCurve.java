package io.meshwright.web;

import io.meshwright.lineage.LineageMap;
import io.meshwright.lineage.LineageMap.Box;
import io.meshwright.lineage.LineageMap.Rank;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** The lines between boxes: from the right edge of one to the left edge of the other. */
final class LineageCurve {

    private static final double CLEARANCE = 8;
    private static final double BESIDE = 12;

    private final LineageMap map;

    LineageCurve(LineageMap map) {
        this.map = map;
    }

    /** A link between whole nodes: one sweep behind whatever is between. */
    static String link(Box from, Box to) {
        return start(from.right(), from.middle()) + sweep(from.right(), from.middle(), to.x(), to.middle());
    }

    /** A step of the path; it keeps clear of the boxes it passes and leaves room for an arrowhead. */
    String step(Box from, double fromY, Box to, double toY) {
        StringBuilder curve = new StringBuilder(start(from.right(), fromY));
        double x = from.right();
        double y = fromY;
        double end = to.x() - 6;
        for (int rank = from.rank() + 1; rank < to.rank(); rank++) {
            Rank between = map.ranks().get(rank);
            double progress = (between.x() + between.width() / 2 - from.right()) / (end - from.right());
            double free = free(rank, fromY + (toY - fromY) * progress);
            double left = between.x() - BESIDE;
            curve.append(sweep(x, y, left, free));
            x = between.x() + between.width() + BESIDE;
            y = free;
            curve.append("H").append(number(x));
        }
        return curve.append(sweep(x, y, end, toY)).toString();
    }

    /** The height nearest to the wanted one where a rank has no box. */
    private double free(int rank, double wanted) {
        List<Box> boxes = map.boxes().stream().filter(box -> box.rank() == rank).toList();
        return DoubleStream.concat(
                        DoubleStream.of(wanted),
                        boxes.stream()
                                .flatMapToDouble(box ->
                                        DoubleStream.of(box.y() - CLEARANCE, box.y() + box.height() + CLEARANCE)))
                .filter(height -> boxes.stream().noneMatch(box -> covers(box, height)))
                .boxed()
                .min(Comparator.comparingDouble(height -> Math.abs(height - wanted)))
                .orElse(wanted);
    }

    private static boolean covers(Box box, double height) {
        return height > box.y() - CLEARANCE / 2 && height < box.y() + box.height() + CLEARANCE / 2;
    }

    private static String start(double x, double y) {
        return "M" + number(x) + " " + number(y);
    }

    private static String sweep(double x1, double y1, double x2, double y2) {
        double reach = Math.max(28, (x2 - x1) / 2);
        return "C" + number(x1 + reach) + " " + number(y1) + " " + number(x2 - reach) + " " + number(y2) + " "
                + number(x2) + " " + number(y2);
    }

    /** As short as SVG allows. */
    static String number(double value) {
        double rounded = Math.round(value * 10) / 10.0;
        return rounded == Math.rint(rounded)
                ? String.valueOf((long) rounded)
                : String.format(Locale.ROOT, "%.1f", rounded);
    }
}
