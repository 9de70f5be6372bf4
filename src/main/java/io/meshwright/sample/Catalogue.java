package io.meshwright.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.StringJoiner;
import java.util.random.RandomGenerator;

/** The films of the sample: title, genres, release month, how good and how popular each is. Films count from 0. */
final class Catalogue {

    static final List<String> GENRES = List.of(
            "Action",
            "Adventure",
            "Animation",
            "Children",
            "Comedy",
            "Crime",
            "Documentary",
            "Drama",
            "Fantasy",
            "Film-Noir",
            "Horror",
            "IMAX",
            "Musical",
            "Mystery",
            "Romance",
            "Sci-Fi",
            "Thriller",
            "War",
            "Western");
    private static final Lottery GENRE = new Lottery(
            1828, 1263, 611, 664, 3756, 1199, 440, 4361, 779, 87, 978, 158, 334, 573, 1596, 980, 1894, 382, 167);
    private static final Lottery GENRE_COUNT = new Lottery(29, 33, 24, 10, 4);
    /** How far above or below other films people rate a genre, in standard scores. */
    private static final double[] ESTEEM = {
        -0.1, 0, 0.2, -0.15, -0.15, 0.15, 0.35, 0.2, 0, 0.55, -0.5, 0.15, 0.05, 0.15, 0.05, -0.05, 0, 0.4, 0.1
    };

    private static final int FIRST_YEAR = 1915;

    private final int[] ids;
    private final String[] titles;
    private final BitSet[] genres;
    private final int[] released;
    private final float[] quality;
    private final Lottery popularity;

    Catalogue(int size, Timeline timeline, RandomGenerator random) {
        ids = new int[size];
        titles = new String[size];
        genres = new BitSet[size];
        released = new int[size];
        quality = new float[size];
        double[] weights = new double[size];
        Titles names = new Titles(random);
        int id = 0;
        for (int film = 0; film < size; film++) {
            id += random.nextInt(4) == 0 ? 1 + random.nextInt(11) : 1;
            ids[film] = id;
            YearMonth month = releaseMonth(timeline, random);
            released[film] = timeline.indexOf(month);
            titles[film] = titled(names.next(), month.getYear(), random);
            genres[film] = genres(random);
            double fame = random.nextGaussian();
            weights[film] = Math.exp(1.75 * fame);
            double esteem = genres[film].stream()
                    .mapToDouble(genre -> ESTEEM[genre])
                    .average()
                    .orElse(0);
            quality[film] = (float) (0.45 * (fame - 1.5) + 0.9 * random.nextGaussian() + 1.4 * esteem);
        }
        popularity = new Lottery(weights);
    }

    int size() {
        return ids.length;
    }

    int id(int film) {
        return ids[film];
    }

    /** Month of the timeline in which it came out; negative before the timeline. */
    int released(int film) {
        return released[film];
    }

    BitSet genres(int film) {
        return genres[film];
    }

    /** Standard score: 0 is a film of the middle. */
    float quality(int film) {
        return quality[film];
    }

    /** A film, the popular ones more often. */
    int draw(RandomGenerator random) {
        return popularity.draw(random);
    }

    /** The films that came out in a month. */
    List<Integer> releasedIn(int month) {
        List<Integer> films = new ArrayList<>();
        for (int film = 0; film < released.length; film++) {
            if (released[film] == month) {
                films.add(film);
            }
        }
        return films;
    }

    void write(Path path) throws IOException {
        try (TextFile file = TextFile.csv(path, "movieId", "title", "genres")) {
            for (int film = 0; film < ids.length; film++) {
                file.field(ids[film])
                        .field(titles[film])
                        .field(genreNames(film))
                        .endRow();
            }
        }
    }

    private String genreNames(int film) {
        StringJoiner names = new StringJoiner("|");
        genres[film].stream().forEach(genre -> names.add(GENRES.get(genre)));
        return genres[film].isEmpty() ? "(no genres listed)" : names.toString();
    }

    /** Ever more films a year, the last timeline month being the newest. */
    private static YearMonth releaseMonth(Timeline timeline, RandomGenerator random) {
        YearMonth last = timeline.last();
        int span = (last.getYear() - FIRST_YEAR) * 12 + last.getMonthValue();
        int monthsAgo = (int) Math.min(span - 1, random.nextExponential() * 22 * 12);
        return last.minusMonths(monthsAgo);
    }

    private static String titled(String name, int year, RandomGenerator random) {
        return switch (random.nextInt(400)) {
            case 0 -> name;
            case 1 -> name + " (" + year + ") ";
            default -> name + " (" + year + ")";
        };
    }

    private static BitSet genres(RandomGenerator random) {
        BitSet chosen = new BitSet(GENRES.size());
        if (random.nextInt(280) > 0) {
            int count = 1 + GENRE_COUNT.draw(random);
            while (chosen.cardinality() < count) {
                chosen.set(GENRE.draw(random));
            }
        }
        return chosen;
    }
}
