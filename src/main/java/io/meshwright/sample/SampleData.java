package io.meshwright.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * The operational data of the sample mesh, as files in a directory: {@code movielens}, {@code sakila}, {@code messflix}.
 * The same size and month always give the same bytes. Each folder appears at once and complete, never in part.
 */
public final class SampleData {

    private static final long SEED = 20_210_531;
    /** Raised when the generator writes something else for the same size and month. */
    private static final int GENERATION = 1;

    private static final String MANIFEST = "generated.txt";

    private SampleData() {}

    /** Writes all folders up to the last month that was complete at the given time; keeps those that are already so. */
    public static void write(Path directory, SampleSize size, Instant asOf) throws IOException {
        writeMovieLens(directory, size, asOf);
        writeCompanies(directory, directory.resolve("movielens"), asOf);
    }

    /** Writes {@code movielens}: movies.csv, ratings.csv, tags.csv. */
    public static void writeMovieLens(Path directory, SampleSize size, Instant asOf) throws IOException {
        folder(
                directory.resolve("movielens"),
                manifest(asOf, size.toString()),
                folder -> MovieLensFiles.write(folder, size, asOf, SEED));
    }

    /**
     * Writes {@code sakila} and {@code messflix}.
     *
     * @param movieLens where movies.csv is: Messflix shows and makes those films
     */
    public static void writeCompanies(Path directory, Path movieLens, Instant asOf) throws IOException {
        folder(
                directory.resolve("sakila"),
                manifest(asOf, "sakila"),
                folder -> SakilaFiles.write(folder, asOf, SEED + 1));
        int[] movies = firstMovies(movieLens.resolve("movies.csv"));
        folder(
                directory.resolve("messflix"),
                manifest(asOf, "movies " + movies.length + " from " + movies[0]),
                folder -> {
                    MovieMakerFiles.write(folder, movies, asOf, SEED + 2);
                    SubscriberFiles.write(folder, movies, asOf, SEED + 3);
                });
    }

    private static String manifest(Instant asOf, String what) {
        return "Meshwright sample data, generation " + GENERATION + ", seed " + SEED + ", up to "
                + Timeline.lastComplete(asOf) + "\n" + what + "\n";
    }

    private static void folder(Path folder, String manifest, Content content) throws IOException {
        Path written = folder.resolve(MANIFEST);
        if (Files.exists(written) && Files.readString(written).equals(manifest)) {
            return;
        }
        Files.createDirectories(folder.toAbsolutePath().getParent());
        Path unfinished = Files.createTempDirectory(folder.toAbsolutePath().getParent(), ".writing-");
        try {
            content.write(unfinished);
            Files.writeString(unfinished.resolve(MANIFEST), manifest);
            replace(folder, unfinished);
        } finally {
            delete(unfinished);
        }
    }

    private static void replace(Path folder, Path by) throws IOException {
        Path replaced = by.resolveSibling(by.getFileName() + "-replaced");
        boolean exists = Files.exists(folder);
        if (exists) {
            Files.move(folder, replaced);
        }
        Files.move(by, folder);
        if (exists) {
            delete(replaced);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private static int[] firstMovies(Path movies) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(movies)) {
            return lines.lines()
                    .skip(1)
                    .limit(4_000)
                    .mapToInt(line -> Integer.parseInt(line.substring(0, line.indexOf(','))))
                    .toArray();
        }
    }

    @FunctionalInterface
    private interface Content {
        void write(Path folder) throws IOException;
    }
}
