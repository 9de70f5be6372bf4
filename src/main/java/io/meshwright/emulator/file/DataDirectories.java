package io.meshwright.emulator.file;

import io.meshwright.emulator.error.ApiError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The only directories whose files jobs may name: {@code file:///...}, a path relative to one of them, or
 * {@code gs://bucket/object}, for which a directory stands in the bucket's place.
 */
public final class DataDirectories {

    private static final String CLOUD_STORAGE = "gs://";
    private static final int DEEPEST = 20;

    /** "Quotas and limits": each code resource of a function in JavaScript. */
    private static final int LARGEST_LIBRARY = 1 << 20;

    private final List<Path> directories;

    public DataDirectories(List<Path> directories) {
        this.directories = List.copyOf(directories);
    }

    /** The files a source URI names; asterisks stand for anything, further directories included. */
    public List<Path> files(String uri) {
        Path path = path(uri);
        List<Path> files = path.toString().contains("*") ? matching(path) : existing(path);
        if (files.isEmpty()) {
            throw ApiError.notFound("URI " + uri);
        }
        return files;
    }

    /** The code of a library for functions in JavaScript, in UTF-8. */
    public String library(String uri) {
        Path path = path(uri);
        if (!Files.isRegularFile(path)) {
            throw ApiError.notFound("URI " + uri);
        }
        try {
            if (Files.size(requireInside(path, uri)) > LARGEST_LIBRARY) {
                throw ApiError.invalid("URI " + uri + " is larger than a library of a function may be: 1 MB");
            }
            return Files.readString(path);
        } catch (IOException e) {
            throw new ApiError("invalid", "", "URI " + uri + " is no text in UTF-8", e);
        }
    }

    /** The directory a URI names. */
    Path directory(String uri) {
        Path path = path(uri);
        if (!Files.isDirectory(path)) {
            throw ApiError.notFound("URI " + uri);
        }
        return requireInside(path, uri);
    }

    /** Where an extract job may write; directories that are missing are made, a data directory too. */
    public Path target(String uri) {
        Path path = path(uri);
        Path parent = path.getParent();
        if (parent == null || path.getFileName() == null) {
            throw wrong(uri);
        }
        directories.stream().filter(parent::startsWith).findFirst().ifPresent(DataDirectories::make);
        Path existing = parent;
        while (existing.getParent() != null && !Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
            existing = existing.getParent();
        }
        requireInside(existing, uri);
        make(parent);
        Path target = requireInside(parent, uri).resolve(path.getFileName());
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)
                && !Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
            throw ApiError.accessDenied("File " + uri + " is no plain file");
        }
        return target;
    }

    private static void make(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create directory " + directory, e);
        }
    }

    private static ApiError wrong(String uri) {
        return ApiError.invalid("URI " + uri + " names no file in a data directory");
    }

    private Path path(String uri) {
        try {
            return located(uri);
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            throw new ApiError("invalid", "", wrong(uri).getMessage(), e);
        }
    }

    private Path located(String uri) {
        if (uri.startsWith("file:")) {
            return Path.of(URI.create(uri.replace("*", "%2A"))).normalize();
        }
        boolean bucket = uri.startsWith(CLOUD_STORAGE);
        if (uri.contains("://") && !bucket) {
            throw ApiError.invalid("URI " + uri + " is not supported: name a file in a data directory");
        }
        Path relative = Path.of(bucket ? uri.substring(CLOUD_STORAGE.length()) : uri);
        return directories.stream()
                .map(directory -> directory.resolve(relative).normalize())
                .filter(path -> path.toString().contains("*") || Files.exists(path))
                .findFirst()
                .orElseGet(() -> directories.isEmpty()
                        ? relative
                        : directories.get(0).resolve(relative).normalize());
    }

    private List<Path> matching(Path pattern) {
        Path start = pattern;
        while (start.toString().contains("*")) {
            start = start.getParent();
        }
        Path root = requireInside(start, pattern.toString());
        Pattern below = wildcard(start.relativize(pattern).toString());
        try (Stream<Path> all = Files.walk(root, DEEPEST)) {
            return all.filter(file ->
                            below.matcher(root.relativize(file).toString()).matches())
                    .filter(Files::isRegularFile)
                    .sorted()
                    .map(file -> requireInside(file, file.toString()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + root, e);
        }
    }

    private static Pattern wildcard(String text) {
        return Pattern.compile(
                Stream.of(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
    }

    private List<Path> existing(Path path) {
        return Files.isRegularFile(path) ? List.of(requireInside(path, path.toString())) : List.of();
    }

    /** Symbolic links do not lead out either. */
    private Path requireInside(Path path, String uri) {
        try {
            Path real = path.toRealPath();
            for (Path directory : directories) {
                if (Files.exists(directory) && real.startsWith(directory.toRealPath())) {
                    return real;
                }
            }
        } catch (IOException e) {
            throw new ApiError("notFound", "", "Not found: URI " + uri, e);
        }
        throw ApiError.accessDenied("File " + uri + " is not in a data directory of this server");
    }
}
