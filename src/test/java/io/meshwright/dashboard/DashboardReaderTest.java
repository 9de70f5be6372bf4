package io.meshwright.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwright.diagnostic.Diagnostic;
import io.meshwright.diagnostic.Outcome;
import io.meshwright.product.ProductName;
import java.util.List;
import org.junit.jupiter.api.Test;

class DashboardReaderTest {

    private static final String GOOD =
            """
            title: User 360
            purpose: What people like.
            audience: Marketing
            owner: marketing
            tiles:
              - id: genres
                kind: bar
                title: Users by genre
                finding: "{genre} leads with {users}"
                x: genre
                y: users
                sql: |
                  SELECT genre, COUNT(*) AS users
                  FROM movies_interactions.user_genre_ratings
                  GROUP BY genre
              - id: popular
                kind: table
                title: Popular
                columns:
                  - title
                  - {column: ratings, compare: before, format: integer, title: Ratings}
                sql: SELECT 'a' AS title, 2 AS ratings, 1 AS before
            """;

    @Test
    void readsTilesWithWhatTheyAskAndShow() {
        Dashboard dashboard = read(GOOD).get();

        assertThat(dashboard.name()).hasToString("movies-engagement/user-360");
        Tile bar = dashboard.tile("genres").orElseThrow();
        assertThat(bar.kind()).isEqualTo(Tile.Kind.BAR);
        assertThat(bar.span()).isEqualTo(6);
        assertThat(bar.y()).containsExactly("users");
        assertThat(bar.columnsUsed()).containsExactlyInAnyOrder("users", "genre");
        Tile table = dashboard.tile("popular").orElseThrow();
        assertThat(table.columns().get(0).heading()).isEqualTo("Title");
        assertThat(table.columns().get(1).compare()).isEqualTo("before");
    }

    @Test
    void knowsWhereAQueryBegins() {
        Dashboard dashboard = read(GOOD).get();

        assertThat(dashboard.tile("genres").orElseThrow().sqlLocation()).hasToString("user-360.yaml 13:7");
        assertThat(dashboard.tile("popular").orElseThrow().sqlLocation()).hasToString("user-360.yaml 22:10");
    }

    @Test
    void reportsEveryMistakeWithItsPlace() {
        String bad = GOOD.replace("kind: bar", "kind: bars")
                .replace("y: users\n", "y: users\n    span: 40\n")
                .replace("{users}\"", "{users\"")
                .replace("id: popular", "id: genres")
                .replace("owner: marketing\n", "");

        assertThat(problems(bad))
                .containsExactly(
                        "user-360.yaml 1:1: 'owner' is missing; a dashboard needs it.",
                        "user-360.yaml 6:11: 'kind' cannot be 'bars'; did you mean 'bar'?",
                        "user-360.yaml 8:14: 'finding': a value is written {column}, {column.2} for the second row,"
                                + " {column.last} for the last or {column|percent} with a format.",
                        "user-360.yaml 11:11: 'span' is a number of columns from 3 to 12, not the number 40.",
                        "user-360.yaml 16:9: Two tiles have the id 'genres'; links could not tell them apart.");
    }

    @Test
    void aTileHasWhatItsKindDraws() {
        assertThat(problems(GOOD.replace("    x: genre\n", "")))
                .containsExactly("user-360.yaml 6:5: 'x' is missing; a bar tile needs it.");
        assertThat(problems(GOOD.replace("x: genre\n", "x: genre\n    series: genre\n")))
                .singleElement()
                .asString()
                .contains("'series' splits the one 'y' of a line or stacked tile; this is a bar tile.");
        assertThat(problems(GOOD.replace("kind: table", "kind: sentence")))
                .singleElement()
                .asString()
                .contains("'finding' is missing; a sentence tile needs it.");
    }

    @Test
    void aDashboardWithoutTilesIsRefused() {
        assertThat(problems("title: A\npurpose: B\naudience: C\nowner: d\ntiles: []\n"))
                .containsExactly("a.yaml 5:8: A dashboard needs at least one tile.".replace("a.yaml", "user-360.yaml"));
    }

    private static List<String> problems(String yaml) {
        return read(yaml).diagnostics().stream().map(Diagnostic::toString).toList();
    }

    private static Outcome<Dashboard> read(String yaml) {
        return DashboardReader.read(ProductName.parse("movies-engagement/user-360"), "user-360.yaml", yaml);
    }
}
