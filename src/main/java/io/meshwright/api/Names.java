package io.meshwright.api;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds the names that somebody may have meant. */
final class Names {

    private static final int MOST = 3;

    private Names() {}

    static List<String> closest(String wanted, Collection<String> known) {
        String lower = wanted.toLowerCase(Locale.ROOT);
        int limit = Math.max(2, lower.length() / 3);
        return known.stream()
                .filter(name -> distance(lower, name) <= limit
                        || name.endsWith(lower.substring(Math.max(0, lower.indexOf('/'))))
                        || name.contains(lower))
                .sorted(Comparator.comparingInt(name -> distance(lower, name)))
                .limit(MOST)
                .toList();
    }

    /** How many characters have to be put in, taken out or replaced. */
    static int distance(String one, String other) {
        int[] previous = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = previous[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(previous[j], row[j - 1]) + 1);
            }
            previous = row;
        }
        return previous[other.length()];
    }
}
