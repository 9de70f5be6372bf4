package io.meshwright.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Writes what Hitchcock Movie Maker keeps: team White's scripts and themes, team Orange's cost statements. */
final class MovieMakerFiles {

    private static final int MONTHS = 24;
    private static final int PRODUCTIONS = 160;
    private static final List<String> THEMES = List.of(
            "Mistaken identity",
            "Locked room",
            "Heist",
            "Family secret",
            "First love",
            "Revenge",
            "Lost at sea",
            "Small town",
            "Double agent",
            "Coming home",
            "Rivalry",
            "Survival");
    private static final List<String> COST_TYPES = List.of(
            "cast", "crew", "locations", "sets and costumes", "post-production", "music", "insurance", "marketing");
    private static final double[] TYPICAL = {90_000, 60_000, 32_000, 24_000, 45_000, 9_000, 7_000, 38_000};
    private static final Lottery COST_TYPE = new Lottery(16, 26, 14, 14, 12, 6, 4, 8);
    private static final List<String> CURRENCIES = List.of("EUR", "USD", "GBP");
    private static final Lottery CURRENCY = new Lottery(70, 20, 10);

    private final Timeline timeline;
    private final int[] movies;
    private final RandomGenerator random;
    private final int[] begun = new int[PRODUCTIONS];

    private MovieMakerFiles(Timeline timeline, int[] movies, RandomGenerator random) {
        this.timeline = timeline;
        this.movies = movies;
        this.random = random;
        java.util.Arrays.setAll(begun, production -> random.nextInt(MONTHS - 2));
    }

    /** @param movies the movieIds that productions may be published as */
    static void write(Path directory, int[] movies, Instant asOf, long seed) throws IOException {
        MovieMakerFiles files = new MovieMakerFiles(Timeline.before(asOf, MONTHS), movies, new SplittableRandom(seed));
        files.scripts(directory.resolve("scripts.csv"));
        files.costStatements(directory.resolve("cost_statements.csv"));
    }

    private void scripts(Path path) throws IOException {
        Titles titles = new Titles(random);
        String[] columns = {"production_id", "working_title", "theme", "pages", "delivered_on", "movie_id"};
        try (TextFile file = TextFile.csv(path, columns)) {
            for (int production = 0; production < PRODUCTIONS; production++) {
                file.field(code(production))
                        .field(titles.next())
                        .field(THEMES.get(random.nextInt(THEMES.size())))
                        .field(78 + random.nextInt(70))
                        .field(day(begun[production]).toString());
                if (isPublished(production)) {
                    file.field(movies[(int) ((long) production * movies.length / PRODUCTIONS)]);
                } else {
                    file.emptyField();
                }
                file.endRow();
            }
        }
    }

    private void costStatements(Path path) throws IOException {
        String[] columns = {"statement_id", "production_id", "cost_type", "amount", "currency", "booked_on"};
        try (TextFile file = TextFile.csv(path, columns)) {
            int statement = 100_000;
            for (int production = 0; production < PRODUCTIONS; production++) {
                double scale = Math.exp(0.7 * random.nextGaussian());
                int last = Math.min(MONTHS, begun[production] + 3 + random.nextInt(9));
                for (int month = begun[production]; month < last; month++) {
                    for (int i = 2 + random.nextInt(5); i > 0; i--) {
                        statement += 1 + random.nextInt(3);
                        costStatement(file, statement, production, scale, month);
                    }
                }
            }
        }
    }

    private void costStatement(TextFile file, int statement, int production, double scale, int month)
            throws IOException {
        int type = COST_TYPE.draw(random);
        long cents = (long) (TYPICAL[type] * scale * Math.exp(0.5 * random.nextGaussian()) * 100);
        file.field(statement)
                .field(code(production))
                .field(COST_TYPES.get(type))
                .field(cents / 100 + "." + cents % 100 / 10 + cents % 10)
                .field(CURRENCIES.get(CURRENCY.draw(random)))
                .field(day(month).toString())
                .endRow();
    }

    private LocalDate day(int month) {
        return LocalDate.ofEpochDay(timeline.start(month) / 86_400 + random.nextInt(28));
    }

    private boolean isPublished(int production) {
        return begun[production] < MONTHS - 6;
    }

    private static String code(int production) {
        return "HMM-" + (1_001 + production);
    }
}
