package io.meshwright.sample;

/**
 * How much MovieLens-shaped data to write.
 *
 * @param ratings one per user and movie at most, so never more than half of all pairs
 */
public record SampleSize(int movies, int users, int ratings, int tags) {

    /** What the figures in docs/benchmarks.md are measured with. */
    public static final SampleSize BENCHMARK = new SampleSize(62_000, 162_000, 25_000_000, 1_100_000);

    public SampleSize {
        if (movies < 1 || users < 1 || ratings < 1 || tags < 0) {
            throw new IllegalArgumentException("Sample data needs at least one movie, user and rating; asked for "
                    + movies + " movies, " + users + " users, " + ratings + " ratings, " + tags + " tags");
        }
        if (ratings > (long) movies * users / 2) {
            throw new IllegalArgumentException(ratings + " ratings are too many for " + movies + " movies and " + users
                    + " users: each user rates a movie once, and at most half of all movies");
        }
    }

    /** Movies, users and tags in the proportions MovieLens has at this number of ratings. */
    public static SampleSize ofRatings(int ratings) {
        double scale = ratings / 100_000.0;
        int movies = (int) Math.max(200, Math.round(9_700 * Math.pow(scale, 0.336)));
        int users = (int) Math.max(Math.round(ratings * 0.00648), 10);
        return new SampleSize(movies, Math.max(users, ratings * 2 / movies + 1), ratings, (int) (ratings * 0.044));
    }
}
