package io.meshwright.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwright.product.Mesh;
import io.meshwright.product.MeshFixture;
import io.meshwright.product.MeshReader;
import io.meshwright.search.SearchHit.ColumnHit;
import io.meshwright.search.SearchHit.ProductHit;
import io.meshwright.search.SearchHit.SourceHit;
import io.meshwright.search.SearchHit.TeamHit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Searches the sample mesh. */
class SearchIndexTest {

    private static SearchIndex index;

    @BeforeAll
    static void readTheSampleMesh() throws IOException {
        index = SearchIndex.of(sampleMesh());
    }

    @Test
    void aProductComesFirstUnderItsOwnName() {
        assertThat(titles("user genre preferences")).first().isEqualTo("User genre preferences");
        assertThat(titles("User actions")).first().isEqualTo("User actions");
    }

    @Test
    void typingErrorsAreForgiven() {
        assertThat(titles("raitngs")).contains("User movie ratings", "User genre ratings");
        assertThat(titles("preferrences")).first().isEqualTo("User genre preferences");
        assertThat(titles("subcsriptions")).contains("Subscriptions");
    }

    @Test
    void beginningsOfWordsFindAsOneTypes() {
        assertThat(titles("gen")).contains("User genre ratings", "User genre preferences");
    }

    @Test
    void everyWordHasToBeAnswered() {
        assertThat(titles("genre preferences")).hasSizeLessThan(titles("genre").size());
        assertThat(titles("box office forecast")).isEmpty();
    }

    @Test
    void singularAndPluralAreOneWord() {
        assertThat(titles("rating")).isEqualTo(titles("ratings"));
    }

    @Test
    void nothingAskedListsEverythingByTitle() {
        assertThat(titles(" ")).hasSizeGreaterThan(10).isSortedAccordingTo(String.CASE_INSENSITIVE_ORDER);
    }

    @Test
    void theMarkedWordsAreThoseOfTheMesh() {
        ProductHit hit = index.products("raitngs").get(0);
        assertThat(hit.words()).contains("rating");
    }

    @Test
    void columnsAreFoundByTheirNames() {
        assertThat(index.columns("rating_median").stream().map(SearchIndexTest::name))
                .contains("user-genre-ratings.rating_median", "movies-engagement.rating_median");
    }

    @Test
    void theNearestColumnsAnswerSomeOfTheWords() {
        List<ColumnHit> near = index.nearestColumns("median box office", 3);
        assertThat(near).hasSizeLessThanOrEqualTo(3).isNotEmpty();
        assertThat(near.get(0).column().name()).contains("median");
    }

    @Test
    void peopleFindTheirTeamAndFilesTheirSource() {
        assertThat(index.everything("omar", 10))
                .anyMatch(
                        hit -> hit instanceof TeamHit team && team.team().name().equals("interactions"));
        assertThat(index.everything("ratings.csv", 10))
                .anyMatch(hit -> hit instanceof SourceHit source
                        && source.source().name().name().equals("ratings"));
    }

    private static List<String> titles(String text) {
        return index.products(text).stream().map(hit -> hit.product().title()).toList();
    }

    private static String name(ColumnHit hit) {
        return hit.product().name().name() + "." + hit.column().name();
    }

    private static Mesh sampleMesh() throws IOException {
        MeshFixture mesh = new MeshFixture();
        for (String root : List.of("products", "contracts")) {
            try (Stream<Path> files = Files.walk(Path.of(root))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    mesh.put(file.toString().replace('\\', '/'), Files.readString(file));
                }
            }
        }
        return new MeshReader("meshwright").read(mesh.registrations()).mesh();
    }
}
