package io.meshwright.sample;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The files that sources read: those of the data directory, generated ones among them. Where {@code
 * meshwright.data.movielens} names a directory, the real MovieLens files in it take the place of generated ones.
 */
@ApplicationScoped
public class DataDirectory {

    private static final String MOVIELENS = "movielens";

    private final Path root;
    private final Optional<Path> movieLens;
    private final int ratings;

    DataDirectory(
            @ConfigProperty(name = "meshwright.data.directory", defaultValue = "${meshwright.home}/files")
                    Path directory,
            @ConfigProperty(name = "meshwright.data.movielens") Optional<Path> movieLens,
            @ConfigProperty(name = "meshwright.sample.ratings", defaultValue = "100000") int ratings) {
        this.root = directory.toAbsolutePath().normalize();
        this.movieLens = movieLens.map(path -> path.toAbsolutePath().normalize());
        this.ratings = ratings;
    }

    /** Writes what is missing; without work to do it takes milliseconds. */
    public void prepare(Instant asOf) throws IOException {
        if (movieLens.isEmpty()) {
            SampleData.writeMovieLens(root, SampleSize.ofRatings(ratings), asOf);
        }
        SampleData.writeCompanies(root, movieLens.orElse(root.resolve(MOVIELENS)), asOf);
    }

    /**
     * Where a source's file is.
     *
     * @param path as a source gives it, such as {@code movielens/ratings.csv}
     * @throws IllegalArgumentException when it leads out of the data directory
     */
    public Path resolve(String path) {
        Path relative = Path.of(path).normalize();
        if (relative.isAbsolute() || relative.startsWith("..")) {
            throw new IllegalArgumentException("Not below the data directory: " + path);
        }
        if (movieLens.isPresent() && relative.startsWith(MOVIELENS)) {
            return movieLens.get().resolve(Path.of(MOVIELENS).relativize(relative));
        }
        return root.resolve(relative);
    }

    /** The directories below which all files of {@link #resolve} lie. */
    public List<Path> roots() {
        return movieLens.map(path -> List.of(root, path)).orElse(List.of(root));
    }
}
