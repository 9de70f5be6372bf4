package io.meshwright.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwright.dashboard.TileTable.Cell;
import io.meshwright.dashboard.TileTable.Heading;
import io.meshwright.product.ProductName;
import io.meshwright.sql.Column;
import io.meshwright.warehouse.QueryResult;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TilePictureTest {

    private static final Instant SEPTEMBER = Instant.parse("2026-09-01T00:00:00Z");
    private static final Instant OCTOBER = Instant.parse("2026-10-01T00:00:00Z");

    @Test
    void aLineRunsFromTheOldestMonthToTheNewest() {
        Tile tile = tile("kind: line\n    x: month\n    y: [rates, tags]\n    finding: \"{rates} in {month}\"");
        QueryResult newestFirst = result(
                List.of("month", "rates", "tags"), List.of(List.of(OCTOBER, 20L, 2L), List.of(SEPTEMBER, 10L, 1L)));

        TilePicture picture = TilePicture.of(tile, new TileData(newestFirst, false));

        assertThat(picture.headline()).isEqualTo("20 in October 2026");
        TileTable table = picture.table().orElseThrow();
        assertThat(table.head()).extracting(Heading::text).containsExactly("Month", "Rates", "Tags");
        assertThat(table.rows())
                .extracting(row -> row.stream().map(Cell::text).toList())
                .containsExactly(List.of("September 2026", "10", "1"), List.of("October 2026", "20", "2"));
    }

    @Test
    void aSeriesColumnBecomesOneSeriesForEachOfItsValues() {
        Tile tile = tile("kind: line\n    x: month\n    y: ratings\n    series: title");
        QueryResult result = result(
                List.of("month", "title", "ratings"),
                List.of(List.of(OCTOBER, "Heat", 5L), List.of(OCTOBER, "Speed", 3L), List.of(SEPTEMBER, "Heat", 4L)));

        TileTable table =
                TilePicture.of(tile, new TileData(result, false)).table().orElseThrow();

        assertThat(table.head()).extracting(Heading::text).containsExactly("Month", "Heat", "Speed");
        assertThat(table.rows())
                .extracting(row -> row.stream().map(Cell::value).toList())
                .containsExactly(List.of("", "4", ""), List.of("", "5", "3"));
    }

    @Test
    void barsKeepTheQuerysOrder() {
        Tile tile = tile("kind: bar\n    x: genre\n    y: share\n    format: percent");
        QueryResult result = result(List.of("genre", "share"), List.of(List.of("Drama", 0.6), List.of("Action", 0.4)));

        TileTable table =
                TilePicture.of(tile, new TileData(result, false)).table().orElseThrow();

        assertThat(table.rows())
                .extracting(row -> row.stream().map(Cell::text).toList())
                .containsExactly(List.of("Drama", "60%"), List.of("Action", "40%"));
    }

    @Test
    void aShareIsSplitByItsRows() {
        Tile tile = tile("kind: share\n    x: group\n    y: users");
        QueryResult result = result(List.of("group", "users"), List.of(List.of("Raters", 30L), List.of("Others", 90L)));

        assertThat(TilePicture.of(tile, new TileData(result, false)).parts())
                .containsExactly(
                        new TilePicture.Part("Raters", "30", 25.0, "25%"),
                        new TilePicture.Part("Others", "90", 75.0, "75%"));
    }

    @Test
    void aTableTellsHowMuchMoreThanBefore() {
        Tile tile = tile("kind: table\n    columns:\n      - title\n      - {column: ratings, compare: before}");
        QueryResult result = result(
                List.of("title", "ratings", "before"),
                List.of(Arrays.asList("Heat", 7L, 5L), Arrays.asList("Speed", 3L, null)));

        TileTable table =
                TilePicture.of(tile, new TileData(result, false)).table().orElseThrow();

        assertThat(table.rows())
                .extracting(row -> row.get(1).text() + " " + row.get(1).change())
                .containsExactly("7 +2", "3 new");
    }

    private static Tile tile(String fields) {
        String yaml =
                "title: A\npurpose: B\naudience: C\nowner: d\ntiles:\n  - id: tile\n    title: T\n    sql: SELECT 1\n    "
                        + fields + "\n";
        return DashboardReader.read(ProductName.parse("a/b"), "b.yaml", yaml)
                .get()
                .tiles()
                .get(0);
    }

    private static QueryResult result(List<String> columns, List<List<Object>> rows) {
        return new QueryResult(
                columns.stream().map(name -> new Column(name, "STRING")).toList(), rows, "", 0);
    }
}
