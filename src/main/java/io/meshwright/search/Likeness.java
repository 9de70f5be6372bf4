package io.meshwright.search;

/** How much a searched word is like a word that is there. */
final class Likeness {

    private static final double PREFIX = 0.8;
    private static final double INSIDE = 0.4;
    private static final double TYPO = 0.5;

    private Likeness() {}

    /** 1 for the same word, less for a beginning, a part or a slip of the fingers, 0 for another word. */
    static double of(String searched, String word) {
        if (word.equals(searched)) {
            return 1;
        }
        if (word.startsWith(searched)) {
            return PREFIX;
        }
        if (searched.length() >= 3 && word.contains(searched)) {
            return INSIDE;
        }
        return isTypo(searched, word) ? TYPO : 0;
    }

    /** One slip in words of four letters, two in words of eight; the first letter is rarely wrong. */
    private static boolean isTypo(String searched, String word) {
        int tolerance = searched.length() < 4 ? 0 : searched.length() < 8 ? 1 : 2;
        return tolerance > 0
                && searched.charAt(0) == word.charAt(0)
                && (distance(searched, word) <= tolerance || isTypoOfBeginning(searched, word, tolerance));
    }

    private static boolean isTypoOfBeginning(String searched, String word, int tolerance) {
        return searched.length() >= 5
                && word.length() > searched.length()
                && distance(searched, word.substring(0, searched.length())) <= tolerance;
    }

    /** Edits to turn one word into the other; two swapped neighbours are one edit. */
    private static int distance(String a, String b) {
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
