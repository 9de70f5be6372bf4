package io.meshwright.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The documents of the sample mesh, as they lie in the repository. */
final class MeshFiles {

    private MeshFiles() {}

    static List<Path> contracts() {
        return find(Path.of("contracts"), ".odcs.yaml");
    }

    static List<Path> products() {
        return find(Path.of("products"), ".odps.yaml");
    }

    static List<Path> queries() {
        return find(Path.of("products"), ".sql");
    }

    static List<Path> dashboards() {
        return find(Path.of("products"), ".yaml").stream()
                .filter(path -> path.getParent().endsWith("dashboards"))
                .toList();
    }

    static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> find(Path root, String suffix) {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(path -> path.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
