package io.meshwright.dashboard;

import io.meshwright.dashboard.Tile.Kind;
import io.meshwright.document.Fields;
import io.meshwright.document.Findings;
import io.meshwright.document.Node;
import io.meshwright.document.Node.Mapping;
import io.meshwright.document.Node.Sequence;
import io.meshwright.document.Shape;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a dashboard's document must look like. */
final class DashboardShape {

    private static final int NARROWEST = 3;
    private static final int WIDEST = 12;
    private static final String COLUMN = "[A-Za-z_][A-Za-z0-9_]*";

    private DashboardShape() {}

    static Shape document() {
        return Fields.of("a dashboard")
                .with(List.of("title", "purpose", "audience", "owner"), Shape.text())
                .with("tiles", Shape.listOf(tile()))
                .requiring("title", "purpose", "audience", "owner", "tiles")
                .holding(DashboardShape::tilesAreThere);
    }

    private static Shape tile() {
        return Fields.of("a tile")
                .with("id", Shape.matching("[a-z][a-z0-9]*(-[a-z0-9]+)*", "liked-genres"))
                .with(List.of("title", "sql", "empty"), Shape.text())
                .with("finding", DashboardShape::checkFinding)
                .with("kind", Shape.oneOf(Kind.words()))
                .with("span", DashboardShape::checkSpan)
                .with(List.of("x", "series"), columnName())
                .with(
                        "y",
                        Shape.depending(node -> node instanceof Sequence ? Shape.listOf(columnName()) : columnName()))
                .with("columns", Shape.listOf(Shape.depending(DashboardShape::column)))
                .with("format", Shape.oneOf(ValueFormat.words()))
                .with("highlight", Shape.integerFrom(0))
                .requiring("id", "title", "kind", "sql")
                .holding(DashboardShape::fitsItsKind);
    }

    private static Shape column(Node node) {
        if (!(node instanceof Mapping)) {
            return columnName();
        }
        return Fields.of("a column")
                .with(List.of("column", "compare"), columnName())
                .with("title", Shape.text())
                .with("format", Shape.oneOf(ValueFormat.words()))
                .with("note", DashboardShape::checkFinding)
                .requiring("column");
    }

    private static Shape columnName() {
        return Shape.matching(COLUMN, "rating_count");
    }

    private static void checkFinding(Node node, String label, Findings findings) {
        Shape.text().check(node, label, findings);
        if (node instanceof Node.Scalar scalar) {
            new FindingText(scalar.text())
                    .problem()
                    .ifPresent(problem ->
                            findings.error("finding-template", node.location(), label + ": " + problem + "."));
        }
    }

    private static void checkSpan(Node node, String label, Findings findings) {
        boolean fits = node.plain() instanceof Long span && span >= NARROWEST && span <= WIDEST;
        if (!fits) {
            findings.error(
                    "wrong-span",
                    node.location(),
                    label + " is a number of columns from " + NARROWEST + " to " + WIDEST + ", not " + node.kind()
                            + ".");
        }
    }

    private static void tilesAreThere(Mapping document, Findings findings) {
        List<Mapping> tiles = document.mappings("tiles");
        if (document.has("tiles") && tiles.isEmpty()) {
            findings.error("no-tiles", document.locationOf("tiles"), "A dashboard needs at least one tile.");
        }
        Set<String> ids = new HashSet<>();
        for (Mapping tile : tiles) {
            if (tile.has("id") && !ids.add(tile.text("id"))) {
                findings.error(
                        "duplicate-tile",
                        tile.locationOf("id"),
                        "Two tiles have the id '" + tile.text("id") + "'; links could not tell them apart.");
            }
        }
    }

    private static void fitsItsKind(Mapping tile, Findings findings) {
        Optional<Kind> found = kind(tile);
        if (found.isEmpty()) {
            return;
        }
        Kind kind = found.get();
        if (kind == Kind.SENTENCE && !tile.has("finding")) {
            missing("finding", kind, tile, findings);
        }
        if (kind.hasLabels()) {
            List.of("x", "y").stream()
                    .filter(field -> !tile.has(field))
                    .forEach(field -> missing(field, kind, tile, findings));
        }
        boolean one = DashboardReader.words(tile, "y").size() == 1;
        if (tile.has("series") && !(kind.splits() && one)) {
            findings.error(
                    "series-unfit",
                    tile.locationOf("series"),
                    "'series' splits the one 'y' of a line or stacked tile; this is "
                            + (kind.splits() ? "one with several 'y'." : "a " + kind.word() + " tile."));
        }
        if (kind == Kind.SHARE && tile.has("y") && !one) {
            findings.error(
                    "series-unfit", tile.locationOf("y"), "A share tile has one 'y': what the whole is split by.");
        }
    }

    private static Optional<Kind> kind(Mapping tile) {
        return Kind.words().contains(tile.text("kind"))
                ? Optional.of(Kind.valueOf(tile.text("kind").toUpperCase(Locale.ROOT)))
                : Optional.empty();
    }

    private static void missing(String field, Kind kind, Mapping tile, Findings findings) {
        findings.error(
                "missing-field", tile.location(), "'" + field + "' is missing; a " + kind.word() + " tile needs it.");
    }
}
