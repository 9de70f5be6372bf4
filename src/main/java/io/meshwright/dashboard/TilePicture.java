package io.meshwright.dashboard;

import io.meshwright.dashboard.Tile.Shown;
import io.meshwright.dashboard.TileTable.Cell;
import io.meshwright.warehouse.QueryResult;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a tile shows, by kind: exactly one of a table to draw or read, figures, or parts of a whole; a sentence is its
 * headline alone.
 *
 * @param headline what the numbers say
 */
public record TilePicture(String headline, Optional<TileTable> table, List<Figure> figures, List<Part> parts) {

    public TilePicture {
        figures = List.copyOf(figures);
        parts = List.copyOf(parts);
    }

    /** A large number. */
    public record Figure(String heading, String text, String change, String note) {}

    /** @param percent of the whole, from 0 to 100 */
    public record Part(String label, String text, double percent, String percentText) {}

    /** Of an answer with at least one row. */
    public static TilePicture of(Tile tile, TileData data) {
        QueryResult result = data.result();
        String headline = tile.finding().isEmpty()
                ? tile.title()
                : tile.finding().fill(result).orElse(tile.title());
        return switch (tile.kind()) {
            case SENTENCE -> new TilePicture(headline, Optional.empty(), List.of(), List.of());
            case FIGURES -> new TilePicture(headline, Optional.empty(), figures(tile, result), List.of());
            case SHARE -> new TilePicture(headline, Optional.empty(), List.of(), parts(tile, result));
            case TABLE ->
                new TilePicture(headline, Optional.of(TileTable.ofColumns(tile, result)), List.of(), List.of());
            case BAR, LINE, STACKED ->
                new TilePicture(headline, Optional.of(TileTable.ofSeries(tile, result)), List.of(), List.of());
        };
    }

    private static List<Figure> figures(Tile tile, QueryResult result) {
        List<Object> row = result.rows().get(0);
        return TileTable.shown(tile, result).stream()
                .map(shown -> figure(shown, row, result))
                .toList();
    }

    private static Figure figure(Shown shown, List<Object> row, QueryResult result) {
        Cell cell = TileTable.cell(shown, row, result);
        String note = shown.note().isEmpty() ? "" : shown.note().fill(result).orElse("");
        return new Figure(shown.heading(), cell.text(), cell.change(), note);
    }

    private static List<Part> parts(Tile tile, QueryResult result) {
        TileTable table = TileTable.ofSeries(tile, result);
        BigDecimal whole =
                table.rows().stream().map(row -> amount(row.get(1))).reduce(BigDecimal.ZERO, BigDecimal::add);
        List<Part> parts = new ArrayList<>();
        for (List<Cell> row : table.rows()) {
            BigDecimal share =
                    whole.signum() == 0 ? BigDecimal.ZERO : amount(row.get(1)).divide(whole, MathContext.DECIMAL64);
            parts.add(new Part(
                    row.get(0).text(),
                    row.get(1).text(),
                    share.doubleValue() * 100,
                    ValueFormat.PERCENT.format(share)));
        }
        return parts;
    }

    private static BigDecimal amount(Cell cell) {
        return cell.value().isEmpty() ? BigDecimal.ZERO : new BigDecimal(cell.value());
    }
}
