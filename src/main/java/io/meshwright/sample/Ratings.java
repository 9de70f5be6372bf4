package io.meshwright.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.random.RandomGenerator;

/** Who rates what, when and how high: films that are popular or talked about, in sittings, by taste and quality. */
final class Ratings {

    /** Upper bounds, in standard scores, of 0.5, 1.0 ... 4.5 stars: the shares people give in MovieLens. */
    private static final double[] BOUNDS = {-2.21, -1.733, -1.561, -1.107, -0.881, -0.284, 0.046, 0.786, 1.122};

    private static final byte[][] STARS = stars();
    private static final double TALKED_ABOUT_SHARE = 0.3;
    private static final int RATINGS_PER_SITTING = 14;
    private static final int LONGEST_PAUSE_SECONDS = 75;
    private static final int TRIES = 40;

    private final Catalogue catalogue;
    private final Trends trends;
    private final Timeline timeline;
    private final RandomGenerator random;
    private final int[] ratedBy;

    Ratings(Catalogue catalogue, Trends trends, Timeline timeline, RandomGenerator random) {
        this.catalogue = catalogue;
        this.trends = trends;
        this.timeline = timeline;
        this.random = random;
        this.ratedBy = new int[catalogue.size()];
        Arrays.fill(ratedBy, -1);
    }

    void write(Audience audience, Path path) throws IOException {
        try (TextFile file = TextFile.csv(path, "userId", "movieId", "rating", "timestamp")) {
            for (int user = 0; user < audience.size(); user++) {
                for (long rating : ratingsOf(user, audience)) {
                    file.field(user + 1L)
                            .field(catalogue.id(film(rating)))
                            .field(STARS[(int) (rating & 0xF)])
                            .field(second(rating))
                            .endRow();
                }
            }
        }
    }

    /** One user's ratings in the order of films, each packed into a long: film, second, half stars. */
    private long[] ratingsOf(int user, Audience audience) {
        long[] ratings = new long[audience.ratings(user)];
        Taste taste = new Taste(random);
        long[] clocks = sittings(ratings.length, audience.joined(user));
        for (int i = 0; i < ratings.length; i++) {
            int sitting = random.nextInt(3) == 0 ? 0 : random.nextInt(clocks.length);
            long second = clocks[sitting];
            clocks[sitting] += 4 + random.nextInt(LONGEST_PAUSE_SECONDS);
            int film = filmNotRated(user, timeline.monthOf(second));
            ratings[i] = (long) film << 40 | second << 4 | halfStars(film, taste);
        }
        Arrays.sort(ratings);
        return ratings;
    }

    private static int film(long rating) {
        return (int) (rating >>> 40);
    }

    private static long second(long rating) {
        return rating >>> 4 & 0xF_FFFF_FFFFL;
    }

    /** When each sitting begins: the first on joining, later ones ever rarer. */
    private long[] sittings(int ratings, int joined) {
        long[] begins = new long[1 + random.nextInt(1 + 2 * ratings / RATINGS_PER_SITTING)];
        long latest = timeline.end() - 1 - (4L + LONGEST_PAUSE_SECONDS) * ratings;
        for (int i = 0; i < begins.length; i++) {
            int month = i == 0 ? joined : joined + (int) (random.nextExponential() * 14);
            if (month >= timeline.months()) {
                month = joined + random.nextInt(timeline.months() - joined);
            }
            long span = timeline.start(month + 1) - timeline.start(month);
            begins[i] = Math.min(timeline.start(month) + random.nextLong(span), latest);
        }
        return begins;
    }

    private int filmNotRated(int user, int month) {
        for (int i = 0; i < TRIES; i++) {
            int film = trends.any(month) && random.nextDouble() < TALKED_ABOUT_SHARE
                    ? trends.draw(month, random)
                    : catalogue.draw(random);
            if (catalogue.released(film) <= month && ratedBy[film] != user) {
                ratedBy[film] = user;
                return film;
            }
        }
        return nextFilmNotRated(user, month);
    }

    private int nextFilmNotRated(int user, int month) {
        int start = random.nextInt(ratedBy.length);
        int unrated = -1;
        for (int i = 0; i < ratedBy.length; i++) {
            int film = (start + i) % ratedBy.length;
            if (ratedBy[film] != user) {
                unrated = film;
                if (catalogue.released(film) <= month) {
                    break;
                }
            }
        }
        ratedBy[unrated] = user;
        return unrated;
    }

    private int halfStars(int film, Taste taste) {
        double score = 0.40 * catalogue.quality(film) + taste.of(catalogue.genres(film)) + 0.72 * random.nextGaussian();
        int halfStars = 1;
        while (halfStars <= BOUNDS.length && score > BOUNDS[halfStars - 1]) {
            halfStars++;
        }
        return halfStars;
    }

    private static byte[][] stars() {
        byte[][] stars = new byte[BOUNDS.length + 2][];
        for (int halfStars = 0; halfStars < stars.length; halfStars++) {
            stars[halfStars] = (halfStars / 2 + (halfStars % 2 == 0 ? ".0" : ".5")).getBytes(StandardCharsets.US_ASCII);
        }
        return stars;
    }

    /** How generous a user is, and with which genres. */
    private static final class Taste {

        private final double generosity;
        private final double[] byGenre = new double[Catalogue.GENRES.size()];

        Taste(RandomGenerator random) {
            generosity = 0.36 * random.nextGaussian();
            Arrays.setAll(byGenre, genre -> 0.42 * random.nextGaussian());
        }

        double of(BitSet genres) {
            double sum = 0;
            for (int genre = genres.nextSetBit(0); genre >= 0; genre = genres.nextSetBit(genre + 1)) {
                sum += byGenre[genre];
            }
            return generosity + sum / Math.max(1, genres.cardinality());
        }
    }
}
