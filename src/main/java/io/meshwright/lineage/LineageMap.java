package io.meshwright.lineage;

import java.util.List;
import java.util.Optional;

/**
 * A drawing of the graph in its own units, from the top left corner: where lanes, nodes and columns are.
 *
 * @param ranks the columns of the map, left to right
 */
public record LineageMap(List<Rank> ranks, List<Lane> lanes, List<Box> boxes, double width, double height) {

    public static final double HEADER = 31;
    public static final double ROW = 21;

    public LineageMap {
        ranks = List.copyOf(ranks);
        lanes = List.copyOf(lanes);
        boxes = List.copyOf(boxes);
    }

    /** A column of the map; the heading is empty where it goes on with the one before. */
    public record Rank(String heading, double x, double width) {}

    /**
     * A domain's share of the map, on the side of its producers or of its consumers.
     *
     * @param teams who owns the nodes in it
     */
    public record Lane(
            String domain,
            String title,
            String teams,
            boolean consumers,
            double x,
            double y,
            double width,
            double height) {}

    /**
     * A node as it is drawn.
     *
     * @param members more than one node id when it stands for several sources
     * @param rows the columns that are shown; empty while it is closed
     * @param hidden how many columns more it has
     */
    public record Box(
            List<String> members,
            String title,
            String domain,
            int rank,
            List<LineageColumn> rows,
            int hidden,
            double x,
            double y,
            double width,
            double height) {
        public Box {
            members = List.copyOf(members);
            rows = List.copyOf(rows);
        }

        public boolean open() {
            return !rows.isEmpty();
        }

        /** The middle of its name's line: where links between whole nodes end. */
        public double middle() {
            return y + (open() ? HEADER : height) / 2;
        }

        /** The middle of a column's line, or of the name's while the column is not shown. */
        public double middleOf(String column) {
            for (int i = 0; i < rows.size(); i++) {
                if (rows.get(i).name().equals(column)) {
                    return y + HEADER + i * ROW + ROW / 2;
                }
            }
            return middle();
        }

        public double right() {
            return x + width;
        }
    }

    /** The box a node is drawn in. */
    public Optional<Box> box(String node) {
        return boxes.stream().filter(box -> box.members().contains(node)).findFirst();
    }
}
