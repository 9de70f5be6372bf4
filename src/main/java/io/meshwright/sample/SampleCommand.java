package io.meshwright.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Writes sample data from the command line: {@code SampleCommand <directory> <ratings>|benchmark}. */
public final class SampleCommand {

    private SampleCommand() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            throw new IllegalArgumentException("Usage: SampleCommand <directory> <number of ratings, or: benchmark>");
        }
        SampleSize size = arguments[1].equals("benchmark")
                ? SampleSize.BENCHMARK
                : SampleSize.ofRatings(Integer.parseInt(arguments[1]));
        long start = System.nanoTime();
        SampleData.write(Path.of(arguments[0]), size, Instant.now());
        System.out.printf(
                "%s in %s, %d ms%n",
                size, arguments[0], Duration.ofNanos(System.nanoTime() - start).toMillis());
    }
}
