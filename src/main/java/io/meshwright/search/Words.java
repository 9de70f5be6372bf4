package io.meshwright.search;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Texts as the words people search by: split at case and punctuation, lower case, plural and singular alike. */
final class Words {

    private static final Set<String> SILENT = Set.of(
            "a", "an", "and", "are", "as", "at", "be", "by", "do", "does", "each", "for", "from", "how", "in", "is",
            "it", "its", "no", "not", "of", "on", "or", "that", "the", "their", "them", "there", "they", "this", "to",
            "was", "what", "which", "who", "with");

    private Words() {}

    /** The words of a text that carry meaning, in their order. */
    static List<String> of(String text) {
        return Arrays.stream(text.replaceAll("(\\p{Ll}|\\d)(\\p{Lu})", "$1 $2").split("[^\\p{L}\\p{N}]+"))
                .map(word -> singular(word.toLowerCase(Locale.ROOT)))
                .filter(word -> !word.isEmpty() && !SILENT.contains(word))
                .toList();
    }

    /** Enough English to find ratings by rating and categories by category. */
    private static String singular(String word) {
        if (word.length() > 4 && word.endsWith("ies")) {
            return word.substring(0, word.length() - 3) + "y";
        }
        boolean plural = word.length() > 3 && word.endsWith("s") && !word.endsWith("ss") && !word.endsWith("us");
        return plural ? word.substring(0, word.length() - 1) : word;
    }
}
