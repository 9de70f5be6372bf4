package io.meshwright.product;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The directory with {@code products/} and {@code contracts/}. */
final class MeshDirectory {

    private static final int DEEPEST = 6;

    private final Path root;

    MeshDirectory(Path root) {
        this.root = root;
    }

    /** The texts the mesh cares for, by path relative to the directory with forward slashes. */
    Map<String, String> read() {
        Map<String, String> texts = new TreeMap<>();
        paths().forEach((path, file) -> {
            try {
                texts.put(path, new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
            } catch (NoSuchFileException e) {
                // Gone between listing and reading: the next look sees a directory without it.
                texts.remove(path);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read " + file, e);
            }
        });
        return texts;
    }

    /** A value that differs whenever a file was added, removed or written. */
    Map<String, String> marks() {
        Map<String, String> marks = new TreeMap<>();
        paths().forEach((path, file) -> {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                marks.put(path, attributes.size() + " " + attributes.lastModifiedTime());
            } catch (IOException e) {
                marks.put(path, "gone");
            }
        });
        return marks;
    }

    private Map<String, Path> paths() {
        Map<String, Path> paths = new TreeMap<>();
        for (String folder : List.of("products", "contracts")) {
            Path top = root.resolve(folder);
            if (!Files.isDirectory(top)) {
                continue;
            }
            try (Stream<Path> files = Files.walk(top, DEEPEST, FileVisitOption.FOLLOW_LINKS)) {
                files.filter(Files::isRegularFile).forEach(file -> {
                    String path = root.relativize(file).toString().replace('\\', '/');
                    if (MeshFiles.matters(path)) {
                        paths.put(path, file);
                    }
                });
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot list " + top, e);
            }
        }
        return paths;
    }
}
