package io.meshwright.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwright.diagnostic.Diagnostic;
import io.meshwright.product.ProductName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DashboardFolderTest {

    private static final String GOOD =
            """
            title: Trends
            purpose: What moves.
            audience: Creators
            owner: content
            tiles:
              - {id: one, kind: table, title: One, sql: SELECT 1 AS one}
            """;

    @TempDir
    Path root;

    private final LastGood memory = new LastGood() {
        private Map<ProductName, String> kept = Map.of();

        @Override
        public Map<ProductName, String> all() {
            return kept;
        }

        @Override
        public void keep(Map<ProductName, String> texts) {
            kept = Map.copyOf(texts);
        }
    };

    private Path file;
    private DashboardFolder folder;

    @BeforeEach
    void prepare() throws IOException {
        Path dashboards = Files.createDirectories(root.resolve("products/movies-engagement/dashboards"));
        file = dashboards.resolve("movie-trends.yaml");
        folder = new DashboardFolder(root, memory);
    }

    @Test
    void findsDashboardsBesideTheProductsOfADomain() throws IOException {
        Files.writeString(file, GOOD);

        assertThat(folder.look()).isTrue();
        assertThat(folder.dashboards())
                .extracting(dashboard -> dashboard.name().toString())
                .containsExactly("movies-engagement/movie-trends");
        assertThat(folder.look()).isFalse();
    }

    @Test
    void keepsTheLastGoodVersionOfAFileWithAMistake() throws IOException {
        Files.writeString(file, GOOD);
        folder.look();
        Files.writeString(file, GOOD.replace("kind: table", "kind: tabel"));

        assertThat(folder.look()).isTrue();
        assertThat(folder.dashboards()).extracting(Dashboard::title).containsExactly("Trends");
        assertThat(folder.diagnostics())
                .extracting(Diagnostic::toString)
                .containsExactly("products/movies-engagement/dashboards/movie-trends.yaml 6:21: 'kind' cannot be"
                        + " 'tabel'; did you mean 'table'?");
    }

    @Test
    void keepsTheLastGoodVersionOverARestart() throws IOException {
        Files.writeString(file, GOOD);
        folder.look();
        Files.writeString(file, GOOD.replace("kind: table", "kind: tabel"));

        DashboardFolder restarted = new DashboardFolder(root, memory);
        restarted.look();

        assertThat(restarted.dashboards()).extracting(Dashboard::title).containsExactly("Trends");
        assertThat(restarted.diagnostics()).hasSize(1);
    }

    @Test
    void forgetsAFileThatIsGone() throws IOException {
        Files.writeString(file, GOOD);
        folder.look();
        Files.delete(file);

        assertThat(folder.look()).isTrue();
        assertThat(folder.dashboards()).isEmpty();
        assertThat(memory.all()).isEmpty();
    }

    @Test
    void refusesANameThatCannotBeAnAddress() throws IOException {
        Files.writeString(file.resolveSibling("Movie Trends.yaml"), GOOD);
        folder.look();

        assertThat(folder.dashboards()).isEmpty();
        assertThat(folder.diagnostics()).extracting(Diagnostic::code).containsExactly("dashboard-name");
    }
}
