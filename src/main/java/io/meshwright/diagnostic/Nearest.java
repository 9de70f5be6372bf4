package io.meshwright.diagnostic;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds what someone meant who wrote a word that does not exist. */
public final class Nearest {

    private static final int SOME = 3;

    private Nearest() {}

    /** The closest candidate, when it is close enough to be meant: case aside, about one slip in three letters. */
    public static Optional<String> to(String word, Collection<String> candidates) {
        int tolerance = Math.max(1, word.length() / 3);
        return candidates.stream()
                .filter(candidate -> distance(word, candidate) <= tolerance)
                .min(Comparator.<String>comparingInt(candidate -> distance(word, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Candidates that may be meant, three at most, the closest first: close ones, and those the word is a part of. */
    public static List<String> some(String word, Collection<String> candidates) {
        String lower = word.toLowerCase(Locale.ROOT);
        String lastPart = lower.substring(Math.max(0, lower.indexOf('/')));
        int tolerance = Math.max(2, word.length() / 3);
        return candidates.stream()
                .filter(candidate -> distance(word, candidate) <= tolerance
                        || candidate.endsWith(lastPart)
                        || candidate.contains(lower))
                .sorted(Comparator.comparingInt(candidate -> distance(word, candidate)))
                .limit(SOME)
                .toList();
    }

    /** {@code "; did you mean 'x'?"} when something is near, else the given ending. */
    public static String question(String word, Collection<String> candidates, String otherwise) {
        return to(word, candidates)
                .map(near -> "; did you mean '" + near + "'?")
                .orElse(otherwise);
    }

    /** Edits to turn one word into the other; two swapped neighbours are one edit. */
    private static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                edits[i][j] = i == 0 ? j : j == 0 ? i : cheapest(edits, a, b, i, j);
            }
        }
        return edits[a.length()][b.length()];
    }

    private static int cheapest(int[][] edits, String a, String b, int i, int j) {
        int replace = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replace, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, edits[i - 2][j - 2] + 1) : best;
    }
}
