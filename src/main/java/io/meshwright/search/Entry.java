package io.meshwright.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One findable thing: its words, each with the weight of the best place it stands in.
 *
 * @param names what it is called, in lower case: a search for exactly that puts it first
 */
record Entry<T>(T thing, Map<String, Double> words, Set<String> names) {

    private static final double EXACT_NAME = 20;

    /** How well it answers, and by which of its words. */
    record Match<T>(T thing, double score, Set<String> words) {}

    /** A match only when every searched word is found; {@code rarity} makes rare words count more. */
    Match<T> match(List<String> searched, String text, Map<String, Double> rarity) {
        Match<T> partial = partialMatch(searched, rarity);
        boolean complete = partial.words().size() >= 1 && found(searched) == searched.size();
        double bonus = names.contains(text) ? EXACT_NAME : 0;
        return complete ? new Match<>(thing, partial.score() + bonus, partial.words()) : none();
    }

    /** A match when at least one searched word is found. */
    Match<T> partialMatch(List<String> searched, Map<String, Double> rarity) {
        double score = 0;
        Set<String> hits = new HashSet<>();
        for (String wanted : searched) {
            double best = 0;
            List<String> meant = new ArrayList<>();
            for (Map.Entry<String, Double> word : words.entrySet()) {
                double likeness = Likeness.of(wanted, word.getKey());
                if (likeness > 0) {
                    meant.add(word.getKey());
                    best = Math.max(best, likeness * word.getValue() * rarity.getOrDefault(word.getKey(), 1.0));
                }
            }
            score += best;
            hits.addAll(meant);
        }
        return new Match<>(thing, score, hits);
    }

    private long found(List<String> searched) {
        return searched.stream()
                .filter(wanted -> words.keySet().stream().anyMatch(word -> Likeness.of(wanted, word) > 0))
                .count();
    }

    private Match<T> none() {
        return new Match<>(thing, 0, Set.of());
    }
}
