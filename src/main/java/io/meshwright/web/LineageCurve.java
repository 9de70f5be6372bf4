package io.meshwright.web;

import io.meshwright.lineage.LineageMap;
import io.meshwright.lineage.LineageMap.Box;
import io.meshwright.lineage.LineageMap.Rank;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** The lines between boxes: from the right edge of one to the left edge of the other. */
final class LineageCurve {

    private static final double CLEARANCE = 3;
    private static final double HEADING = 26;
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

    /** The height nearest to the wanted one where a rank has neither a box nor a lane's heading. */
    private double free(int rank, double wanted) {
        List<Band> taken = taken(rank);
        return DoubleStream.concat(
                        DoubleStream.of(wanted),
                        taken.stream().flatMapToDouble(band -> DoubleStream.of(band.top, band.bottom)))
                .filter(height -> taken.stream().noneMatch(band -> height > band.top && height < band.bottom))
                .boxed()
                .min(Comparator.comparingDouble(height -> Math.abs(height - wanted)))
                .orElse(wanted);
    }

    /** From where to where there is something to read. */
    private record Band(double top, double bottom) {}

    private List<Band> taken(int rank) {
        double x = map.ranks().get(rank).x();
        Stream<Band> boxes = map.boxes().stream()
                .filter(box -> box.rank() == rank)
                .map(box -> new Band(box.y() - CLEARANCE, box.y() + box.height() + CLEARANCE));
        Stream<Band> headings = map.lanes().stream()
                .filter(lane -> lane.x() <= x && x <= lane.x() + lane.width())
                .map(lane -> new Band(lane.y() + CLEARANCE / 2, lane.y() + HEADING));
        return Stream.concat(boxes, headings).toList();
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
