package io.meshwright.web;

import io.meshwright.dashboard.Dashboard;
import io.meshwright.product.Alignment;
import io.meshwright.product.InputPort;
import io.meshwright.product.Mesh;
import io.meshwright.product.ProductVersion;
import io.meshwright.product.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A product between what it reads and who reads it, as boxes in three columns.
 *
 * @param words the same for those who do not see it
 */
public record MiniLineage(int height, List<Box> boxes, List<String> links, String words) {

    private static final int WIDTH = 230;
    private static final int BOX = 34;
    private static final int PITCH = 48;
    private static final int TOP = 6;
    private static final List<Integer> COLUMNS = List.of(0, 375, 750);

    /** @param kind source, producer, consumer or dashboard */
    public record Box(String title, String href, String kind, boolean self, int x, int y) {

        int middle() {
            return y + BOX / 2;
        }
    }

    static MiniLineage of(ProductVersion product, Mesh mesh, Readers readers) {
        List<Box> up = place(origins(product, mesh), 0);
        List<Box> down = place(
                Stream.concat(
                                readers.products().stream().map(MiniLineage::box),
                                readers.dashboards().stream().map(MiniLineage::box))
                        .toList(),
                2);
        int rows = Math.max(1, Math.max(up.size(), down.size()));
        int height = rows * PITCH + TOP;
        Box self = at(box(product), 1, (height - BOX) / 2, true);
        List<Box> boxes = new ArrayList<>(centred(up, height));
        boxes.add(self);
        boxes.addAll(centred(down, height));
        List<String> links = boxes.stream()
                .filter(box -> !box.self())
                .map(box -> box.x() < self.x() ? curve(box, self) : curve(self, box))
                .toList();
        return new MiniLineage(height, boxes, links, words(product, up, down));
    }

    private static List<Box> origins(ProductVersion product, Mesh mesh) {
        return product.inputs().stream()
                .map(InputPort::origin)
                .distinct()
                .flatMap(origin -> Stream.concat(
                        mesh.source(origin).map(MiniLineage::box).stream(),
                        mesh.product(origin).map(MiniLineage::box).stream()))
                .toList();
    }

    private static Box box(Source source) {
        return new Box(source.title(), "/sources/" + source.name(), "source", false, 0, 0);
    }

    private static Box box(Dashboard dashboard) {
        return new Box(dashboard.title(), "/dashboards/" + dashboard.name(), "dashboard", false, 0, 0);
    }

    private static Box box(ProductVersion product) {
        String kind = product.alignment() == Alignment.CONSUMER ? "consumer" : "producer";
        return new Box(product.title(), "/products/" + product.name(), kind, false, 0, 0);
    }

    private static List<Box> place(List<Box> boxes, int column) {
        List<Box> placed = new ArrayList<>();
        for (Box box : boxes) {
            placed.add(at(box, column, TOP + placed.size() * PITCH, false));
        }
        return placed;
    }

    private static List<Box> centred(List<Box> boxes, int height) {
        int shift = (height - TOP - boxes.size() * PITCH + PITCH - BOX) / 2;
        return boxes.stream()
                .map(box -> new Box(box.title(), box.href(), box.kind(), false, box.x(), box.y() + shift - TOP / 2))
                .toList();
    }

    private static Box at(Box box, int column, int y, boolean self) {
        return new Box(box.title(), box.href(), box.kind(), self, COLUMNS.get(column), y);
    }

    private static String curve(Box from, Box to) {
        int start = from.x() + WIDTH;
        int bend = (start + to.x()) / 2;
        return "M%d %dC%d %d %d %d %d %d"
                .formatted(start, from.middle(), bend, from.middle(), bend, to.middle(), to.x(), to.middle());
    }

    private static String words(ProductVersion product, List<Box> up, List<Box> down) {
        String reads = up.isEmpty()
                ? "nothing"
                : String.join(", ", up.stream().map(Box::title).toList());
        String read = down.isEmpty()
                ? "nobody yet"
                : String.join(", ", down.stream().map(Box::title).toList());
        return product.title() + " reads " + reads + " and is read by " + read + ".";
    }
}
