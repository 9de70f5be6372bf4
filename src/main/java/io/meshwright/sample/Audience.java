package io.meshwright.sample;

import java.util.random.RandomGenerator;

/** The users of the sample: when each joined and how many ratings and tags each gives. Users count from 0. */
final class Audience {

    private static final int LEAST_RATINGS = 20;
    private static final double TAGGING_SHARE = 0.09;
    private static final double MONTHLY_GROWTH = 0.014;

    private final int[] joined;
    private final int[] ratings;
    private final int[] tags;

    Audience(SampleSize size, Timeline timeline, RandomGenerator random) {
        int users = size.users();
        joined = new int[users];
        double[] activity = new double[users];
        double[] tagging = new double[users];
        Lottery arrivals = arrivals(timeline);
        for (int user = 0; user < users; user++) {
            joined[user] = arrivals.draw(random);
            activity[user] = Math.exp(1.45 * random.nextGaussian());
            boolean tags = user == users / 2 || random.nextDouble() < TAGGING_SHARE;
            tagging[user] = tags ? Math.exp(1.7 * random.nextGaussian()) : 0;
        }
        int least = Math.min(LEAST_RATINGS, size.ratings() / (2 * users));
        ratings = share(size.ratings(), activity, least, Math.max(1, size.movies() * 3 / 5));
        tags = share(size.tags(), tagging, 0, Integer.MAX_VALUE);
    }

    int size() {
        return joined.length;
    }

    /** Month of the timeline. */
    int joined(int user) {
        return joined[user];
    }

    int ratings(int user) {
        return ratings[user];
    }

    int tags(int user) {
        return tags[user];
    }

    private static Lottery arrivals(Timeline timeline) {
        double[] weights = new double[timeline.months()];
        for (int month = 0; month < weights.length; month++) {
            weights[month] = Math.exp(MONTHLY_GROWTH * month);
        }
        return new Lottery(weights);
    }

    /** Deals out a total in proportion to weights, nobody getting less than least or more than most. */
    private static int[] share(int total, double[] weights, int least, int most) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        int[] shares = new int[weights.length];
        long free = total - (long) least * weights.length;
        double reached = 0;
        long dealt = 0;
        for (int i = 0; i < weights.length; i++) {
            reached += weights[i];
            long due = Math.round(reached / sum * free) - dealt;
            shares[i] = (int) Math.min(due, (long) most - least);
            dealt += shares[i];
            shares[i] += least;
        }
        for (int i = 0; dealt < free; i = (i + 1) % shares.length) {
            if (shares[i] < most && weights[i] > 0) {
                shares[i]++;
                dealt++;
            }
        }
        return shares;
    }
}
