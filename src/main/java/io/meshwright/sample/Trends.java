package io.meshwright.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** What is talked about, month by month: a few films catch on, new ones first, and fade over the next months. */
final class Trends {

    private static final int NEW_EACH_MONTH = 5;

    private final int[][] films;
    private final Lottery[] lotteries;

    Trends(Catalogue catalogue, Timeline timeline, RandomGenerator random) {
        films = new int[timeline.months()][];
        lotteries = new Lottery[timeline.months()];
        List<Trend> alive = new ArrayList<>();
        for (int month = 0; month < timeline.months(); month++) {
            alive.replaceAll(Trend::aged);
            alive.removeIf(trend -> trend.weight < 0.04);
            List<Integer> fresh = catalogue.releasedIn(month);
            for (int i = 0; i < NEW_EACH_MONTH; i++) {
                int film = i < 3 && !fresh.isEmpty() ? fresh.get(random.nextInt(fresh.size())) : catalogue.draw(random);
                if (catalogue.released(film) <= month) {
                    alive.add(new Trend(film, Math.exp(0.8 * random.nextGaussian()), 0.5 + 0.4 * random.nextDouble()));
                }
            }
            films[month] = alive.stream().mapToInt(trend -> trend.film).toArray();
            lotteries[month] = new Lottery(
                    alive.stream().mapToDouble(trend -> trend.weight).toArray());
        }
    }

    boolean any(int month) {
        return films[month].length > 0;
    }

    int draw(int month, RandomGenerator random) {
        return films[month][lotteries[month].draw(random)];
    }

    private record Trend(int film, double weight, double persistence) {

        Trend aged() {
            return new Trend(film, weight * persistence, persistence);
        }
    }
}
