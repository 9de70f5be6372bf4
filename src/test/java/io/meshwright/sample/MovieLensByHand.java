package io.meshwright.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The MovieLens products computed in plain Java from the same files: nothing is shared with the SQL they are held against. */
final class MovieLensByHand {

    private static final Pattern YEAR = Pattern.compile("\\s*\\((\\d{4})\\)\\s*$");

    private final Map<Long, Movie> movies = new HashMap<>();
    private final List<Rating> ratings = new ArrayList<>();
    private final List<Tag> tags = new ArrayList<>();

    MovieLensByHand(Path directory) throws IOException {
        for (List<String> row : Csv.rows(directory.resolve("movies.csv"))) {
            movies.put(Long.parseLong(row.get(0)), new Movie(row.get(1), row.get(2)));
        }
        for (List<String> row : Csv.rows(directory.resolve("ratings.csv"))) {
            ratings.add(new Rating(
                    Long.parseLong(row.get(0)),
                    Long.parseLong(row.get(1)),
                    Double.parseDouble(row.get(2)),
                    month(row.get(3))));
        }
        for (List<String> row : Csv.rows(directory.resolve("tags.csv"))) {
            tags.add(new Tag(Long.parseLong(row.get(0)), Long.parseLong(row.get(1)), row.get(2), month(row.get(3))));
        }
    }

    /** Every product by its table: rows as the contract orders their columns. */
    Map<String, Set<List<Object>>> products() {
        Map<String, Set<List<Object>>> products = new LinkedHashMap<>();
        products.put("movies_interactions.movies_engagement", moviesEngagement());
        products.put("movies_interactions.user_genre_ratings", userGenreRatings());
        products.put("movies_interactions.user_actions", userActions());
        products.put("movies_interactions.user_period_ratings", userPeriodRatings());
        products.put("movies_interactions.user_movie_ratings", userMovieRatings());
        products.put("movies_engagement.user_genre_preferences", userGenrePreferences());
        products.put("movies_engagement.user_actions_and_groups", userActionsAndGroups());
        return products;
    }

    private Set<List<Object>> moviesEngagement() {
        Map<Long, TreeSet<String>> tagsOf = new HashMap<>();
        tags.forEach(tag ->
                tagsOf.computeIfAbsent(tag.movie, movie -> new TreeSet<>()).add(tag.text));
        Set<List<Object>> rows = new HashSet<>();
        starsBy(rating -> List.of(rating.movie, rating.month)).forEach((key, stars) -> {
            Movie movie = movies.get((Long) key.get(0));
            Matcher year = YEAR.matcher(movie.title);
            boolean dated = year.find();
            rows.add(Arrays.asList(
                    key.get(0),
                    key.get(1),
                    median(stars),
                    (long) stars.size(),
                    dated ? movie.title.substring(0, year.start()) : movie.title,
                    dated ? Long.valueOf(year.group(1)) : null,
                    movie.genres,
                    tagsOf.containsKey(key.get(0)) ? String.join("|", tagsOf.get(key.get(0))) : null));
        });
        return rows;
    }

    private Set<List<Object>> userGenreRatings() {
        Map<List<Object>, List<Double>> monthly = new HashMap<>();
        Map<List<Object>, List<Double>> all = new HashMap<>();
        for (Rating rating : ratings) {
            for (String genre : movies.get(rating.movie).genres.split("\\|")) {
                add(monthly, List.of(rating.user, genre, rating.month), rating.stars);
                add(all, List.of(rating.user, genre), rating.stars);
            }
        }
        Set<List<Object>> rows = new HashSet<>();
        monthly.forEach(
                (key, stars) -> rows.add(with(key, median(stars), median(all.get(List.of(key.get(0), key.get(1)))))));
        return rows;
    }

    private Set<List<Object>> userActions() {
        Map<List<Object>, Long> monthly = new HashMap<>();
        Map<List<Object>, Long> all = new HashMap<>();
        ratings.forEach(rating -> count(monthly, all, rating.user, rating.month, "rate"));
        tags.forEach(tag -> count(monthly, all, tag.user, tag.month, "tag"));
        Set<List<Object>> rows = new HashSet<>();
        monthly.forEach((key, count) -> rows.add(with(key, count, all.get(List.of(key.get(0), key.get(2))))));
        return rows;
    }

    private Set<List<Object>> userPeriodRatings() {
        Map<List<Object>, List<Double>> yearly = starsBy(rating -> List.of(rating.user, (long) rating.month.getYear()));
        Set<List<Object>> rows = new HashSet<>();
        starsBy(rating -> List.of(rating.user, (long) rating.month.getYear(), (long) rating.month.getMonthValue()))
                .forEach((key, stars) ->
                        rows.add(with(key, mean(stars), mean(yearly.get(List.of(key.get(0), key.get(1)))))));
        return rows;
    }

    private Set<List<Object>> userMovieRatings() {
        Set<List<Object>> rows = new HashSet<>();
        ratings.forEach(rating -> rows.add(List.of(rating.user, rating.movie, rating.stars)));
        return rows;
    }

    private Set<List<Object>> userGenrePreferences() {
        Set<List<Object>> rows = new HashSet<>();
        userGenreRatings()
                .forEach(row -> rows.add(with(row, preference((Double) row.get(4)), preference((Double) row.get(3)))));
        return rows;
    }

    private Set<List<Object>> userActionsAndGroups() {
        Set<List<Object>> rows = new HashSet<>();
        userActions()
                .forEach(row -> rows.add(with(
                        row,
                        row.get(2).equals("rate") && (Long) row.get(4) > 100,
                        row.get(2).equals("tag") && (Long) row.get(4) > 7)));
        return rows;
    }

    private Map<List<Object>, List<Double>> starsBy(Function<Rating, List<Object>> key) {
        Map<List<Object>, List<Double>> stars = new HashMap<>();
        ratings.forEach(rating -> add(stars, key.apply(rating), rating.stars));
        return stars;
    }

    private static void count(
            Map<List<Object>, Long> monthly, Map<List<Object>, Long> all, long user, LocalDate month, String type) {
        monthly.merge(List.of(user, month, type), 1L, Long::sum);
        all.merge(List.of(user, type), 1L, Long::sum);
    }

    private static void add(Map<List<Object>, List<Double>> lists, List<Object> key, double value) {
        lists.computeIfAbsent(key, any -> new ArrayList<>()).add(value);
    }

    private static List<Object> with(List<Object> key, Object... more) {
        List<Object> row = new ArrayList<>(key);
        Collections.addAll(row, more);
        return row;
    }

    private static String preference(double median) {
        return median > 4 ? "likes" : median < 3 ? "dislikes" : "indifferent";
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).sum() / values.size();
    }

    private static LocalDate month(String second) {
        return Instant.ofEpochSecond(Long.parseLong(second))
                .atZone(ZoneOffset.UTC)
                .toLocalDate()
                .withDayOfMonth(1);
    }

    private record Movie(String title, String genres) {}

    private record Rating(long user, long movie, double stars, LocalDate month) {}

    private record Tag(long user, long movie, String text, LocalDate month) {}

    /** Rows of a CSV file without its header. */
    private static final class Csv {

        static List<List<String>> rows(Path file) throws IOException {
            return Files.readAllLines(file).stream().skip(1).map(Csv::fields).toList();
        }

        private static List<String> fields(String line) {
            List<String> fields = new ArrayList<>();
            StringBuilder field = new StringBuilder();
            boolean quoted = false;
            for (int i = 0; i < line.length(); i++) {
                char c = line.charAt(i);
                if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                    field.append(line.charAt(++i));
                } else if (c == '"') {
                    quoted = !quoted;
                } else if (c == ',' && !quoted) {
                    fields.add(field.toString());
                    field.setLength(0);
                } else {
                    field.append(c);
                }
            }
            fields.add(field.toString());
            return fields;
        }
    }
}
