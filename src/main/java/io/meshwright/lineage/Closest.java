package io.meshwright.lineage;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the place whose written form is nearest to a text, by edit distance. */
final class Closest {

    private Closest() {}

    static Optional<LineagePlace> to(String text, LineageGraph graph) {
        String wanted = text.toLowerCase(Locale.ROOT);
        return graph.nodes().stream()
                .flatMap(node -> Stream.<LineagePlace>concat(
                        Stream.of(node.ref()),
                        node.columns().stream().map(column -> new ColumnRef(node.id(), column.name()))))
                .filter(place -> distance(wanted, written(place)) <= Math.max(3, wanted.length() / 3))
                .min(Comparator.comparingInt((LineagePlace place) -> distance(wanted, written(place)))
                        .thenComparing(LineagePlace::toString));
    }

    private static String written(LineagePlace place) {
        return place.toString().toLowerCase(Locale.ROOT);
    }

    /** Levenshtein's distance. */
    static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                current[j] = Math.min(Math.min(current[j - 1], previous[j]) + 1, previous[j - 1] + change);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
