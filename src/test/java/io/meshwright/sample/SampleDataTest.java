package io.meshwright.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleDataTest {

    private static final Instant ASKED = Instant.parse("2026-11-20T08:00:00Z");
    private static final SampleSize SMALL = new SampleSize(500, 60, 5_000, 300);

    @TempDir
    Path directory;

    @Test
    void writesAsManyRowsAsAskedFor() throws IOException {
        SampleData.write(directory, SMALL, ASKED);

        assertThat(rows("movielens/movies.csv")).hasSize(500);
        assertThat(rows("movielens/ratings.csv")).hasSize(5_000);
        assertThat(rows("movielens/tags.csv")).hasSize(300);
    }

    @Test
    void eachUserRatesAFilmOnceInHalfStarsUpToTheLastCompleteMonth() throws IOException {
        SampleData.write(directory, SMALL, ASKED);

        List<String[]> ratings = rows("movielens/ratings.csv").stream()
                .map(row -> row.split(","))
                .toList();
        assertThat(ratings.stream().map(rating -> rating[0] + "/" + rating[1])).doesNotHaveDuplicates();
        assertThat(ratings.stream().map(rating -> rating[0]).distinct()).hasSize(60);
        assertThat(ratings).allSatisfy(rating -> assertThat(Double.parseDouble(rating[2]) * 2)
                .isBetween(1.0, 10.0)
                .isEqualTo(Math.rint(Double.parseDouble(rating[2]) * 2)));
        long latest = ratings.stream()
                .mapToLong(rating -> Long.parseLong(rating[3]))
                .max()
                .orElseThrow();
        assertThat(Instant.ofEpochSecond(latest))
                .isBetween(Instant.parse("2026-10-01T00:00:00Z"), Instant.parse("2026-10-31T23:59:59Z"));
    }

    @Test
    void nobodyPutsATagOnAFilmTwice() throws IOException {
        SampleData.writeMovieLens(directory, new SampleSize(60, 60, 1_500, 8_000), ASKED);

        assertThat(rows("movielens/tags.csv").stream().map(row -> row.substring(0, row.lastIndexOf(','))))
                .hasSize(8_000)
                .doesNotHaveDuplicates();
    }

    @Test
    void fewFilmsCollectMostRatings() throws IOException {
        SampleData.write(directory, SMALL, ASKED);

        List<Long> perFilm = rows("movielens/ratings.csv").stream()
                .collect(Collectors.groupingBy(row -> row.split(",")[1], Collectors.counting()))
                .values()
                .stream()
                .sorted(java.util.Comparator.reverseOrder())
                .toList();
        assertThat(perFilm.stream().limit(50).mapToLong(Long::longValue).sum()).isGreaterThan(5_000 / 4);
    }

    @Test
    void titlesHaveWhatBreaksCarelessReaders() throws IOException {
        SampleData.writeMovieLens(directory, SampleSize.ofRatings(50_000), ASKED);

        String movies = Files.readString(directory.resolve("movielens/movies.csv"));
        assertThat(movies)
                .contains("(no genres listed)")
                .containsPattern("\n\\d+,\"[^\"]+, (The|A) \\(\\d{4}\\)\",")
                .containsPattern("\n\\d+,\"\"\"\\w+\"\" and Other")
                .containsPattern("[^\\x00-\\x7F]")
                .containsPattern("\\(\\d{4}\\) \"?,")
                .containsPattern("[a-zA-Z]\"?,[A-Z]");
    }

    @Test
    void theSameSizeAndMonthGiveTheSameBytes() throws IOException {
        SampleData.write(directory.resolve("one"), SMALL, ASKED);
        SampleData.write(directory.resolve("two"), SMALL, Instant.parse("2026-11-01T00:00:00Z"));

        for (String file : List.of(
                "movielens/ratings.csv", "movielens/tags.csv", "sakila/stream_events.json", "messflix/logins.csv")) {
            assertThat(directory.resolve("two").resolve(file))
                    .hasSameBinaryContentAs(directory.resolve("one").resolve(file));
        }
    }

    @Test
    void keepsCompleteFilesAndReplacesThoseOfAnotherMonth() throws IOException {
        SampleData.write(directory, SMALL, ASKED);
        Path ratings = directory.resolve("movielens/ratings.csv");
        Files.setLastModifiedTime(ratings, FileTime.from(Instant.EPOCH));

        SampleData.write(directory, SMALL, ASKED);
        assertThat(Files.getLastModifiedTime(ratings).toInstant()).isEqualTo(Instant.EPOCH);

        SampleData.write(directory, SMALL, ASKED.plus(Duration.ofDays(30)));
        assertThat(Files.getLastModifiedTime(ratings).toInstant()).isAfter(Instant.EPOCH);
        try (var left = Files.list(directory)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("movielens", "sakila", "messflix");
        }
    }

    @Test
    void someStreamEventsNameAFilmThatIsNotInTheDatabase() throws IOException {
        SampleData.write(directory, SMALL, ASKED);

        var known = rows("sakila/film.csv").stream()
                .map(row -> row.substring(0, row.indexOf(',')))
                .collect(Collectors.toSet());
        List<String> asked = Files.readAllLines(directory.resolve("sakila/stream_events.json")).stream()
                .map(event -> event.replaceAll(".*\"film_id\":(\\d+).*", "$1"))
                .toList();
        assertThat(asked).anyMatch(known::contains).anyMatch(film -> !known.contains(film));
    }

    @Test
    void refusesMoreRatingsThanUsersCanGive() {
        assertThatThrownBy(() -> new SampleSize(10, 10, 100, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most half");
    }

    @Test
    void realMovieLensFilesTakeThePlaceOfGeneratedOnes() throws IOException {
        Path real = Files.createDirectory(directory.resolve("real"));
        Files.writeString(real.resolve("movies.csv"), "movieId,title,genres\n7,Seven Keys (2001),Drama\n");
        DataDirectory data = new DataDirectory(directory.resolve("data"), Optional.of(real), 100_000);

        data.prepare(ASKED);

        assertThat(data.resolve("movielens/movies.csv")).isEqualTo(real.resolve("movies.csv"));
        assertThat(data.resolve("sakila/film.csv")).exists().isEqualTo(directory.resolve("data/sakila/film.csv"));
        assertThat(data.resolve("messflix/play_events.json")).content().contains("\"movie_id\":7,");
        assertThat(directory.resolve("data/movielens")).doesNotExist();
        assertThatThrownBy(() -> data.resolve("../secret")).isInstanceOf(IllegalArgumentException.class);
    }

    private List<String> rows(String file) throws IOException {
        return Files.readAllLines(directory.resolve(file)).stream().skip(1).toList();
    }
}
