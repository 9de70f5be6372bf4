package io.meshwright.dashboard;

import io.meshwright.dashboard.Tile.Shown;
import io.meshwright.sql.Column;
import io.meshwright.warehouse.QueryResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A tile's numbers as a table: what is drawn, and what is read instead of a drawing.
 *
 * @param head the columns' headings
 */
public record TileTable(List<Heading> head, List<List<Cell>> rows) {

    public TileTable {
        head = List.copyOf(head);
        rows = rows.stream().map(List::copyOf).toList();
    }

    public record Heading(String text, boolean number) {}

    /**
     * A value as people read it.
     *
     * @param value as a drawing needs it: a plain number, or empty
     * @param change how much more or less than before, with its sign; empty when nothing is compared
     */
    public record Cell(String text, String value, boolean number, String change) {}

    /** The table of a tile over labels: a column of labels, then one for each series. */
    static TileTable ofSeries(Tile tile, QueryResult result) {
        int x = TileData.position(result, tile.x());
        List<List<Object>> rows = inOrder(tile, result, x);
        return tile.series().isEmpty() ? side(tile, result, rows, x) : split(tile, result, rows, x);
    }

    /** Lines run from the oldest to the newest, however the query orders; the rest as the query does. */
    private static List<List<Object>> inOrder(Tile tile, QueryResult result, int x) {
        List<List<Object>> rows = new ArrayList<>(result.rows());
        boolean byTime = tile.kind() == Tile.Kind.LINE || tile.kind() == Tile.Kind.STACKED;
        if (byTime && rows.stream().allMatch(row -> row.get(x) instanceof Comparable<?>)) {
            boolean words = rows.stream().anyMatch(row -> row.get(x) instanceof String);
            if (!words) {
                rows.sort(Comparator.comparing(row -> order(row.get(x))));
            }
        }
        return rows;
    }

    @SuppressWarnings("unchecked")
    private static Comparable<Object> order(Object value) {
        return (Comparable<Object>) value;
    }

    private static TileTable side(Tile tile, QueryResult result, List<List<Object>> rows, int x) {
        List<Heading> head = new ArrayList<>(List.of(new Heading(heading(tile.x()), false)));
        tile.y().forEach(y -> head.add(new Heading(heading(y), true)));
        return new TileTable(
                head,
                rows.stream()
                        .map(row -> {
                            List<Cell> cells = new ArrayList<>(List.of(label(row.get(x))));
                            tile.y().forEach(y -> cells.add(number(tile, row.get(TileData.position(result, y)))));
                            return cells;
                        })
                        .toList());
    }

    private static TileTable split(Tile tile, QueryResult result, List<List<Object>> rows, int x) {
        int series = TileData.position(result, tile.series());
        int y = TileData.position(result, tile.y().get(0));
        Set<String> names = new LinkedHashSet<>();
        result.rows().forEach(row -> names.add(label(row.get(series)).text()));
        Map<Object, Map<String, Object>> values = new LinkedHashMap<>();
        rows.forEach(row -> values.computeIfAbsent(row.get(x), label -> new LinkedHashMap<>())
                .put(label(row.get(series)).text(), row.get(y)));
        List<Heading> head = new ArrayList<>(List.of(new Heading(heading(tile.x()), false)));
        names.forEach(name -> head.add(new Heading(name, true)));
        List<List<Cell>> cells = new ArrayList<>();
        values.forEach((label, byName) -> {
            List<Cell> row = new ArrayList<>(List.of(label(label)));
            names.forEach(name -> row.add(number(tile, byName.get(name))));
            cells.add(row);
        });
        return new TileTable(head, cells);
    }

    /** The table of a table tile: its columns, or all there are. */
    static TileTable ofColumns(Tile tile, QueryResult result) {
        List<Shown> shown = shown(tile, result);
        return new TileTable(
                shown.stream()
                        .map(column -> new Heading(column.heading(), isNumber(column, result)))
                        .toList(),
                result.rows().stream()
                        .map(row -> shown.stream()
                                .map(column -> cell(column, row, result))
                                .toList())
                        .toList());
    }

    static List<Shown> shown(Tile tile, QueryResult result) {
        return tile.columns().isEmpty()
                ? result.columns().stream().map(Column::name).map(Shown::of).toList()
                : tile.columns();
    }

    /** One value of a row, beside what it is compared with. */
    static Cell cell(Shown column, List<Object> row, QueryResult result) {
        Object value = row.get(TileData.position(result, column.column()));
        ValueFormat format = column.format().orElse(ValueFormat.natural(value));
        String change = column.compare().isEmpty()
                ? ""
                : format.difference(value, row.get(TileData.position(result, column.compare())));
        return new Cell(format.format(value), plain(value), value instanceof Number, change);
    }

    private static boolean isNumber(Shown column, QueryResult result) {
        int position = TileData.position(result, column.column());
        return result.rows().stream().anyMatch(row -> row.get(position) instanceof Number);
    }

    private static Cell label(Object value) {
        ValueFormat format = value instanceof Number ? ValueFormat.TEXT : ValueFormat.natural(value);
        return new Cell(format.format(value), "", false, "");
    }

    private static Cell number(Tile tile, Object value) {
        Optional<ValueFormat> format = tile.format();
        return new Cell(format.orElse(ValueFormat.natural(value)).format(value), plain(value), true, "");
    }

    private static String plain(Object value) {
        return value instanceof Number ? value.toString() : "";
    }

    private static String heading(String column) {
        return Shown.of(column).heading();
    }
}
