package io.meshwright.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A piece of a text; marked when it is what somebody searched for. */
public record Marked(String text, boolean marked) {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

    /** Cuts a text into pieces; words that begin with one of the found words are marked. */
    static List<Marked> of(String text, Set<String> found) {
        List<Marked> pieces = new ArrayList<>();
        Matcher words = WORD.matcher(text);
        int at = 0;
        while (words.find()) {
            String word = words.group().toLowerCase(Locale.ROOT);
            if (found.stream().anyMatch(hit -> hit.length() > 1 && word.startsWith(stem(hit)))) {
                pieces.add(new Marked(text.substring(at, words.start()), false));
                pieces.add(new Marked(words.group(), true));
                at = words.end();
            }
        }
        pieces.add(new Marked(text.substring(at), false));
        return pieces;
    }

    /** The index knows categories as category. */
    private static String stem(String word) {
        return word.endsWith("y") && word.length() > 3 ? word.substring(0, word.length() - 1) : word;
    }
}
