package io.meshwright.web;

import static io.meshwright.web.LineageCurve.number;

import io.meshwright.dashboard.CheckedTile;
import io.meshwright.dashboard.Tile;
import io.meshwright.dashboard.TileAnswer;
import io.meshwright.dashboard.TileAnswer.Answered;
import io.meshwright.dashboard.TileAnswer.Failed;
import io.meshwright.dashboard.TileAnswer.Unfit;
import io.meshwright.dashboard.TileAnswer.Waiting;
import io.meshwright.dashboard.TilePicture;
import io.meshwright.dashboard.TileStanding;
import io.meshwright.dashboard.TileTable;
import io.meshwright.diagnostic.Diagnostic;
import io.meshwright.lineage.ColumnRef;
import io.meshwright.lineage.LineageNode;
import io.meshwright.product.ProductName;
import io.meshwright.run.Run;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A tile as the page shows it.
 *
 * @param state shown, empty, waiting, broken or loading
 * @param headline what the numbers say; the title until there are any
 * @param under what is measured, under a headline that does not say so itself
 * @param note why there is nothing to see, when there is not
 * @param stale what an older version is shown for; empty when the newest is
 */
public record TileView(
        String id,
        int span,
        String kind,
        String state,
        String headline,
        String under,
        Optional<TileTable> table,
        List<TilePicture.Figure> figures,
        List<Slice> slices,
        int highlight,
        String format,
        boolean more,
        Note note,
        Optional<Stale> stale,
        Optional<Instant> age,
        boolean late,
        String contract,
        String contractText,
        String lineage,
        String fragment) {

    /** What is the matter, and what about it. */
    public record Note(String title, List<String> lines) {
        static final Note NONE = new Note("", List.of());
    }

    /** @param why the page of the run that did not publish; empty when it is gone */
    public record Stale(String text, String why) {}

    /**
     * A part of a whole.
     *
     * @param x where it begins, in hundredths of the whole
     * @param tone 1 and 2 stand out, 3 is grey
     */
    public record Slice(String label, String text, String percent, String x, String width, int tone) {}

    private static final int GREY = 3;

    /** @param answer empty while it is still being asked for */
    static TileView of(ProductName dashboard, CheckedTile checked, Optional<TileAnswer> answer, TileStanding standing) {
        Tile tile = checked.tile();
        Optional<TilePicture> picture = answer.filter(Answered.class::isInstance)
                .map(answered -> ((Answered) answered).data())
                .filter(data -> !data.isEmpty())
                .map(data -> TilePicture.of(tile, data));
        String headline = picture.map(TilePicture::headline).orElse(tile.title());
        boolean more = answer.isPresent()
                && answer.get() instanceof Answered answered
                && answered.data().more();
        return new TileView(
                tile.id(),
                tile.span(),
                tile.kind().word(),
                state(answer, picture),
                headline,
                headline.equals(tile.title()) ? "" : tile.title(),
                picture.flatMap(TilePicture::table),
                picture.map(TilePicture::figures).orElse(List.of()),
                picture.map(shown -> slices(shown, tile.highlight())).orElse(List.of()),
                tile.highlight(),
                tile.format().map(format -> format.word()).orElse(""),
                more,
                answer.map(found -> note(found, tile)).orElse(Note.NONE),
                picture.flatMap(shown -> stale(standing)),
                picture.flatMap(shown -> standing.oldest()),
                !standing.late().isEmpty(),
                contract(standing),
                contractText(standing),
                lineage(dashboard, tile),
                "/dashboards/" + dashboard + "/tiles/" + tile.id());
    }

    private static String state(Optional<TileAnswer> answer, Optional<TilePicture> picture) {
        if (answer.isEmpty()) {
            return "loading";
        }
        if (picture.isPresent()) {
            return "shown";
        }
        if (answer.get() instanceof Waiting) {
            return "waiting";
        }
        return answer.get() instanceof Answered ? "empty" : "broken";
    }

    private static Note note(TileAnswer answer, Tile tile) {
        if (answer instanceof Answered answered) {
            return answered.data().isEmpty()
                    ? new Note(tile.empty().isEmpty() ? "There are no rows to show." : tile.empty(), List.of())
                    : Note.NONE;
        }
        if (answer instanceof Waiting waiting) {
            return new Note(
                    "Waits for the first publication",
                    List.of(String.join(", ", waiting.products())
                            + (waiting.products().size() == 1 ? " was" : " were") + " not published yet."));
        }
        if (answer instanceof Unfit unfit) {
            return new Note(
                    "This tile does not fit its products",
                    unfit.diagnostics().stream().map(Diagnostic::toString).toList());
        }
        return new Note("The warehouse could not answer", List.of(((Failed) answer).reason()));
    }

    private static Optional<Stale> stale(TileStanding standing) {
        return standing.broken().stream()
                .findFirst()
                .map(broken -> new Stale(
                        broken.title() + (broken.contract() ? " broke its contract" : " could not be built"),
                        broken.run().map(Run::id).map(id -> "/runs/" + id).orElse("")));
    }

    static String contract(TileStanding standing) {
        if (standing.broken().stream().anyMatch(TileStanding.Broken::contract)) {
            return "fail";
        }
        return standing.broken().isEmpty() ? "pass" : "warn";
    }

    static String contractText(TileStanding standing) {
        if (standing.broken().isEmpty()) {
            return "Contract met";
        }
        if (standing.broken().stream().anyMatch(TileStanding.Broken::contract)) {
            return "Contract broken";
        }
        return "Waits on "
                + standing.broken().stream().map(TileStanding.Broken::title).collect(Collectors.joining(", "));
    }

    private static String lineage(ProductName dashboard, Tile tile) {
        String node = LineageNode.Dashboard.idOf(dashboard.domain(), dashboard.name());
        return LineageView.of(new ColumnRef(node, tile.id())).href();
    }

    /** The first parts stand out, one in each of two tones; the rest is grey. */
    private static List<Slice> slices(TilePicture picture, int highlight) {
        List<Slice> slices = new ArrayList<>();
        double x = 0;
        for (TilePicture.Part part : picture.parts()) {
            double width = Math.max(0, part.percent() - 0.4);
            slices.add(new Slice(
                    part.label(),
                    part.text(),
                    part.percentText(),
                    number(x),
                    number(width),
                    tone(slices.size(), highlight)));
            x += part.percent();
        }
        return slices;
    }

    private static int tone(int position, int highlight) {
        return position < Math.min(highlight, GREY - 1) ? position + 1 : GREY;
    }
}
