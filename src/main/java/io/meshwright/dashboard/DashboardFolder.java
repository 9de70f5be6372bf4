package io.meshwright.dashboard;

import io.meshwright.diagnostic.Diagnostic;
import io.meshwright.diagnostic.Outcome;
import io.meshwright.diagnostic.SourceLocation;
import io.meshwright.product.ProductName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The dashboards of a mesh directory. Of a file with a mistake the last good version stays in force. */
final class DashboardFolder {

    private static final String ENDING = ".yaml";

    private final Path root;
    private final LastGood lastGood;
    private Map<Path, String> seen = Map.of();
    private Map<ProductName, Dashboard> inForce = new TreeMap<>();
    private List<Diagnostic> diagnostics = List.of();

    DashboardFolder(Path root, LastGood lastGood) {
        this.root = root;
        this.lastGood = lastGood;
    }

    List<Dashboard> dashboards() {
        return List.copyOf(inForce.values());
    }

    List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    /** Reads again when a file changed; true when it did. */
    boolean look() {
        Map<Path, String> marks = marks();
        if (marks.equals(seen)) {
            return false;
        }
        Map<ProductName, String> before = lastGood.all();
        Map<ProductName, String> texts = new TreeMap<>();
        Map<ProductName, Dashboard> next = new TreeMap<>();
        List<Diagnostic> found = new ArrayList<>();
        for (Path file : marks.keySet()) {
            read(file, before, texts, next, found);
        }
        if (!texts.equals(before)) {
            lastGood.keep(texts);
        }
        seen = marks;
        inForce = next;
        diagnostics = List.copyOf(found);
        return true;
    }

    private void read(
            Path file,
            Map<ProductName, String> before,
            Map<ProductName, String> texts,
            Map<ProductName, Dashboard> next,
            List<Diagnostic> found) {
        String path = root.relativize(file).toString().replace('\\', '/');
        String domain = file.getParent().getParent().getFileName().toString();
        String name = file.getFileName().toString().replace(ENDING, "");
        if (!ProductName.isKebab(domain) || !ProductName.isKebab(name)) {
            found.add(Diagnostic.error(
                    "dashboard-name",
                    SourceLocation.of(path),
                    "A dashboard's file has a name of lower case letters, digits and single dashes, such as"
                            + " movie-trends.yaml."));
            return;
        }
        ProductName address = new ProductName(domain, name);
        try {
            String text = Files.readString(file);
            Outcome<Dashboard> outcome = DashboardReader.read(address, path, text);
            found.addAll(outcome.diagnostics());
            String good = outcome.isOk() ? text : before.getOrDefault(address, "");
            DashboardReader.read(address, path, good).value().ifPresent(dashboard -> {
                next.put(address, dashboard);
                texts.put(address, good);
            });
        } catch (NoSuchFileException e) {
            // Gone between listing and reading: the next look sees a directory without it.
            next.remove(address);
            texts.remove(address);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /** A value for each file that differs whenever it was written. */
    private Map<Path, String> marks() {
        Map<Path, String> marks = new TreeMap<>();
        for (Path domain : children(root.resolve("products"))) {
            for (Path file : children(domain.resolve("dashboards"))) {
                if (file.toString().endsWith(ENDING)) {
                    marks.put(file, mark(file));
                }
            }
        }
        return marks;
    }

    private static List<Path> children(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + folder, e);
        }
    }

    private static String mark(Path file) {
        try {
            return Files.size(file) + " " + Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return "gone";
        }
    }
}
