package io.meshwright.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwright.diagnostic.Outcome;
import io.meshwright.sql.ColumnSource.Dependency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlAnalyzerTest {

    private static final TableName RATINGS = new TableName("local", "movielens", "ratings");
    private static final TableName MOVIES = new TableName("local", "movielens", "movies");
    private static final Map<TableName, List<Column>> COLUMNS = Map.of(
            RATINGS,
            List.of(
                    new Column("userId", "INT64"),
                    new Column("movieId", "INT64"),
                    new Column("rating", "FLOAT64"),
                    new Column("timestamp", "INT64")),
            MOVIES,
            List.of(
                    new Column("movieId", "INT64"),
                    new Column("title", "STRING"),
                    new Column("genres", "STRING"),
                    new Column("cast", "ARRAY<STRUCT<name STRING, role STRING>>")),
            new TableName("other-project", "d", "t"),
            List.of(new Column("x", "INT64")));

    private static final SqlAnalyzer ANALYZER = new SqlAnalyzer();
    private static final Tables TABLES = new Tables() {
        @Override
        public Optional<List<Column>> columns(TableName table) {
            return Optional.ofNullable(COLUMNS.get(table));
        }

        @Override
        public Set<String> required(TableName table) {
            return table.equals(RATINGS) ? Set.of("userId", "movieId") : Set.of();
        }

        @Override
        public List<TableName> known() {
            return List.copyOf(COLUMNS.keySet());
        }
    };

    private static Outcome<AnalyzedQuery> analyze(String sql) {
        return ANALYZER.analyze("q.sql", sql, TABLES, "local");
    }

    private static String error(String sql) {
        return analyze(sql).diagnostics().get(0).toString();
    }

    private static Set<String> sources(String sql, String column) {
        return analyze(sql).get().lineage().stream()
                .filter(lineage -> lineage.column().equals(column))
                .flatMap(lineage -> lineage.sources().stream())
                .map(source -> source.table().table() + "." + source.column() + " " + source.dependency())
                .collect(Collectors.toSet());
    }

    @Test
    void namesAndTypesOutputColumnsInOrder() {
        assertThat(analyze("SELECT COUNT(*), title, [STRUCT(1 AS a, 'x' AS b)] AS s, AVG(1.5) FROM movielens.movies"
                                + " GROUP BY title")
                        .get()
                        .columns())
                .containsExactly(
                        new Column("f0_", "INT64"),
                        new Column("title", "STRING"),
                        new Column("s", "ARRAY<STRUCT<a INT64, b STRING>>"),
                        new Column("f1_", "FLOAT64"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM movielens.ratings",
                "SELECT * FROM `movielens.ratings`",
                "SELECT * FROM `local.movielens.ratings`",
                "SELECT * FROM `local`.movielens.ratings",
                "SELECT * FROM local.movielens.ratings AS r, UNNEST([1]) AS one",
                "FROM movielens.ratings |> WHERE rating > 4 |> AGGREGATE COUNT(*) AS n GROUP BY userId"
            })
    void understandsEverySpellingOfATable(String sql) {
        assertThat(analyze(sql).get().tables()).containsExactly(RATINGS);
    }

    @Test
    void understandsProjectsWithDashesAndADefaultDataset() {
        assertThat(analyze("SELECT x FROM other-project.d.t").get().tables())
                .containsExactly(new TableName("other-project", "d", "t"));
        assertThat(ANALYZER.analyze(
                                "q.sql",
                                "SELECT userId FROM ratings WHERE rating > @least",
                                TABLES,
                                new Names("local", Optional.of("movielens")),
                                Map.of("least", "FLOAT64"))
                        .get()
                        .tables())
                .containsExactly(RATINGS);
    }

    @Test
    void saysWhereAMistypedColumnIsAndWhatWasMeant() {
        assertThat(error("SELECT userId,\n       ratng FROM movielens.ratings"))
                .isEqualTo("q.sql 2:8: there is no column or alias 'ratng' here; did you mean rating?");
        assertThat(error("SELECT r.ratng FROM movielens.ratings r"))
                .isEqualTo("q.sql 1:10: column 'ratng' not found in r; did you mean rating?");
    }

    @Test
    void saysWhereAMissingTableIsAndWhatWasMeant() {
        assertThat(error("SELECT *\nFROM movielens.ratngs"))
                .isEqualTo("q.sql 2:6: table 'movielens.ratngs' not found; did you mean movielens.ratings?");
        assertThat(error("SELECT * FROM ratings"))
                .isEqualTo("q.sql 1:15: table 'ratings' must be qualified with a dataset, as in dataset.ratings;"
                        + " did you mean ratings?");
    }

    @Test
    void refusesWhatIsNotOneQuery() {
        assertThat(error("DROP TABLE movielens.ratings")).contains("is not possible here");
        assertThat(error("SELECT 1; SELECT 2")).startsWith("q.sql 1:").contains("Syntax error");
        assertThat(error("SELECT 1 AS a, 2 AS A")).contains("two output columns are named 'A'");
    }

    @Test
    void followsValuesThroughJoinsAndGroups() {
        String sql = "SELECT m.title, AVG(r.rating) AS mean FROM movielens.ratings r JOIN movielens.movies m"
                + " ON r.movieId = m.movieId WHERE r.timestamp > 0 GROUP BY m.title";
        assertThat(sources(sql, "mean"))
                .containsExactlyInAnyOrder(
                        "ratings.rating AGGREGATION",
                        "ratings.movieId JOIN",
                        "movies.movieId JOIN",
                        "ratings.timestamp FILTER",
                        "movies.title GROUP_BY");
        assertThat(sources(sql, "title"))
                .contains("movies.title IDENTITY")
                .doesNotContain("ratings.rating AGGREGATION");
    }

    @Test
    void followsValuesThroughUnnestSubqueriesSetOperationsAndWindows() {
        assertThat(sources(
                        "SELECT g FROM movielens.movies, UNNEST(SPLIT(genres, '|')) AS g UNION ALL SELECT title FROM"
                                + " movielens.movies",
                        "g"))
                .containsExactlyInAnyOrder("movies.genres TRANSFORMATION", "movies.title IDENTITY");
        assertThat(sources(
                        "SELECT (SELECT MAX(rating) FROM movielens.ratings r WHERE r.movieId = m.movieId) AS best,"
                                + " c.name FROM movielens.movies m, m.cast AS c",
                        "best"))
                .containsExactlyInAnyOrder(
                        "ratings.rating AGGREGATION", "ratings.movieId FILTER", "movies.movieId FILTER");
        assertThat(sources(
                        "SELECT SUM(rating) OVER (PARTITION BY userId ORDER BY timestamp) AS s FROM movielens.ratings",
                        "s"))
                .containsExactlyInAnyOrder(
                        "ratings.rating AGGREGATION", "ratings.userId WINDOW", "ratings.timestamp WINDOW");
        assertThat(sources(
                        "SELECT IF(rating > 4, title, genres) AS x FROM movielens.ratings CROSS JOIN"
                                + " movielens.movies",
                        "x"))
                .containsExactlyInAnyOrder(
                        "ratings.rating CONDITIONAL", "movies.title TRANSFORMATION", "movies.genres TRANSFORMATION");
    }

    @Test
    void followsValuesThroughPivotAndUnpivot() {
        assertThat(sources(
                        "SELECT * FROM (SELECT userId, movieId, rating FROM movielens.ratings) PIVOT(AVG(rating) FOR"
                                + " movieId IN (1 AS one, 2 AS two))",
                        "one"))
                .contains("ratings.rating AGGREGATION", "ratings.userId GROUP_BY");
        assertThat(sources(
                        "SELECT * FROM (SELECT userId, movieId, timestamp FROM movielens.ratings) UNPIVOT(v FOR k IN"
                                + " (movieId, timestamp))",
                        "v"))
                .contains("ratings.movieId TRANSFORMATION", "ratings.timestamp TRANSFORMATION");
    }

    @Test
    void followsColumnsThroughTimeSeries() {
        String filled =
                "SELECT time, movieId, rating FROM GAP_FILL((SELECT TIMESTAMP_SECONDS(timestamp) AS time, movieId,"
                        + " rating, userId FROM movielens.ratings), 'time', INTERVAL 1 DAY, partitioning_columns => ['movieId'],"
                        + " value_columns => [('rating', 'locf')])";

        assertThat(analyze(filled).get().columns().stream().map(Column::name))
                .containsExactly("time", "movieId", "rating");
        assertThat(sources(filled, "rating"))
                .containsExactlyInAnyOrder(
                        "ratings.rating TRANSFORMATION", "ratings.timestamp WINDOW", "ratings.movieId WINDOW");
        assertThat(sources(filled, "movieId")).contains("ratings.movieId IDENTITY");
    }

    @Test
    void quotesTheExpressionAsTheAuthorWroteIt() {
        AnalyzedQuery query = analyze("WITH m AS (SELECT userId, ROUND(AVG(rating),  1) AS mean FROM movielens.ratings"
                        + " GROUP BY userId) SELECT mean FROM m")
                .get();
        assertThat(query.lineage().get(0).sources()).anySatisfy(source -> {
            assertThat(source.dependency()).isEqualTo(Dependency.AGGREGATION);
            assertThat(source.expression()).isEqualTo("ROUND(AVG(rating), 1)");
        });
    }

    @Test
    void knowsWhichColumnsAreNeverNull() {
        assertThat(analyze("SELECT r.userId, title, COUNT(*) AS n, title IS NULL AS untitled, 'x' AS c,"
                                + " IFNULL(title, '') AS t, AVG(rating) AS mean, MAX(r.movieId) AS last"
                                + " FROM movielens.ratings r LEFT JOIN movielens.movies m ON r.movieId = m.movieId"
                                + " GROUP BY userId, title")
                        .get()
                        .neverNull())
                .containsExactlyInAnyOrder("userId", "n", "untitled", "c", "t", "last");
    }

    @Test
    void analyzesDeeplyNestedCalls() {
        String nested = "title";
        for (int i = 0; i < 150; i++) {
            nested = "CONCAT(" + nested + ", 'x')";
        }
        assertThat(analyze("SELECT " + nested + " AS deep FROM movielens.movies")
                        .isOk())
                .isTrue();
        String withs = IntStream.range(1, 120)
                .mapToObj(i -> "c" + i + " AS (SELECT userId + 1 AS userId FROM c" + (i - 1) + ")")
                .collect(Collectors.joining(", "));
        assertThat(analyze("WITH c0 AS (SELECT userId FROM movielens.ratings), " + withs + " SELECT * FROM c119")
                        .isOk())
                .isTrue();
    }

    @Test
    void answersManyThreadsWhileCatalogsAreEvicted() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Boolean>> answers = IntStream.range(0, 200)
                    .mapToObj(i -> threads.submit(() -> ANALYZER.analyze(
                                    "q.sql",
                                    "SELECT c FROM d.t" + i % 70,
                                    table -> Optional.of(List.of(new Column("c", "INT64"))),
                                    "p")
                            .isOk()))
                    .toList();
            for (Future<Boolean> answer : answers) {
                assertThat(answer.get()).isTrue();
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void namesTheContainerImageWhereThereIsNoNativeCode() {
        assertThat(Platform.unsupported("Linux", "amd64")).isEmpty();
        assertThat(Platform.unsupported("Mac OS X", "x86_64")).isEmpty();
        assertThat(Platform.unsupported("Linux", "aarch64").orElseThrow()).contains("linux/amd64 container image");
        assertThat(Platform.unsupported("Windows 11", "amd64")).isPresent();
    }
}
