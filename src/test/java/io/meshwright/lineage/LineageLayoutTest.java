package io.meshwright.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwright.lineage.LineageMap.Box;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LineageLayoutTest {

    private static final String GENRES = "movies-interactions/genre-ratings.genre-ratings";
    private static final String RATINGS = "source:movies-interactions/ratings";
    private static final String DASHBOARD = "dashboard:movies-engagement/user-360";

    private final LineageLayout layout = LineageLayout.of(SmallMesh.graph());
    private final LineageMap closed = layout.products(Set.of());

    @Test
    void ranksStandFromSourcesToDashboards() {
        assertThat(closed.ranks())
                .extracting(LineageMap.Rank::heading)
                .containsExactly("Sources", "Producer-aligned", "", "Consumer-aligned", "Dashboards");
        assertThat(box(closed, RATINGS).rank()).isZero();
        assertThat(box(closed, GENRES).rank()).isEqualTo(2);
        assertThat(box(closed, DASHBOARD).x()).isGreaterThan(box(closed, GENRES).right());
    }

    @Test
    void domainsAreLanesOnBothSidesOfTheBoundary() {
        assertThat(closed.lanes()).hasSize(2);
        assertThat(closed.lanes()).extracting(LineageMap.Lane::consumers).containsExactlyInAnyOrder(false, true);
        for (Box box : closed.boxes()) {
            assertThat(closed.lanes())
                    .filteredOn(lane -> lane.domain().equals(box.domain()))
                    .anySatisfy(lane -> {
                        assertThat(box.x()).isBetween(lane.x(), lane.x() + lane.width() - box.width());
                        assertThat(box.y()).isBetween(lane.y(), lane.y() + lane.height() - box.height());
                    });
        }
    }

    @Test
    void theSameGraphIsLaidOutTheSameEveryTime() {
        for (int i = 0; i < 5; i++) {
            assertThat(LineageLayout.of(SmallMesh.graph()).products(Set.of())).isEqualTo(closed);
        }
    }

    @Test
    void openingANodeMovesNothingSidewaysOrUp() {
        LineageMap open = layout.columns(
                Map.of(GENRES, Set.of("median"), "movies-interactions/user-ratings.user-ratings", Set.of("rating")));

        for (Box before : closed.boxes()) {
            Box after = box(open, before.members().get(0));
            assertThat(after.x()).isEqualTo(before.x());
            assertThat(after.y()).isGreaterThanOrEqualTo(before.y());
        }
        assertThat(box(open, GENRES).open()).isTrue();
        assertThat(box(open, GENRES).middleOf("median"))
                .isGreaterThan(box(open, GENRES).middleOf("genre"));
    }

    @Test
    void noTwoNodesCoverEachOther() {
        LineageMap open = layout.columns(Map.of(GENRES, Set.of("median"), RATINGS, Set.of("rating")));

        for (Box a : open.boxes()) {
            for (Box b : open.boxes()) {
                boolean apart = a.equals(b)
                        || a.right() <= b.x()
                        || b.right() <= a.x()
                        || a.y() + a.height() <= b.y()
                        || b.y() + b.height() <= a.y();
                assertThat(apart).as(a.title() + " and " + b.title()).isTrue();
            }
        }
    }

    @Test
    void ofALargeTableTheColumnsOnThePathAreShown() {
        String[] many = new String[40];
        for (int i = 0; i < many.length; i++) {
            many[i] = "c" + i;
        }
        LineageGraph graph = new LineageBuilder()
                .add(SmallMesh.source("wide", SmallMesh.RATINGS, many))
                .build();

        Box box = box(
                LineageLayout.of(graph).columns(Map.of("source:movies-interactions/wide", Set.of("c39"))),
                "source:movies-interactions/wide");

        assertThat(box.rows())
                .extracting(LineageColumn::name)
                .contains("c0", "c39")
                .hasSize(12);
        assertThat(box.hidden()).isEqualTo(28);
    }

    @Test
    void inALargeMeshSourcesBesideThePathAreOneNodeForEachLane() {
        LineageBuilder builder = new LineageBuilder();
        for (int i = 0; i < 70; i++) {
            builder.add(SmallMesh.source("s" + i, SmallMesh.table("movies_interactions", "s" + i), "a"));
        }
        LineageMap map = LineageLayout.of(builder.build()).products(Set.of("source:movies-interactions/s3"));

        assertThat(map.boxes()).extracting(Box::title).containsExactly("s3.csv", "69 sources");
    }

    @Test
    void anEmptyMeshHasAnEmptyMap() {
        assertThat(LineageLayout.of(LineageGraph.EMPTY).products(Set.of()).boxes())
                .isEmpty();
    }

    private static Box box(LineageMap map, String node) {
        return map.box(node).orElseThrow();
    }
}
