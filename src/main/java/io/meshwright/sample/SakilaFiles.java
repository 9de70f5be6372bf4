package io.meshwright.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;

/**
 * Writes Sakila's film database (film, category, film_category as CSV) and its partners' stream events (newline JSON).
 * Some events name a film that the database does not have.
 */
final class SakilaFiles {

    private static final int MONTHS = 12;
    private static final int FILM_IDS = 1_000;
    private static final int EVENTS = 40_000;
    private static final List<String> CATEGORIES = List.of(
            "Adventure",
            "Animation",
            "Classics",
            "Comedy",
            "Documentary",
            "Drama",
            "Family",
            "Fantasy",
            "Horror",
            "Music",
            "Mystery",
            "Romance",
            "Science Fiction",
            "Sports",
            "Thriller",
            "Travel");
    private static final List<String> AUDIENCES = List.of("G", "PG", "PG-13", "R", "NC-17");
    private static final List<String> RATES = List.of("0.99", "2.99", "4.99");
    private static final List<String> EVENT_TYPES = List.of("rent", "buy", "trailer");
    private static final Lottery EVENT_TYPE = new Lottery(0.3, 0.1, 0.6);
    private static final List<String> DISTRIBUTORS =
            List.of("amazon prime", "google play", "apple itunes", "vudo", "fandango now", "microsoft", "youtube");
    private static final Lottery DISTRIBUTOR = new Lottery(28, 14, 22, 8, 6, 7, 15);
    private static final List<String> PLATFORMS = List.of("ios", "android", "xbox", "playstation", "smarttv", "other");
    private static final Lottery PLATFORM = new Lottery(24, 26, 8, 9, 28, 5);

    private final RandomGenerator random;
    private final Timeline timeline;
    private final boolean[] known = new boolean[FILM_IDS + 1];

    private SakilaFiles(Timeline timeline, RandomGenerator random) {
        this.timeline = timeline;
        this.random = random;
        for (int film = 1; film <= FILM_IDS; film++) {
            known[film] = random.nextInt(28) > 0;
        }
    }

    static void write(Path directory, Instant asOf, long seed) throws IOException {
        SakilaFiles files = new SakilaFiles(Timeline.before(asOf, MONTHS), new SplittableRandom(seed));
        files.categories(directory.resolve("category.csv"));
        files.films(directory.resolve("film.csv"));
        files.filmCategories(directory.resolve("film_category.csv"));
        files.events(directory.resolve("stream_events.json"));
    }

    private void categories(Path path) throws IOException {
        try (TextFile file = TextFile.csv(path, "category_id", "name", "last_update")) {
            for (int category = 0; category < CATEGORIES.size(); category++) {
                file.field(category + 1L)
                        .field(CATEGORIES.get(category))
                        .field(lastUpdate())
                        .endRow();
            }
        }
    }

    private void films(Path path) throws IOException {
        Titles titles = new Titles(random);
        String[] columns = {
            "film_id",
            "title",
            "release_year",
            "rental_duration",
            "rental_rate",
            "length",
            "replacement_cost",
            "rating",
            "last_update"
        };
        try (TextFile file = TextFile.csv(path, columns)) {
            for (int film = 1; film <= FILM_IDS; film++) {
                String title = titles.next();
                if (known[film]) {
                    file.field(film)
                            .field(title)
                            .field(timeline.last().getYear() - random.nextInt(40))
                            .field(3 + random.nextInt(5))
                            .field(pick(RATES))
                            .field(46 + random.nextInt(140))
                            .field((9 + random.nextInt(21)) + ".99")
                            .field(pick(AUDIENCES))
                            .field(lastUpdate())
                            .endRow();
                }
            }
        }
    }

    private void filmCategories(Path path) throws IOException {
        try (TextFile file = TextFile.csv(path, "film_id", "category_id", "last_update")) {
            for (int film = 1; film <= FILM_IDS; film++) {
                if (known[film]) {
                    file.field(film)
                            .field(1 + random.nextInt(CATEGORIES.size()))
                            .field(lastUpdate())
                            .endRow();
                }
            }
        }
    }

    private void events(Path path) throws IOException {
        double[] fame = new double[FILM_IDS];
        java.util.Arrays.setAll(fame, film -> Math.exp(0.9 * random.nextGaussian()));
        Lottery films = new Lottery(fame);
        long[] seconds = LongStream.generate(() -> random.nextLong(timeline.start(0), timeline.end()))
                .limit(EVENTS)
                .sorted()
                .toArray();
        try (TextFile file = new TextFile(path)) {
            for (long second : seconds) {
                State state = State.draw(random);
                file.raw("{\"timestamp\":\"")
                        .raw(state.local(second))
                        .raw("\",\"eventType\":\"")
                        .raw(EVENT_TYPES.get(EVENT_TYPE.draw(random)))
                        .raw("\",\"film_id\":")
                        .number(films.draw(random) + 1L)
                        .raw(",\"distributor\":\"")
                        .raw(DISTRIBUTORS.get(DISTRIBUTOR.draw(random)))
                        .raw("\",\"platform\":\"")
                        .raw(PLATFORMS.get(PLATFORM.draw(random)))
                        .raw("\",\"state\":\"")
                        .raw(state.name)
                        .raw("\"}\n");
            }
        }
    }

    private String lastUpdate() {
        return Instant.ofEpochSecond(timeline.start(0) + random.nextInt(86_400 * 300))
                .toString();
    }

    private String pick(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }

    /** A US state with its clock; drawn in proportion to its people, in hundred thousands. */
    private record State(String name, int people, ZoneId zone) {

        private static final DateTimeFormatter ISO =
                DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx", Locale.ROOT);
        private static final List<State> ALL = List.of(
                eastern("New York", 196),
                eastern("Florida", 234),
                eastern("Pennsylvania", 131),
                eastern("Ohio", 119),
                eastern("Georgia", 112),
                eastern("North Carolina", 110),
                eastern("Michigan", 101),
                eastern("New Jersey", 95),
                eastern("Virginia", 88),
                eastern("Massachusetts", 71),
                eastern("Maryland", 63),
                eastern("South Carolina", 55),
                eastern("Connecticut", 37),
                eastern("Maine", 14),
                eastern("Vermont", 6),
                central("Texas", 313),
                central("Illinois", 127),
                central("Tennessee", 72),
                central("Missouri", 62),
                central("Wisconsin", 60),
                central("Minnesota", 58),
                central("Alabama", 52),
                central("Louisiana", 46),
                central("Oklahoma", 41),
                central("Iowa", 32),
                central("Kansas", 30),
                mountain("Colorado", 59),
                mountain("Utah", 35),
                mountain("New Mexico", 21),
                mountain("Montana", 11),
                mountain("Wyoming", 6),
                pacific("California", 394),
                pacific("Washington", 80),
                pacific("Oregon", 43),
                pacific("Nevada", 33),
                new State("Arizona", 76, ZoneId.of("America/Phoenix")),
                new State("Alaska", 7, ZoneId.of("America/Anchorage")),
                new State("Hawaii", 14, ZoneId.of("Pacific/Honolulu")));
        private static final Lottery LOTTERY =
                new Lottery(ALL.stream().mapToDouble(State::people).toArray());

        static State draw(RandomGenerator random) {
            return ALL.get(LOTTERY.draw(random));
        }

        String local(long second) {
            return ISO.format(Instant.ofEpochSecond(second).atZone(zone));
        }

        private static State eastern(String name, int people) {
            return new State(name, people, ZoneId.of("America/New_York"));
        }

        private static State central(String name, int people) {
            return new State(name, people, ZoneId.of("America/Chicago"));
        }

        private static State mountain(String name, int people) {
            return new State(name, people, ZoneId.of("America/Denver"));
        }

        private static State pacific(String name, int people) {
            return new State(name, people, ZoneId.of("America/Los_Angeles"));
        }
    }
}
