package io.meshwright.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LineageGraphTest {

    private static final String USER_RATINGS = "movies-interactions/user-ratings.user-ratings";
    private static final ColumnRef RATING = new ColumnRef(USER_RATINGS, "rating");

    private final LineageGraph graph = SmallMesh.graph();

    @Test
    void followsAColumnUpToItsSourceAndDownToTheTile() {
        LineagePath path = graph.path(RATING, LineagePath.ALL, LineagePath.ALL);

        assertThat(path.up()).containsOnlyKeys(new ColumnRef("source:movies-interactions/ratings", "rating"));
        assertThat(path.down())
                .containsEntry(new ColumnRef("movies-interactions/genre-ratings.genre-ratings", "median"), 1)
                .containsEntry(new ColumnRef("movies-engagement/preferences.preferences", "preference"), 2)
                .containsEntry(new ColumnRef("dashboard:movies-engagement/user-360", "liked"), 3)
                .hasSize(3);
        assertThat(path.furthestDown()).isEqualTo(3);
    }

    @Test
    void keepsTheExpressionOnEachStep() {
        LineagePath path = graph.path(RATING, LineagePath.ALL, 1);

        assertThat(path.upEdges())
                .extracting(edge -> ((ColumnEdge) edge).expression())
                .containsExactly("CAST(rating AS NUMERIC)");
        assertThat(path.downEdges())
                .extracting(edge -> ((ColumnEdge) edge).expression())
                .containsExactly("AVG(rating)");
    }

    @Test
    void stopsAfterTheStepsAskedForButSaysHowManyThereAre() {
        LineagePath path = graph.path(RATING, 0, 2);

        assertThat(path.up()).isEmpty();
        assertThat(path.down()).hasSize(2);
        assertThat(path.furthestDown()).isEqualTo(3);
    }

    @Test
    void countsWhatBreaksWithItsOwners() {
        Impact impact = graph.impact(RATING);

        assertThat(impact.products()).isEqualTo(2);
        assertThat(impact.dashboards()).isEqualTo(1);
        assertThat(impact.columns()).isEqualTo(2);
        assertThat(impact.owners())
                .extracting(LineageNode.Owner::team)
                .containsExactly("Team Yellow", "Marketing analytics");
        assertThat(impact.broken())
                .extracting(broken -> broken.node().title())
                .containsExactly("genre-ratings", "preferences", "User 360");
    }

    @Test
    void aColumnThatDecidesRowsBreaksAllThatFollows() {
        Impact impact = graph.impact(new ColumnRef(USER_RATINGS, "userId"));

        Impact.Broken genres = impact.broken().get(0);
        assertThat(genres.rows()).isTrue();
        assertThat(genres.columns()).extracting(LineageColumn::name).containsExactly("userId");
        assertThat(impact.dashboards()).isEqualTo(1);
        assertThat(graph.rowsDecidedBy("movies-interactions/genre-ratings.genre-ratings"))
                .extracting(edge -> edge.from().column())
                .containsExactly("userId");
    }

    @Test
    void nothingBreaksBehindAColumnNobodyReads() {
        assertThat(graph.impact(new ColumnRef("source:movies-interactions/ratings", "timestamp"))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void findsAPlaceByTheShortNameOfAProductWithOnePort() {
        assertThat(graph.find("movies-interactions/user-ratings.rating")).contains(RATING);
        assertThat(graph.find("movies-interactions/user-ratings.user-ratings.RATING"))
                .contains(RATING);
        assertThat(graph.find("movies-interactions/user-ratings")).contains(new NodeRef(USER_RATINGS));
    }

    @Test
    void suggestsThePlaceThatWasMeant() {
        assertThat(graph.find("movies-interactions/user-ratings.user-ratings.ratng"))
                .isEmpty();
        assertThat(graph.closest("movies-interactions/user-ratings.user-ratings.ratng"))
                .contains(RATING);
        assertThat(graph.closest("something else altogether")).isEmpty();
    }

    @Test
    void knowsWhoReadsWhomEvenWithoutAnUnderstoodQuery() {
        LineageGraph broken = SmallMesh.builder()
                .add(
                        SmallMesh.port("broken", SmallMesh.table("movies_interactions", "broken"), false, "a"),
                        List.of(SmallMesh.TAGS))
                .build();

        assertThat(broken.path(new NodeRef("source:movies-interactions/tags"), 0, 1)
                        .down())
                .containsKey(new NodeRef("movies-interactions/broken.broken"));
    }

    @Test
    void aDashboardIsReadUpFromAsAWhole() {
        LineagePath path = graph.path(new NodeRef("dashboard:movies-engagement/user-360"), 1, 0);

        assertThat(path.up().keySet())
                .extracting(LineagePlace::node)
                .containsExactlyInAnyOrder(
                        "movies-engagement/preferences.preferences", "movies-interactions/user-actions.user-actions");
    }

    @Test
    void growsByMoreNodesWithoutLosingAny() {
        LineageGraph again = new LineageBuilder(graph).build();

        assertThat(again.nodes()).isEqualTo(graph.nodes());
        assertThat(again.edges()).isEqualTo(graph.edges());
    }
}
