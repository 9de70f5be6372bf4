package io.meshwright.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwright.dashboard.TileAnswer.Answered;
import io.meshwright.dashboard.TileAnswer.Failed;
import io.meshwright.dashboard.TileAnswer.Unfit;
import io.meshwright.dashboard.TileAnswer.Waiting;
import io.meshwright.diagnostic.Diagnostic;
import io.meshwright.product.Mesh;
import io.meshwright.product.MeshFixture;
import io.meshwright.product.MeshReader;
import io.meshwright.product.ProductName;
import io.meshwright.run.ProductState;
import io.meshwright.run.ProductState.Condition;
import io.meshwright.run.Run;
import io.meshwright.run.RunState;
import io.meshwright.sql.SqlAnalyzer;
import io.meshwright.warehouse.DuckDbWarehouse;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TileAnswersTest {

    private static final ProductName DASHBOARD = ProductName.parse("films/charts");
    private static final ProductName AVERAGES = ProductName.parse("films/averages");
    private static final SqlAnalyzer ANALYZER = new SqlAnalyzer();

    private final Mesh mesh = new MeshReader("meshwright")
            .read(MeshFixture.small().registrations())
            .mesh();
    private final DuckDbWarehouse warehouse = new DuckDbWarehouse();
    private final TileAnswers answers = new TileAnswers(warehouse);

    @AfterEach
    void close() throws SQLException {
        warehouse.close();
    }

    @Test
    void waitsForTheFirstPublication() {
        assertThat(answer(tile("SELECT COUNT(*) AS movies FROM films.averages"), Map.of()))
                .isEqualTo(new Waiting(List.of("Averages")));
        assertThat(warehouse.queries()).isEmpty();
    }

    @Test
    void keepsItsAnswerUntilAProductIsPublishedAgain() {
        publishAverages(1);
        CheckedTile tile = tile("SELECT COUNT(*) AS movies FROM films.averages");
        Map<ProductName, ProductState> first = served(UUID.randomUUID());

        assertThat(number(answer(tile, first))).isEqualTo(1L);
        publishAverages(2);
        assertThat(number(answer(tile, first))).isEqualTo(1L);
        assertThat(number(answer(tile, served(UUID.randomUUID())))).isEqualTo(2L);
    }

    @Test
    void saysWhatTheWarehouseSaidAndAsksAgainNextTime() {
        CheckedTile tile = tile("SELECT COUNT(*) AS movies FROM films.averages");
        Map<ProductName, ProductState> served = served(UUID.randomUUID());

        assertThat(answer(tile, served)).isInstanceOf(Failed.class);
        publishAverages(3);
        assertThat(number(answer(tile, served))).isEqualTo(3L);
    }

    @Test
    void aTileMayNotReadASource() {
        CheckedTile tile = tile("SELECT COUNT(*) AS ratings FROM films.ratings");

        assertThat(problems(tile)).containsExactly("tile-reads-source");
        assertThat(answer(tile, Map.of())).isInstanceOf(Unfit.class);
    }

    @Test
    void aMistakeInATilesQueryHasItsPlaceInTheFile() {
        CheckedTile tile = tile("SELECT averag FROM films.averages");

        assertThat(tile.diagnostics()).singleElement().satisfies(diagnostic -> {
            assertThat(diagnostic.location()).hasToString("charts.yaml 10:14");
            assertThat(diagnostic.message()).contains("averag");
        });
    }

    @Test
    void aTileShowsOnlyColumnsItsQueryHas() {
        CheckedTile tile =
                check("kind: bar\n    x: movieId\n    y: rating", "SELECT movieId, ratings FROM films.averages");

        assertThat(tile.diagnostics())
                .extracting(Diagnostic::message)
                .containsExactly("The tile 'one' shows 'rating', but its query has no such column; did you mean"
                        + " 'ratings'?");
    }

    private void publishAverages(int rows) {
        warehouse.createDataset("films", "");
        warehouse.build(
                "SELECT * FROM range(" + rows + ")",
                mesh.product(AVERAGES).orElseThrow().outputs().get(0).table(),
                UUID.randomUUID().toString());
    }

    private TileAnswer answer(CheckedTile tile, Map<ProductName, ProductState> states) {
        return answers.answer(DASHBOARD, tile, mesh, states).join();
    }

    private static Object number(TileAnswer answer) {
        return ((Answered) answer).data().result().rows().get(0).get(0);
    }

    private static List<String> problems(CheckedTile tile) {
        return tile.diagnostics().stream().map(Diagnostic::code).toList();
    }

    private CheckedTile tile(String sql) {
        return check("kind: table", sql);
    }

    private CheckedTile check(String fields, String sql) {
        String yaml = "title: A\npurpose: B\naudience: C\nowner: d\ntiles:\n  - id: one\n    title: T\n    " + fields
                + "\n    sql: |\n      " + sql + "\n";
        Tile tile = DashboardReader.read(DASHBOARD, "charts.yaml", yaml)
                .get()
                .tiles()
                .get(0);
        return new TileCheck(mesh, ANALYZER, "meshwright").check(tile);
    }

    private static Map<ProductName, ProductState> served(UUID run) {
        Run published = new Run(
                run,
                AVERAGES,
                "1.0.0",
                1,
                RunState.PUBLISHED,
                Run.Trigger.MANUAL,
                "",
                Instant.EPOCH,
                Instant.EPOCH,
                Optional.of(Instant.EPOCH),
                Optional.of(Instant.EPOCH),
                "",
                0,
                List.of(),
                List.of());
        ProductState state = new ProductState(
                AVERAGES,
                Condition.CONTRACT_MET,
                "",
                Optional.of(published),
                Optional.of(published),
                1,
                Optional.empty(),
                List.of(published));
        return Map.of(AVERAGES, state);
    }
}
