package io.meshwright.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.SplittableRandom;

/** Writes {@code movies.csv}, {@code ratings.csv} and {@code tags.csv} as MovieLens publishes them. */
final class MovieLensFiles {

    private static final int MONTHS = 120;

    private MovieLensFiles() {}

    static void write(Path directory, SampleSize size, Instant asOf, long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        Timeline timeline = Timeline.before(asOf, MONTHS);
        Catalogue catalogue = new Catalogue(size.movies(), timeline, random.split());
        Trends trends = new Trends(catalogue, timeline, random.split());
        Audience audience = new Audience(size, timeline, random.split());
        catalogue.write(directory.resolve("movies.csv"));
        new Ratings(catalogue, trends, timeline, random.split()).write(audience, directory.resolve("ratings.csv"));
        new Tags(catalogue, timeline, random.split()).write(audience, directory.resolve("tags.csv"));
    }
}
